"""Every team has one leader, who is fit to lead by rank, grade or pool; that is never waived."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.eligibility import Standing
from xuncha.teams.core.forming import Formation, Forming
from xuncha.trust.core.roles import Role

FIT = Sentence("组长须符合任职条件", "a leader is fit to lead")
IN_TEAM = Sentence("组长是本组成员", "a leader is of the team")


def post(forming: Forming) -> Iterable[Demand]:
    unfit = [cadre for cadre in forming.cadres if forming.standing(cadre) is not Standing.FIT]
    for need in forming.needs:
        says = Sentence(f"{need.name}须有一名组长", f"{need.name} has one leader")
        yield Demand(says, all_of(forming.leads(c, need) for c in forming.cadres), at_least=1, at_most=1)
        yield Demand(FIT, all_of(forming.leads(c, need) for c in unfit), at_most=0)
        for cadre in forming.cadres:
            belongs = ((forming.serves(cadre, need), 1), (forming.leads(cadre, need), -1))
            yield Demand(IN_TEAM, belongs, at_least=0)


def check(formation: Formation) -> Iterable[Broken]:
    for need in formation.problem.needs:
        leaders = formation.holders(need, Role.LEADER)
        if len(leaders) != 1:
            yield Broken(
                Sentence(f"{need.name}有{len(leaders)}名组长", f"{need.name} has {len(leaders)} leaders")
            )
        for cadre in leaders:
            standing = formation.problem.standing(cadre)
            if standing is not Standing.FIT:
                yield Broken(
                    Sentence(
                        f"{cadre.name}任{need.name}组长：{standing.value.zh}",
                        f"{cadre.name} leads {need.name}: {standing.value.en}",
                    )
                )


RULE = Rule(
    "leader",
    Sentence("每组一名合格的组长", "one fit leader a team"),
    "teams.leader.leading_rank",
    Grade.MUST,
    post,
    check,
)
