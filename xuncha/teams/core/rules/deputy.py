"""Each team has one deputy leader, who checks what others write; of deputy rank, where there is one."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming
from xuncha.trust.core.roles import Role

PRICE = 3
IN_TEAM = Sentence("副组长是本组成员，不兼组长", "a deputy is of the team and not its leader")


def post(forming: Forming) -> Iterable[Demand]:
    for need in forming.needs:
        says = Sentence(f"{need.name}须有一名副组长", f"{need.name} has one deputy leader")
        deputies = all_of(forming.deputises(c, need) for c in forming.deputies)
        yield Demand(says, deputies, at_most=1)
        yield Demand(says, deputies, at_least=1, prices=(PRICE,))
        for c in forming.deputies:
            roles = (
                (forming.serves(c, need), 1),
                (forming.leads(c, need), -1),
                (forming.deputises(c, need), -1),
            )
            yield Demand(IN_TEAM, roles, at_least=0)


def check(formation: Formation) -> Iterable[Broken]:
    fit = {cadre.key for cadre in formation.problem.deputies}
    for need in formation.problem.needs:
        deputies = formation.holders(need, Role.DEPUTY)
        if not deputies:
            yield Broken(Sentence(f"{need.name}没有副组长", f"{need.name} has no deputy leader"), PRICE)
        if len(deputies) > 1:
            yield Broken(
                Sentence(f"{need.name}有{len(deputies)}名副组长", f"{need.name} has {len(deputies)} deputies")
            )
        for cadre in deputies:
            if cadre.key not in fit:
                says = Sentence(
                    f"{cadre.name}的领导职务层次不符合副组长条件",
                    f"{cadre.name} lacks a deputy's rank",
                )
                yield Broken(says)


RULE = Rule(
    "deputy",
    Sentence("每组一名副组长", "one deputy a team"),
    "teams.deputy.leading_rank",
    Grade.COVERAGE,
    post,
    check,
)
