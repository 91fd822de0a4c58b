from datetime import date, timedelta

from xuncha.fieldwork.core.corrections import Given, day_fault, days_late
from xuncha.fieldwork.facts import lists

GIVEN, LEAVES = date(2026, 10, 20), date(2026, 12, 4)


def test_it_has_to_be_done_within_the_stay() -> None:
    assert day_fault(Given(GIVEN, LEAVES), LEAVES) is None
    assert day_fault(Given(GIVEN, LEAVES + timedelta(days=1)), LEAVES).zh.startswith(
        "立行立改要在驻点期间（2026-12-04 前）完成"
    )
    assert day_fault(Given(GIVEN, GIVEN - timedelta(days=1)), LEAVES).zh == "完成时限早于提出日期"


def test_only_what_waits_for_an_answer_is_late() -> None:
    assert days_late(Given(GIVEN, GIVEN), GIVEN + timedelta(days=2)) == 2
    assert days_late(Given(GIVEN, GIVEN, "replied"), LEAVES) is None
    assert days_late(Given(GIVEN, GIVEN, "done"), LEAVES) is None


def test_the_shipped_lists_are_whole() -> None:
    known = lists()
    assert {"report", "files", "visit", "meeting", "spot"} <= set(known.methods)
    assert list(known.areas) == ["policy", "discipline", "organisation", "rectification"]
    assert all(area.files for area in known.areas.values())
    assert all(method.prompts for method in known.methods.values())
    assert "待核对" in known.files_basis
    assert "待核对" in known.methods_basis
