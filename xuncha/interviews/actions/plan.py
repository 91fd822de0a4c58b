"""Arrange talks by the solver: pairs and numbers entered, the task put together, the answer written into the timetable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.interviews.actions._talk_plan import body_of, keep_body, overruled_in, pairs_in
from xuncha.interviews.actions.add import add_candidate
from xuncha.interviews.actions.place import place_talk
from xuncha.interviews.actions.read import read_talks
from xuncha.interviews.core.pairs import TalkPair, unfit
from xuncha.interviews.core.plan.arrange import Plan, Wanted
from xuncha.interviews.core.plan.facts import Busy, Grid
from xuncha.interviews.core.plan.wishes import (
    Ground,
    Listing,
    busy_of,
    kept_on_list,
    shares_of,
    wishes_of,
)
from xuncha.interviews.core.stages import PLACEABLE
from xuncha.interviews.core.timetable import has_place
from xuncha.interviews.facts import (
    candidates_of,
    grid,
    layers,
    provisions,
    terms,
    unit_types,
    worths_at,
)
from xuncha.interviews.models import Interview, TalkPlan
from xuncha.planning.solve import Status
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "interviews.read_plan", roles=TEAM, where="inspection", says=Sentence("查看谈话编排", "read the arrangement of talks"),
    reads=True,
)  # fmt: skip
def read_plan(act: Act, *, inspection: Inspection) -> tuple[int, dict[str, Any]]:
    """Version (0 before there is any) and what is kept: pairs, number of talks, stand-ins, what the last plan said."""
    return body_of(act, inspection)


@action(
    "interviews.set_pairs", roles=TEAM, where="inspection", says=Sentence("登记谈话组", "enter the pairs of talkers")
)  # fmt: skip
def set_pairs(
    act: Act, *, inspection: Inspection, version: int, pairs: Sequence[TalkPair], at_most: int | None = None
) -> TalkPlan:
    """Who sits together and how many talks are wanted in all (None: as the rulebook's load gives).

    Refuses pairs of too few inspectors, without a room, or without anybody who has led talks. Raises Stale.
    """
    wrong = unfit(pairs, terms(inspection).talkers)
    if wrong:
        act.refuse("pairs", wrong, Sentence("请补全后再保存。", "Complete them and save again."))
    changed = {"pairs": [one.as_dict() for one in pairs], "at_most": at_most}
    return keep_body(act, inspection, version, changed, "pairs")


@action(
    "interviews.prepare_plan", roles=TEAM, where="inspection", says=Sentence("准备编排谈话", "put together what is to be arranged"),
    reads=True,
)  # fmt: skip
def prepare_plan(act: Act, *, inspection: Inspection, afresh: bool = False) -> Wanted:
    """What the solver is given. `afresh`: talks that are not confirmed give up their place, must-talks excepted.

    Whom an earlier plan chose goes back into the ranking until he is confirmed; whom the team listed stays outside it.
    Refuses pairs that cannot hold talks. Raises NoRule, YearUnknown.
    """
    _, body = body_of(act, inspection)
    limits = terms(inspection)
    pairs = pairs_in(body)
    wrong = unfit(pairs, limits.talkers)
    if wrong:
        act.refuse("pairs", wrong, Sentence("请先登记谈话组。", "Enter the pairs first."))
    stay = grid(inspection, limits, act.today)
    if not stay.days:
        act.refuse(
            "over",
            Sentence("驻点期间已经没有工作日可排。", "No working day of the stay is left."),
            Sentence("需要延期的，请先改巡察任务的截止日期。", "Prolong the stay first."),
        )
    ground = _ground(inspection, body, stay)
    listings = [
        Listing(
            talk,
            _to_place(row, talk.placed, afresh),
            row.stage == "planned" and talk.person in body.get("by_plan", ()),
        )
        for row, talk in read_talks(by=act, inspection=inspection)
    ]
    busy = busy_of(one.talk for one in listings if not one.free and has_place(one.talk))
    return Wanted(
        wishes=wishes_of(listings, ground),
        pairs=tuple(ground.pairs),
        grid=stay,
        busy=busy,
        shares=shares_of(ground, kept_on_list(listings)),
        at_most=body.get("at_most") or _filled(stay, len(pairs), ground.provisions.load, busy),
        one_in=ground.provisions.outside,
        seed=str(inspection.pk),
        spare=ground.provisions.spare,
    )


def _ground(inspection: Inspection, body: dict[str, Any], stay: Grid) -> Ground:
    """Candidates, worth and provisions of an inspection. Raises NoRule."""
    wanted = candidates_of(inspection)
    types = unit_types({one.office for one in wanted})
    cells = {(one.layer, types[one.office]) for one in wanted}
    worth = worths_at(inspection, cells, overruled_in(body))
    sat = tuple(one.as_pair() for one in pairs_in(body))
    return Ground(wanted, types, worth, layers(), sat, stay.days, provisions(inspection))


def _filled(stay: Grid, pairs: int, load: int, busy: Sequence[Busy]) -> int:
    """The talks that fill the rulebook's share of the days that are left, and those that were held before."""
    return len(stay.days) * pairs * stay.per_pair * load // 100 + sum(
        one.day not in stay.days for one in busy
    )


def _to_place(row: Interview, placed: bool, afresh: bool) -> bool:
    if row.stage not in PLACEABLE:
        return False
    return not placed or (afresh and row.kind != "must" and row.stage == "planned")


@action(
    "interviews.keep_plan", roles=TEAM, where="inspection", says=Sentence("写入谈话编排", "write an arrangement into the timetable")
)  # fmt: skip
def keep_plan(act: Act, *, inspection: Inspection, wanted: Wanted, plan: Plan) -> int:
    """Places for the talks that were arranged; people who were not listed are added as 选谈. The number of places given.

    Refuses an arrangement that does not exist, in the words of its reasons. A talk that has begun meanwhile stays as it is.
    """
    for result in plan.results:
        if result.plan is None:
            reasons = "；".join(reason.says.zh for reason in result.reasons) or Status.UNDECIDED.value.zh
            english = "; ".join(reason.says.en for reason in result.reasons) or Status.UNDECIDED.value.en
            act.refuse("impossible", Sentence(f"排不出来：{reasons}。", f"Cannot be arranged: {english}."))
    rows = {talk.person: row for row, talk in read_talks(by=act, inspection=inspection)}
    people = {one.person: one for one in candidates_of(inspection)}
    sat = {one.key: one for one in wanted.pairs}
    given = 0
    for one in plan.placed:
        row = rows.get(one.wish) or add_candidate(act, inspection, people[one.wish], "chosen")
        if row.stage not in PLACEABLE:
            continue
        *talkers, recorder = sat[one.pair].inspectors
        place_talk(
            by=act,
            interview=row,
            version=row.version,
            day=one.day,
            slot=one.slot,
            room=sat[one.pair].room,
            talkers=talkers,
            recorder=recorder,
        )
        given += 1
    seated = {one.wish for one in plan.placed}
    for wish in wanted.wishes:
        if wish.key in rows and wish.key not in seated:
            _give_up(act, rows[wish.key])
    _, body = body_of(act, inspection)
    by_plan = sorted({*body.get("by_plan", ()), *(seated - rows.keys())})
    keep_body(act, inspection, None, {"by_plan": by_plan, "last": _told(plan, act.today)}, "planned")
    return given


def _give_up(act: Act, row: Interview) -> None:
    """A talk for which no place was found leaves the one it had: somebody else sits there now."""
    if row.stage in PLACEABLE and row.day:
        place_talk(
            by=act, interview=row, version=row.version, day=None, slot=None, room="", talkers=(), recorder=""
        )


def _told(plan: Plan, on: date) -> dict[str, Any]:
    """What a plan says of itself, as it is kept: stand-ins by key, who found no place, how near to the best it is."""
    return {
        "on": on.isoformat(),
        "spare": list(plan.spare),
        "left": list(plan.left),
        "placed": len(plan.placed),
        "drawn": len({one.wish for one in plan.placed} & plan.drawn),
        "stages": [
            {
                "status": result.status.value.as_dict(),
                "input_hash": result.input_hash,
                "misses": [
                    {"says": miss.says.as_dict(), "rule": miss.rule.title.as_dict()}
                    for miss in result.misses
                    if miss.rule.key != "worth"
                ],
            }
            for result in plan.results
        ],
    }
