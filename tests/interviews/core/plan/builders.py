"""Small timetables to be arranged, and the same told to the judge of the room, which shares no code with the plan."""

import random
from datetime import date, timedelta

from xuncha.base.workdays import Calendar
from xuncha.interviews.core.check import check
from xuncha.interviews.core.plan.arrange import Wanted
from xuncha.interviews.core.plan.facts import Busy, Grid, Pair, Wish
from xuncha.interviews.core.timetable import Hours, Slot, Talk, Terms

DAYS = tuple(date(2026, 3, 2) + timedelta(days=n) for n in range(5))
SLOTS = tuple(Slot(at, at + 60) for at in (480, 555, 630, 840, 915, 990))
GRID = Grid(DAYS, SLOTS, 15, 4)
ONE = Pair("1", ("甲", "乙"), "一室", woman=True)
TWO = Pair("2", ("丙", "丁"), "二室")
LEVELS = {"head": 4, "leading": 3, "middle": 2, "finance": 1, "staff": 0}


def wish(key, kind="ranked", layer="staff", **more):
    """Somebody of an office of his own."""
    own = {"key": key, "name": f"人{key}", "office": f"o{key}", "office_name": f"第{key}股", "post": "岗位",
           "layer": layer, "level": LEVELS[layer], "kind": kind, "worth": 5 if kind == "ranked" else 0}  # fmt: skip
    return Wish(**{**own, **more})


def wanted(*wishes, **more):
    return Wanted(**{"wishes": wishes, "pairs": (ONE, TWO), "grid": GRID, "one_in": 0, **more})


def random_wanted(dice: random.Random) -> Wanted:
    """A few people with everything that may bind: away, barred, women, long talks, talks that keep their place."""
    wishes = []
    for n in range(dice.randrange(1, 10)):
        layer = dice.choice(list(LEVELS))
        kind = (
            "must" if layer in ("head", "leading") else dice.choice(("ranked", "ranked", "asked", "picked"))
        )
        wishes.append(
            wish(
                f"{n:02d}",
                kind,
                layer,
                office=f"o{dice.randrange(3)}",
                worth=dice.randrange(20) if kind == "ranked" else 0,
                length=2 if kind == "picked" and dice.random() < 0.3 else 1,
                away=frozenset(dice.sample(DAYS, dice.randrange(3))),
                barred=frozenset(key for key in "12" if dice.random() < 0.15),
                woman=dice.random() < 0.2,
            )
        )
    busy = tuple(
        Busy(dice.choice(DAYS), dice.choice(SLOTS), dice.choice((ONE, TWO)).inspectors, "一室", "o9", 0)
        for _ in range(dice.randrange(3))
    )
    return wanted(*wishes, busy=busy, at_most=dice.randrange(1, 16), one_in=dice.choice((0, 5)), seed="s")


def as_talks(task: Wanted, plan) -> list[Talk]:
    """The placed talks as the judge takes them."""
    by_key, pairs = {one.key: one for one in task.wishes}, {one.key: one for one in task.pairs}
    talks = []
    for one in plan.placed:
        w, pair = by_key[one.wish], pairs[one.pair]
        out = frozenset(name for key in w.barred for name in pairs[key].inspectors)
        kind = "must" if w.kind == "must" else "chosen"
        talks.append(
            Talk(w.key, w.key, w.name, w.office, w.office_name, w.post, w.level, kind, one.day, one.slot, pair.room,
                 pair.inspectors[:-1], pair.inspectors[-1], away=w.away, barred=out, woman=w.woman)
        )  # fmt: skip
    return talks


def flaws(task: Wanted, plan):
    """What the judge of the room says."""
    terms = Terms(
        DAYS[0], task.grid.days[-1], Hours(480, 720, 840, 1080), 2, 60, 15, (), task.grid.per_pair,
        women=frozenset(p.inspectors[0] for p in task.pairs if p.woman),
        experienced=frozenset(p.inspectors[0] for p in task.pairs if p.experienced),
    )  # fmt: skip
    return check(as_talks(task, plan), terms, Calendar.official())
