"""Each further tender screen on a worked example, and on the case beside it that must stay silent."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from statistics import mean, stdev
from typing import Any

import pytest

from tests.screening.tenders.files import SCREENS, award, bid, found, release, said, value

Releases = list[dict[str, Any]]


def party(who: str, **more: Any) -> dict[str, Any]:
    return {"id": who, "name": f"{who}公司", **more}


def process(at: int, *bids: dict[str, Any], winner: str = "", **more: Any) -> dict[str, Any]:
    """A process on day `at` of 2024 whose winner is the one with the lowest price unless named."""
    known: dict[str, Any] = {
        "tender_title": f"项目{at}",
        "date": f"2024-{at // 28 + 1:02}-{at % 28 + 1:02}T00:00:00Z",
    }
    amounts = {one["tenderers"][0]["id"]: one["value"]["amount"] for one in bids if "value" in one}
    won = winner or min(amounts, key=lambda who: amounts[who])
    return release(f"p{at}", bids, [award(won, amounts.get(won))], **known | more)


def lone(bids: Releases) -> Releases:
    return [process(1, *bids, tender_procurementMethod="open")]


def shares(open_ones: int) -> Releases:
    ways = ["open"] * open_ones + ["limited"] * (6 - open_ones)
    return [
        process(
            at,
            bid("W", 1),
            buyer={"id": "B", "name": "局"},
            tender_procurementMethod=way,
            tender_value=value(100),
        )
        for at, way in enumerate(ways)
    ]


def works(amount: float, way: str = "limited", parts: int = 1, apart: int = 1, **more: Any) -> Releases:
    return [
        process(
            at * apart, bid("W", 1), buyer={"id": "B", "name": "局"}, tender_procurementMethod=way,
            tender_mainProcurementCategory="works", tender_value=value(amount), **more,
        )
        for at in range(parts)
    ]  # fmt: skip


def given_at(*days: str) -> Releases:
    given = works(1_500_000, parts=len(days))
    return [one | {"date": f"{day}T00:00:00Z"} for one, day in zip(given, days, strict=True)]


def winners(*who: str) -> Releases:
    return [process(at, bid(one, 100), buyer={"id": "B", "name": "局"}) for at, one in enumerate(who)]


def crowd(pairs: int, apart: int) -> Releases:
    """A and B meet `pairs` times; 40 processes of others make chance meetings rare; A and B also bid `apart` times alone."""
    chance = Random(5)
    others = [[f"X{chance.randrange(30)}", f"Y{chance.randrange(30)}"] for _ in range(40)]
    fields = (
        [["A", "B", f"Z{at}"] for at in range(pairs)]
        + [[one, f"V{at}"] for at in range(apart) for one in "AB"]
        + others
    )
    return [
        process(at, *(bid(who, 100 + n) for n, who in enumerate(names))) for at, names in enumerate(fields)
    ]


def covers(winner_of: Callable[[int], str]) -> Releases:
    return [process(at, bid("C", 200), bid(winner_of(at), 100)) for at in range(6)]


def turns(*won: str) -> Releases:
    return [
        process(at, *(bid(who, 100 if who == winner else 110) for who in "ABC"))
        for at, winner in enumerate(won)
    ]


def priced(*amounts: float) -> Releases:
    return [process(1, *(bid(f"T{at}", amount) for at, amount in enumerate(amounts)))]


def reserved(reserve: float, *amounts: float) -> Releases:
    return [
        process(1, *(bid(f"T{at}", amount) for at, amount in enumerate(amounts)), tender_value=value(reserve))
    ]


def traced(first: dict[str, Any], second: dict[str, Any], who: str = "B") -> Releases:
    return [process(1, bid("A", 1), bid(who, 2), parties=[party("A", **first), party(who, **second)])]


def contracted(amount: float, **more: Any) -> Releases:
    contract = {"id": "合1", "awardID": "a", "value": value(amount), **more}
    return [release("a", [bid("W", 100)], [award("W", 100, id="a")], contracts=[contract], tender_title="桥")]


def paid(amount: float) -> dict[str, Any]:
    return {"implementation": {"transactions": [{"value": value(amount)}]}}


def founded(day: str) -> Releases:
    return [process(60, bid("W", 1), parties=[party("W", details={"incorporationDate": day})])]


PHONE = {"contactPoint": {"telephone": "138 0000 1111"}}
CASES: dict[str, list[tuple[Releases, int]]] = {
    "one_valid_bid": [
        (lone([bid("A", 1), bid("B", 2, "disqualified")]), 1),
        (lone([bid("A", 1), bid("B", 2)]), 0),
    ],
    "non_open_share": [(shares(1), 1), (shares(4), 0)],
    "must_tender_avoided": [
        (works(4_000_000), 1),
        (works(3_999_999.99), 0),
        (works(5_000_000, "open"), 0),
    ],
    "must_tender_split": [
        (works(1_500_000, parts=3, planning={"project": "路"}), 1),
        (works(1_000_000, parts=3, planning={"project": "路"}), 0),
        (works(1_500_000, parts=3), 1),
        (works(1_500_000, parts=3, date="2024-03-01T00:00:00Z"), 1),
        (given_at("2021-05-01", "2023-05-01", "2023-06-01", "2023-07-01"), 1),
        (given_at("2021-05-01", "2022-05-01", "2023-05-01", "2024-05-01"), 0),
    ],
    "winner_share": [(winners("W", "W", "W", "X", "Y"), 1), (winners("W", "X", "Y", "Z", "V"), 0)],
    "co_bidding": [(crowd(6, 0), 1), (crowd(6, 6), 0), (crowd(3, 0), 0)],
    "cover_bidder": [(covers(lambda at: "W"), 1), (covers(lambda at: f"W{at % 2}"), 0)],
    "rotation": [(turns("A", "B", "C", "A"), 1), (turns("A", "A", "B", "B"), 0)],
    "bunched_bids": [(priced(1000, 1002, 1003, 1005), 1), (priced(1000, 1002, 1100, 1200, 1300), 0)],
    "close_subgroup": [(priced(800, 1000, 1001, 1002, 1200), 1), (priced(800, 900, 1000, 1100, 1200), 0)],
    "reserve_price_hit": [(reserved(1000, 999, 1000), 1), (reserved(1000, 900, 950), 0), (reserved(1000, 1001, 1002), 0)],
    "losers_over_reserve": [(reserved(1000, 980, 1010, 1030), 1), (reserved(1000, 980, 990, 1030), 0)],
    "same_phone": [
        (traced(PHONE, {"contactPoint": {"telephone": "13800001111"}}), 1),
        (traced(PHONE, {"contactPoint": {"telephone": "13800002222"}}), 0),
        (traced(PHONE, PHONE, who="A"), 0),
    ],
    "same_address": [
        (traced({"address": {"streetAddress": "幸福路8号301"}}, {"address": {"streetAddress": "幸福路8号 301"}}), 1),
        (traced({"address": {"streetAddress": "幸福路8号301"}}, {"address": {"streetAddress": "幸福路8号302"}}), 0),
    ],
    "same_person": [
        (traced({"contactPoint": {"name": "张三"}}, {"contactPoint": {"name": "张三"}}), 1),
        (traced({"contactPoint": {"name": "张三"}}, {"contactPoint": {"name": "李四"}}), 0),
    ],
    "contract_overrun": [(contracted(100, **paid(111)), 1), (contracted(100, **paid(110)), 0)],
    "contract_over_award": [(contracted(101), 1), (contracted(100.5), 0)],
    "young_winner": [(founded("2024-02-01"), 1), (founded("2020-02-01"), 0)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "releases", "expected"), [(key, *case) for key, cases in CASES.items() for case in cases]
)
def test_a_worked_example_and_the_case_beside_it(key: str, releases: Releases, expected: int) -> None:
    outcome = found(key, releases)
    assert (outcome.found, str(outcome.not_applicable)) == (expected, "")
    for hit in outcome.hits:
        assert "{" not in hit.says.zh + hit.says.en
        assert len(hit.evidence) == hit.rows > 0


@pytest.mark.parametrize("key", sorted(key for key, one in SCREENS.items() if one.advanced))
def test_a_spread_screen_ranks_inside_its_group_and_says_so(key: str) -> None:
    chance = Random(11)
    made = [
        process(at, *(bid(f"T{n}", round(1000 * (1 + chance.random() / 3), 2)) for n in range(5)))
        for at in range(39)
    ]
    close = process(
        39, *(bid(f"T{n}", amount) for n, amount in enumerate((990, 1001, 1001.2, 1001.4, 1001.5)))
    )
    outcome = found(key, [*made, close])
    assert outcome.found == 2
    assert "同类 40 个项目" in outcome.hits[0].says.zh


def test_a_group_too_small_is_not_ranked() -> None:
    made = [process(at, *(bid(f"T{n}", 1000 + n + at) for n in range(5))) for at in range(19)]
    assert found("spread_cv", made).found == 0


def test_the_spread_of_agreed_prices_is_the_first_of_its_group() -> None:
    made = [process(at, *(bid(f"T{n}", 1000 + 90 * n + at) for n in range(5))) for at in range(30)]
    close = process(39, *(bid(f"T{n}", 1000 + n) for n in range(5)))
    (hit,) = found("spread_cv", [*made, close]).hits
    assert (
        hit.says.zh
        == "“项目39”5 份报价（最低 1,000.00，人民币）的变异系数是 0.0016，在同类 31 个项目里排倒数第 1"
    )


def test_prices_of_one_item_are_compared_over_places() -> None:
    items = [
        {"description": "甲型 设备", "unit": {"name": "台", "value": value(amount)}} for amount in (100, 250)
    ]
    outcome = found("price_apart", [release("a", tender_items=items)], places=1)
    assert said(outcome) == [
        "“甲型 设备”（台）在 1 个来源有 2 个价格，从 100.00 到 250.00（人民币），相差 2.5 倍"
    ]


def test_every_screen_is_written_out_in_full() -> None:
    assert len(SCREENS) >= 35
    for one in SCREENS.values():
        assert all((one.why.zh, one.why.en, one.basis.zh, one.look.zh, one.example.zh, one.example.en)), (
            one.key
        )
        assert one.exclusions, one.key
        assert one.needs, one.key


PRICES = (1000, 1100, 1150, 1300, 1700)


def by_definition(prices: tuple[int, ...]) -> dict[str, float]:
    """The measures of a lot as their authors define them, by plain sums; prices in ascending order."""
    n, low, width = len(prices), prices[0], prices[-1] - prices[0]
    sd = stdev(prices)
    z = [(one - mean(prices)) / sd for one in prices]
    u = [(one - low) / width for one in prices]
    return {
        "cv": sd / mean(prices),
        "spd": width / low,
        "diffp": (prices[1] - low) / low,
        "rd": (prices[1] - low) / stdev(prices[1:]),
        "skewness": n / ((n - 1) * (n - 2)) * sum(one**3 for one in z),
        "kurtosis": n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * sum(one**4 for one in z)
        - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)),
        "ks": max(max((i + 1) / n - one, one - i / n) for i, one in enumerate(u)),
    }


@pytest.mark.parametrize("measure", sorted(by_definition(PRICES)))
def test_a_spread_screen_tells_its_own_measure_as_it_is_defined(measure: str) -> None:
    chance = Random(5)
    made = [
        process(at, *(bid(f"T{n}", round(1000 * (1 + chance.random()), 2)) for n in range(5)))
        for at in range(29)
    ]
    lot = process(39, *(bid(f"T{n}", price) for n, price in enumerate(PRICES)))
    outcome = found(f"spread_{measure}", [*made, lot], share=100)
    (told,) = (one for one in said(outcome) if one.startswith("“项目39”"))
    value_told = re.search(r"是 (-?[\d.]+)，", told)
    assert value_told
    assert float(value_told[1]) == pytest.approx(by_definition(PRICES)[measure], abs=6e-5)
