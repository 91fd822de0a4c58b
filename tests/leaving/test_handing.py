"""What still stands against leaving."""

from __future__ import annotations

import pytest

from xuncha.base.words import Sentence
from xuncha.leaving.core.handing import Handing, Left, Point, against, points

WANTED = (
    Point("papers", Sentence("底稿", "papers"), "已归卷"),
    Point("devices", Sentence("设备", "devices"), "已交还"),
)
WHOLE = Handing({"papers", "devices"}, Left(), has_successor=False, has_evaluation=True)


def said(**changed: object) -> list[str]:
    return [one.zh for one in against(Handing(**{**vars(WHOLE), **changed}), WANTED)]  # type: ignore[arg-type]


def test_nothing_stands_against_a_whole_hand_over() -> None:
    assert said() == []


def test_each_point_that_is_not_confirmed_is_named() -> None:
    assert said(done={"papers"}) == ["“设备”还没有清点确认"]
    assert said(done=set()) == ["“底稿”还没有清点确认", "“设备”还没有清点确认"]


@pytest.mark.parametrize("left", [Left(drafts=1), Left(files=1), Left(2, 3)])
def test_what_is_unfinished_needs_a_successor(left: Left) -> None:
    assert len(said(left=left)) == bool(left.drafts) + bool(left.files)
    assert said(left=left, has_successor=True) == []


def test_drafted_staff_get_an_evaluation_and_full_time_staff_need_none() -> None:
    assert said(has_evaluation=False) == ["还没有写鉴定"]
    assert said(has_evaluation=False, needs_evaluation=False) == []


def test_the_points_come_from_the_rule_in_its_order() -> None:
    read = points([{"key": "a", "title": "甲", "title_en": "a", "says": "甲已交"}])
    assert read == (Point("a", Sentence("甲", "a"), "甲已交"),)
