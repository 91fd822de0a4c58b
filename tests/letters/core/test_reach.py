"""Letters by day and channel: every day stands there, nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xuncha.letters.core.reach import Reach, reach

DAY = date(2026, 11, 2)


def test_no_letters_no_days() -> None:
    assert reach([], ["box"]) == Reach((), {})


def test_days_between_stand_there_empty() -> None:
    found = reach([(DAY, "box"), (DAY + timedelta(days=2), "phone")], ["phone", "box", "visit"])
    assert found.days == (DAY, DAY + timedelta(days=1), DAY + timedelta(days=2))
    assert found.channels == {"phone": (0, 0, 1), "box": (1, 0, 0)}
    assert list(found.channels) == ["phone", "box"]


@given(
    st.lists(
        st.tuples(st.dates(DAY, DAY + timedelta(days=40)), st.sampled_from(["box", "phone", "strange"])),
        max_size=60,
    )
)
def test_every_letter_is_counted_once(letters: list[tuple[date, str]]) -> None:
    found = reach(letters, ["box", "phone"])
    assert sum(sum(counts) for counts in found.channels.values()) == len(letters)
