"""Questions that doubts bring to talks: months and papers only, none for what has no doubts, every screen at home."""

import pytest

from xuncha.interviews.facts import outlines
from xuncha.screening.core.run import screens
from xuncha.screening.core.talks import Doubt, Theme, asked, read_themes
from xuncha.screening.facts import talk_themes

PAYMENTS = Theme(
    "payments", ("finance",), frozenset({"splitting"}), "", "请把{when}的凭证拿来", "讲手续", ("凭证",)
)
TENDERS = Theme(
    "tenders", ("projects",), frozenset(), "tenders", "{when}的招标资料在哪里", "讲程序", ("开标记录",)
)
THEMES = (PAYMENTS, TENDERS)


def split(*days: str) -> Doubt:
    return Doubt("splitting", "ledger", days)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (("2025-05-08", "2025-05-23", "2025-03-01"), "请把2025年3月、5月的凭证拿来"),
        (("2024-12-30", "2025-01-02", ""), "请把2024年12月、2025年1月的凭证拿来"),
        (
            ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01"),
            "请把2025年1月、2月、3月、4月等月份的凭证拿来",
        ),
        (("",), "请把有关的凭证拿来"),
    ],
)
def test_months_are_said_as_one_says_them(days: tuple[str, ...], says: str) -> None:
    assert [one.ask for one in asked(THEMES, "finance", [split(*days)])] == [says]


def test_doubts_of_one_theme_make_one_question() -> None:
    (one,) = asked(THEMES, "finance", [split("2025-06-12"), split("2025-05-08")])
    assert (one.ask, one.purpose, one.papers) == ("请把2025年5月、6月的凭证拿来", "讲手续", ("凭证",))


def test_a_family_takes_all_its_screens_and_other_talks_ask_nothing() -> None:
    doubts = [Doubt("co_bidding", "tenders", ("",)), split("2025-05-08")]
    assert [one.ask for one in asked(THEMES, "projects", doubts)] == ["有关的招标资料在哪里"]
    assert asked(THEMES, "staff", doubts) == ()
    assert asked(THEMES, "finance", []) == ()


def test_every_shipped_screen_has_one_theme_and_every_theme_an_outline() -> None:
    themes = talk_themes()
    homes = {
        screen.key: [t.key for t in themes if screen.key in t.screens or t.family == family]
        for family in ("ledger", "tenders")
        for screen in screens(family)
    }
    assert {key: found for key, found in homes.items() if len(found) != 1} == {}
    assert {outline for theme in themes for outline in theme.outlines} <= outlines().keys()
    assert {screen for theme in themes for screen in theme.screens} <= homes.keys()


@pytest.mark.parametrize(
    "rows",
    [
        [{"screens": ["splitting"]}, {"screens": ["splitting"]}],
        [{}],
    ],
)
def test_a_screen_in_two_themes_or_a_theme_without_any_is_refused(rows: list[dict[str, object]]) -> None:
    said = {"outlines": ["finance"], "ask": "", "purpose": "", "papers": []}
    with pytest.raises(ValueError, match="theme"):
        read_themes({"theme": [{"key": str(nth), **said, **row} for nth, row in enumerate(rows)]})
