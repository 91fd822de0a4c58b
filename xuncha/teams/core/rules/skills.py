"""A team has the skills that its work needs; a missing one is priced, books and tenders dearest."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming


def post(forming: Forming) -> Iterable[Demand]:
    for need in forming.needs:
        for skill in forming.provisions.skills:
            if skill.asked(need.figures):
                able = all_of(forming.serves(c, need) for c in forming.cadres if skill.held_by(c))
                says = Sentence(
                    f"{need.name}需{skill.name.zh}人员{skill.people}名",
                    f"{need.name} needs {skill.people} for {skill.name.en}",
                )
                yield Demand(says, able, at_least=skill.people, prices=(skill.price,))


def check(formation: Formation) -> Iterable[Broken]:
    for need in formation.problem.needs:
        members = formation.members(need)
        for skill in formation.problem.provisions.skills:
            if skill.figure and need.figures.get(skill.figure, 0) < skill.from_:
                continue
            missing = skill.people - sum(1 for c in members if set(c.skills) & set(skill.any_of))
            if missing > 0:
                yield Broken(
                    Sentence(
                        f"{need.name}缺{skill.name.zh}人员{missing}名",
                        f"{need.name} lacks {missing} for {skill.name.en}",
                    ),
                    skill.price * missing,
                )


RULE = Rule("skills", Sentence("所需专长", "skills needed"), "teams.skills", Grade.COVERAGE, post, check)
