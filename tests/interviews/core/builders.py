"""Talks and terms as the tests of this room make them."""

from dataclasses import replace
from datetime import date

from xuncha.interviews.core.timetable import Hours, Slot, Talk, Terms

MONDAY = date(2026, 11, 16)
TERMS = Terms(
    first_day=MONDAY,
    last_day=date(2026, 12, 4),
    hours=Hours.of({"from": "08:00", "noon_from": "12:00", "noon_to": "14:00", "to": "18:00"}),
    talkers=2,
    talk_minutes=60,
    pause_minutes=15,
    safety=("place_checked", "escort"),
)
A_TALK = Talk(
    key="1",
    person="p1",
    name="甲",
    office="o1",
    office_name="办公室",
    post="科员",
    level=0,
    kind="must",
    day=MONDAY,
    slot=Slot(540, 600),
    room="一号谈话室",
    talkers=("组员一",),
    recorder="组员二",
)


def talk(key, **more):
    """A sound talk under its own key, person, office, room and inspectors; `more` changes it."""
    own = {
        "key": key,
        "person": f"p{key}",
        "name": f"人{key}",
        "office": f"o{key}",
        "room": f"室{key}",
        "talkers": (f"主{key}",),
        "recorder": f"记{key}",
    }
    return replace(A_TALK, **{**own, **more})
