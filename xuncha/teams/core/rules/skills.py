"""A team has the skills that its work needs; a missing one is priced, books and tenders dearest.

Agreed joint work with audit spares a team some, and days of the mobile specialists stand for people.
"""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Choice, Demand, Grade, Rule, all_of
from xuncha.teams.core.facts import Need
from xuncha.teams.core.forming import Formation, Forming
from xuncha.teams.core.provisions import Skill


def post(forming: Forming) -> Iterable[Demand]:
    for need in forming.needs:
        for skill in forming.provisions.skills:
            people = skill.wanted(need)
            if people:
                says = Sentence(
                    f"{need.name}需{skill.name.zh}人员{people}名",
                    f"{need.name} needs {people} for {skill.name.en}",
                )
                yield from _demands(forming, need, skill, people, says)


def _demands(forming: Forming, need: Need, skill: Skill, people: int, says: Sentence) -> Iterable[Demand]:
    """In people; or in days, where mobile specialists can make up for a part of a person."""
    own = [forming.serves(c, need) for c in forming.cadres if skill.held_by(c) and not c.mobile]
    mobile = forming.provisions.mobile
    helpers = [c for c in forming.mobile if skill.held_by(c)] if skill.name.zh in mobile.skills else []
    if not helpers:
        yield Demand(says, all_of(own), at_least=people, prices=(skill.price,))
        return
    lacking = Choice(("lacks_skill", need.key, skill.name.zh), most=people)
    days = [(choice, mobile.days) for choice in (*own, lacking)]
    days += [(forming.helps(c, need), 1) for c in helpers]
    yield Demand(says, tuple(days), at_least=people * mobile.days)
    yield Demand(says, ((lacking, 1),), at_most=0, prices=(skill.price,))


def check(formation: Formation) -> Iterable[Broken]:
    for need in formation.problem.needs:
        for skill in formation.problem.provisions.skills:
            missing = _missing(formation, need, skill)
            if missing > 0:
                yield Broken(
                    Sentence(
                        f"{need.name}缺{skill.name.zh}人员{missing}名",
                        f"{need.name} lacks {missing} for {skill.name.en}",
                    ),
                    skill.price * missing,
                )


def _missing(formation: Formation, need: Need, skill: Skill) -> int:
    """People still missing, a begun person counted whole."""
    if skill.figure and need.figures.get(skill.figure, 0) < skill.from_:
        return 0
    spared = sum(people for mode, people in skill.spared_by if mode in need.modes)
    have = sum(1 for c in formation.members(need) if set(c.skills) & set(skill.any_of))
    mobile = formation.problem.provisions.mobile
    days = 0
    if skill.name.zh in mobile.skills:
        for help_ in formation.help:
            able = set(formation.problem.cadre[help_.cadre].skills) & set(skill.any_of)
            days += help_.days if help_.team == need.key and able else 0
    return -((days + (have + spared - skill.people) * mobile.days) // mobile.days)


RULE = Rule("skills", Sentence("所需专长", "skills needed"), "teams.skills", Grade.COVERAGE, post, check)
