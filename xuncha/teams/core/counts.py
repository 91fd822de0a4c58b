"""Counting before solving: are there leaders, people and specialists enough, and if not, who stands by.

Too few leaders or people stop a plan. Too few specialists or women do not; they are foreseen in words.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from xuncha.base.words import Sentence
from xuncha.planning.explain import Reason, Shortage, shortage
from xuncha.planning.rule import Rule
from xuncha.teams.core.eligibility import Standing, objections
from xuncha.teams.core.facts import Cadre, Need
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.rules import leader, qualification, skills, woman

Names = tuple[Sentence, tuple[str, ...]]

CAN = Sentence("符合条件且可脱产", "fit and released")
RECUSED = Sentence("符合条件、可脱产，但须回避", "fit and released, but recused")
CANNOT_LEAVE = Sentence("符合组长条件，但本轮不能脱产", "fit to lead, but not released this round")
UNCONFIRMED = Sentence("仅按未确认的规定可任组长", "may lead by an unconfirmed rule only")
NEAREST = Sentence("最接近的", "nearest")
HELD_UP = Sentence("有此专长，但本轮不能脱产", "able, but not released this round")


def leaders(forming: Forming) -> Iterable[Reason]:
    """Some teams have too few leaders among them, recusal counted in; the nearest are named by what they lack."""
    free = {cadre.key for cadre in forming.cadres if forming.free_to_lead(cadre)}
    short = shortage(_able(forming, {need.key: need for need in forming.needs}, free))
    if not short:
        return
    needed, have, missing = len(short.needs), len(short.able), short.missing
    where = "" if needed == len(forming.needs) else _teams(forming, short.needs)
    recused = [c.name for c in forming.cadres if c.key in free.difference(short.able)]
    fit = "符合条件、不须回避" if recused else "符合条件"
    says = Sentence(
        f"{where}需要{needed}名组长，{fit}且可全程脱产的只有{have}名，缺{missing}名",
        f"{needed} leaders needed{' for ' + where if where else ''}, {have} can be had, {missing} missing",
    )
    standing_by = tuple(_standing_by(forming, set(short.able)))
    nearest = [f"{name}（{lacks}）" for _, names in standing_by for name, lacks in names][:missing]
    lists = [(CAN, _names(forming, short.able))]
    lists += [(RECUSED, tuple(recused))] if recused else []
    lists += [(title, tuple(f"{name}（{lacks}）" for name, lacks in names)) for title, names in standing_by]
    lists += [(NEAREST, tuple(nearest))] if nearest else []
    yield _reason(says, leader.RULE, lists)


def _able(forming: Forming, seats: Mapping[str, Need], people: Collection[str]) -> dict[str, list[str]]:
    """By seat: those of `people` whom no tie keeps out of its team."""
    barred = {(bar.need.key, bar.cadre.key) for bar in forming.bars if bar.blocks}
    return {seat: [one for one in people if (need.key, one) not in barred] for seat, need in seats.items()}


def _standing_by(forming: Forming, have: Collection[str]) -> Iterator[tuple[Sentence, list[tuple[str, str]]]]:
    """Those who could lead if they were released, or if an unconfirmed rule were confirmed; name and what is lacking."""
    others = [c for c in forming.cadres if c.key not in have]
    held_up = [c for c in others if forming.standing(c) is Standing.FIT and not forming.free_to_lead(c)]
    pending = [
        c for c in others if forming.standing(c) is Standing.PENDING and c.key not in forming.obstacles
    ]
    if held_up:
        yield CANNOT_LEAVE, [(c.name, _why_not(forming, c)) for c in sorted(held_up, key=_easiest)]
    if pending:
        yield UNCONFIRMED, [(c.name, c.grade or "组长库") for c in pending]


def _easiest(cadre: Cadre) -> tuple[int, str]:
    """Whoever needs the least talk first: part-time, then kept by the unit, then on leave or barred."""
    return ("part", "none", "full").index(cadre.release), cadre.key


def _why_not(forming: Forming, cadre: Cadre) -> str:
    against = objections(cadre, forming.provisions)
    return against[0].zh if against else forming.held_back(cadre) or "只能部分时间参加"


def people(forming: Forming) -> Iterable[Reason]:
    """There are not people enough for the smallest teams."""
    needed = forming.provisions.size.least * len(forming.needs)
    usable = [c.key for c in forming.cadres if c.key not in forming.obstacles and not c.mobile]
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


def specialists(forming: Forming) -> Iterable[Reason]:
    """For each skill: more are needed than can be drafted, days of the mobile specialists counted in."""
    for skill in forming.provisions.skills:
        seats = {
            f"{need.key}/{number}": need for need in forming.needs for number in range(skill.wanted(need))
        }
        holders = [c for c in forming.cadres if skill.held_by(c) and not c.mobile]
        short = _short(forming, seats, holders)
        mobile = [
            c
            for c in forming.mobile
            if skill.held_by(c) and skill.name.zh in forming.provisions.mobile.skills
        ]
        spare = len(mobile) * forming.provisions.mobile.most // forming.provisions.mobile.days
        if short and short.missing > spare:
            yield _foreseen(forming, short, skill.name, holders, skills.RULE, spare)


def women(forming: Forming) -> Iterable[Reason]:
    """More teams need a woman for their talks than women can be drafted."""
    seats = {need.key: need for need in forming.needs if need.woman_needed}
    all_women = [c for c in forming.cadres if c.woman and not c.mobile]
    short = _short(forming, seats, all_women)
    if short:
        yield _foreseen(forming, short, Sentence("女干部", "women"), all_women, woman.RULE)


def _short(forming: Forming, seats: Mapping[str, Need], holders: Iterable[Cadre]) -> Shortage | None:
    usable = [c.key for c in holders if c.key not in forming.obstacles]
    return shortage(_able(forming, seats, usable))


def _foreseen(
    forming: Forming, short: Shortage, what: Sentence, holders: Iterable[Cadre], rule: Rule, spare: int = 0
) -> Reason:
    needed, have, missing = len(short.needs), len(short.able), short.missing - spare
    teams = sorted({seat.split("/")[0] for seat in short.needs})
    where = "本轮" if len(teams) == len(forming.needs) else _teams(forming, teams)
    helped = f"，财审机动组可抵{spare}名" if spare else ""
    says = Sentence(
        f"{where}需{what.zh}{needed}名，能抽调的只有{have}名{helped}，缺{missing}名",
        f"{needed} needed for {what.en}, {have} can be drafted, {missing} missing",
    )
    held_up = [f"{c.name}（{forming.held_back(c)}）" for c in holders if forming.held_back(c)]
    lists = [(CAN, _names(forming, short.able)), *([(HELD_UP, tuple(held_up))] if held_up else [])]
    return _reason(says, rule, lists, stops=False)


def _teams(forming: Forming, keys: Iterable[str]) -> str:
    return "、".join(forming.need[key].name for key in keys)


def _names(forming: Forming, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(forming.cadre[key].name for key in keys)


def _reason(says: Sentence, rule: Rule, lists: Iterable[Names], stops: bool = True) -> Reason:
    return Reason(says, rule.key, rule.title, rule.basis, tuple(lists), stops)


COUNTS = (leaders, people, specialists, women)
"""The counting checks of forming teams; the first sentence that fires is the plainest answer there is."""
