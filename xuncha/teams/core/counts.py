"""Counting before solving: are there leaders and people enough, and if not, who stands by."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.explain import Reason, shortage
from xuncha.planning.rule import Rule
from xuncha.teams.core.eligibility import Standing, objections
from xuncha.teams.core.facts import Cadre
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.rules import leader, qualification

Names = tuple[Sentence, tuple[str, ...]]

CAN = Sentence("符合条件且可脱产", "fit and released")
CANNOT_LEAVE = Sentence("符合组长条件，但本轮不能脱产", "fit to lead, but not released this round")
UNCONFIRMED = Sentence("仅按未确认的规定可任组长", "may lead by an unconfirmed rule only")


def leaders(forming: Forming) -> Iterable[Reason]:
    """Some teams have too few leaders among them, recusal counted in."""
    free = [cadre for cadre in forming.cadres if forming.free_to_lead(cadre)]
    barred = {(bar.need.key, bar.cadre.key) for bar in forming.bars if bar.blocks}
    able = {need.key: [c.key for c in free if (need.key, c.key) not in barred] for need in forming.needs}
    short = shortage(able)
    if not short:
        return
    needed, have, missing = len(short.needs), len(short.able), short.missing
    where = "" if needed == len(forming.needs) else "、".join(forming.need[key].name for key in short.needs)
    recused = "、不须回避" if where else ""
    says = Sentence(
        f"{where}需要{needed}名组长，符合条件{recused}且可全程脱产的只有{have}名，缺{missing}名",
        f"{needed} leaders needed{' for ' + where if where else ''}, {have} can be had, {missing} missing",
    )
    lists = ((CAN, _names(forming, short.able)), *_standing_by(forming))
    yield _reason(says, leader.RULE, lists)


def _standing_by(forming: Forming) -> Iterable[Names]:
    """Those who could lead if they were released, or if an unconfirmed rule were confirmed."""
    held_up = [
        c for c in forming.cadres if forming.standing(c) is Standing.FIT and not forming.free_to_lead(c)
    ]
    pending = [
        c
        for c in forming.cadres
        if forming.standing(c) is Standing.PENDING and c.key not in forming.obstacles
    ]
    if held_up:
        yield CANNOT_LEAVE, tuple(f"{c.name}（{_why_not(forming, c)}）" for c in held_up)
    if pending:
        yield UNCONFIRMED, tuple(f"{c.name}（{c.grade or '组长库'}）" for c in pending)


def _why_not(forming: Forming, cadre: Cadre) -> str:
    against = objections(cadre, forming.provisions)
    return against[0].zh if against else forming.held_back(cadre) or "只能部分时间参加"


def people(forming: Forming) -> Iterable[Reason]:
    """There are not people enough for the smallest teams."""
    needed = forming.provisions.size.least * len(forming.needs)
    usable = [cadre.key for cadre in forming.cadres if cadre.key not in forming.obstacles]
    missing = needed - len(usable)
    if missing > 0:
        teams, have = len(forming.needs), len(usable)
        says = Sentence(
            f"{teams}个组至少需要{needed}人，符合选调条件且可脱产的只有{have}人，缺{missing}人",
            f"{teams} teams need {needed} people, {have} can be drafted, {missing} are missing",
        )
        refused = tuple(says.zh for one in forming.obstacles.values() for says in one)
        listed = ((Sentence("不能选调的", "cannot be drafted"), refused),) if refused else ()
        yield _reason(says, qualification.RULE, listed)


def _names(forming: Forming, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(forming.cadre[key].name for key in keys)


def _reason(says: Sentence, rule: Rule, lists: Iterable[Names]) -> Reason:
    return Reason(says, rule.key, rule.title, rule.basis, tuple(lists))


COUNTS = (leaders, people)
"""The counting checks of forming teams; the first sentence that fires is the plainest answer there is."""
