"""The eleven red flags on small files of our own: what fires, what just does not, and money of two currencies."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.screening.tenders.files import award, bid, found, release, said, value


def close_prices(number: int = 60, seed: int = 7) -> list[dict[str, Any]]:
    """Processes whose second bid lies 8 to 12 per cent above the winner, and three in which it lies within 0.1 per cent."""
    chance = Random(seed)
    made = []
    for at in range(number):
        win = chance.randrange(100_000, 900_000)
        other = win * (1.0005 if at < 3 else chance.uniform(1.08, 1.12))
        made.append(
            release(
                f"p{at}",
                [bid("W", win), bid("L", round(other, 2))],
                [award("W", win)],
                tender_title=f"项目{at}",
            )
        )
    return made


def test_r024_fires_where_the_fence_is_above_zero() -> None:
    outcome = found("r024_close_price", close_prices())
    assert sorted(hit.says.zh[1:4] for hit in outcome.hits) == ["项目0", "项目1", "项目2"]
    assert "只差 0.05%" in outcome.hits[0].says.zh
    assert [one.cells["amount"] for one in outcome.hits[0].evidence][:2] == [
        "/bids/details/0/value/amount", "/bids/details/1/value/amount",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "key", ["r024_close_price", "r025_seldom_wins", "r058_heavy_discount", "r038_tenderers"]
)
def test_a_screen_whose_fence_is_not_above_zero_says_that_it_is_not_applicable(key: str) -> None:
    equal = [
        release(f"e{at}", [bid(who, 1) for who in "ABCD"], [award("A" if at else "B")]) for at in range(30)
    ]
    outcome = found(key, equal)
    assert (outcome.found, outcome.hits) == (0, ())
    assert outcome.not_applicable.zh.endswith("没有一组的异常界限大于零，所以不适用")


def test_a_fence_says_how_few_there_were_to_compare() -> None:
    outcome = found("r058_heavy_discount", close_prices(3))
    assert outcome.not_applicable.en.startswith("at most 3 can be compared with each other (4 are needed)")


def test_r058_fires_on_the_other_side() -> None:
    processes = [
        *close_prices(),
        release("far", [bid("W", 100), bid("L", 300)], [award("W")], tender_title="远"),
    ]
    (hit,) = found("r058_heavy_discount", processes).hits
    assert hit.says.zh.startswith("“远”由“W公司”以 100.00（人民币）中标，第二低报价 300.00，高出 200.0%")


def test_two_currencies_are_never_compared() -> None:
    mixed = [bid("W", 100), bid("L") | {"value": value(100, "USD")}]
    assert found("r028_identical_prices", [release("a", mixed)]).found == 0
    dollars = [bid(who) | {"value": value(amount, "USD")} for who, amount in (("W", 100), ("L", 109))]
    processes = [*close_prices(), release("usd", dollars, [award("W")])]
    assert all("CNY" in hit.says.en for hit in found("r024_close_price", processes).hits)


@pytest.mark.parametrize(
    ("ends", "fires"),
    [("2024-03-21T09:59:59Z", True), ("2024-03-21T10:00:00Z", False), ("2024-03-21T10:00:00+08:00", True)],
)
def test_r003_counts_whole_days(ends: str, fires: bool) -> None:
    period = {"startDate": "2024-03-01T10:00:00Z", "endDate": ends}
    one = release("a", tender_tenderPeriod=period, tender_procurementMethod="open")
    assert found("r003_short_period", [one]).found == fires


def test_r003_takes_the_term_of_the_way() -> None:
    period = {"startDate": "2024-03-01", "endDate": "2024-03-11"}
    ways = [
        release(
            way,
            tender_tenderPeriod=period,
            tender_procurementMethod="open",
            tender_procurementMethodDetails=way,
        )
        for way in ("竞争性磋商", "公开招标")
    ]
    assert said(found("r003_short_period", ways)) == [
        "“公开招标”2024-03-01发标、2024-03-11截止，只有 10 个整天，少于 20 天"
    ]


@pytest.mark.parametrize(
    ("key", "bids", "awards", "fires"),
    [
        ("r030_late_bid_won", [bid("W", 1, date="2024-04-02")], [award("W")], True),
        ("r030_late_bid_won", [bid("L", 1, date="2024-04-02")], [award("W")], False),
        ("r030_late_bid_won", [bid(["W", "V"], 1, date="2024-04-02")], [award("W")], True),
        ("r035_all_but_winner_out", [bid("D", 1, "disqualified"), bid("W", 2)], [award("W")], True),
        ("r035_all_but_winner_out", [bid("D", 1, "disqualified"), bid("W", 2)], [award("W"), award("W", status="pending")], False),
        ("r036_lowest_bid_out", [bid("D", 1, "disqualified"), bid("W", 2)], [award("W")], True),
        ("r036_lowest_bid_out", [bid("D", 2, "disqualified"), bid("W", 1)], [award("W")], False),
        ("r028_identical_prices", [bid("A", 1), bid("B", 1)], [], True),
        ("r028_identical_prices", [bid(["A", "B"], 1), bid(["B", "A"], 1)], [], False),
        ("r028_identical_prices", [bid("A", 1, relatedLots=["1"]), bid("B", 1, relatedLots=["2"])], [], False),
    ],
)  # fmt: skip
def test_a_flag_and_its_neighbour(key: str, bids: list[Any], awards: list[Any], fires: bool) -> None:
    one = release("a", bids, awards, tender_tenderPeriod={"endDate": "2024-04-01"})
    assert found(key, [one]).found == fires
    assert found(key, [one | {"tender": one["tender"] | {"status": "cancelled"}}]).found == 0


def test_a_file_without_bids_says_why_nothing_was_found() -> None:
    outcome = found("r028_identical_prices", [release("a")])
    assert outcome.not_applicable.zh == "没有提供投标"


def test_the_lowest_bid_out_shows_it_and_the_lowest_valid_one_not_just_any() -> None:
    bids = [bid("W", 9), bid("D", 1, "disqualified"), bid("V", 2)]
    (hit,) = found("r036_lowest_bid_out", [release("a", bids, [award("W")])]).hits
    assert [(one.payee, one.amount) for one in hit.evidence] == [("D公司", 100), ("V公司", 200)]
