"""A correction of columns is proposed for the next sheet with the same headings, to every team, until it is forgotten."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.screening.conftest import LIST, PAYEE
from xuncha.screening.actions.correct_mapping import correct_mapping, forget_mapping
from xuncha.screening.actions.load_ledger import load_ledger, read_ledgers
from xuncha.screening.core.reading import Correction
from xuncha.screening.models import KnownHeading, Ledger
from xuncha.trust.access import see
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal, Stale

pytestmark = pytest.mark.django_db
SWAPPED = Correction({"payee": 3, "summary": 2})
NEXT = LIST.replace(b"2024-03-05", b"2024-04-05")


def corrected(cast: Cast, ledger: Ledger) -> Ledger:
    return correct_mapping(by=cast.member, ledger=ledger, version=1, sheet="支付明细", correction=SWAPPED)


def read_as(by: Account, ledger: Ledger) -> dict[str, tuple[int, str, str]]:
    (sheet,) = json.loads(read_ledgers(by=by, ledgers=[ledger])[0]["reading"])
    return {
        one["field"]: (one["column"], one["how"], one["reason"]["zh"]) for one in sheet["mapping"]["columns"]
    }


def load(cast: Cast, who: str = "member", at: str = "inspection", content: bytes = NEXT) -> Ledger:
    return load_ledger(
        by=getattr(cast, who), inspection=getattr(cast, at), name="支付明细.csv", content=content
    )


def test_the_next_sheet_with_the_same_headings_is_read_like_that(cast: Cast, ledger: Ledger) -> None:
    corrected(cast, ledger)
    found = read_as(cast.member, load(cast))
    assert found["payee"] == (4, "remembered", "上次由人工指定")
    assert found["summary"] == (3, "remembered", "上次由人工指定")
    assert found["amount"][1] == "spelling"


def test_another_team_is_proposed_the_same(cast: Cast, ledger: Ledger) -> None:
    corrected(cast, ledger)
    assert read_as(cast.stranger, load(cast, "stranger", "other"))["payee"][:2] == (4, "remembered")


def test_other_headings_are_guessed(cast: Cast, ledger: Ledger) -> None:
    corrected(cast, ledger)
    other = NEXT.decode("gb18030").replace("凭证号", "凭证编号").encode()
    assert read_as(cast.member, load(cast, content=other))["payee"][:2] == (3, "spelling")


def test_nothing_of_the_headings_or_cells_is_kept_in_clear(cast: Cast, ledger: Ledger) -> None:
    corrected(cast, ledger)
    (known,) = see(KnownHeading, cast.member)
    assert (known.changes, len(known.token)) == ({"payee": 3, "summary": 2}, 64)
    assert PAYEE not in known.token


@pytest.mark.parametrize("who", ["office", "petition", "contact", "nobody", "audit"])
def test_only_teams_see_what_is_remembered(cast: Cast, ledger: Ledger, who: str) -> None:
    corrected(cast, ledger)
    assert see(KnownHeading, cast.member).count() == 1
    assert see(KnownHeading, getattr(cast, who)).count() == 0


def test_the_last_correction_is_the_one_remembered(cast: Cast, ledger: Ledger) -> None:
    corrected(cast, ledger)
    correct_mapping(
        by=cast.member,
        ledger=ledger,
        version=2,
        sheet="支付明细",
        correction=Correction({"payee": 2, "summary": None}),
    )
    assert [known.changes for known in see(KnownHeading, cast.member)] == [{"payee": 2, "summary": None}]


def test_a_field_taken_off_stays_off_when_another_is_corrected(cast: Cast, ledger: Ledger) -> None:
    for version, change in ((1, {"summary": None}), (2, {"voucher_no": None})):
        ledger = correct_mapping(
            by=cast.member, ledger=ledger, version=version, sheet="支付明细", correction=Correction(change)
        )
    assert sorted(read_as(cast.member, ledger)) == ["amount", "day", "payee"]


def test_a_refused_correction_is_not_remembered(cast: Cast, ledger: Ledger) -> None:
    with pytest.raises(Refusal):
        correct_mapping(
            by=cast.member,
            ledger=ledger,
            version=1,
            sheet="支付明细",
            correction=Correction({"amount": None}),
        )
    assert see(KnownHeading, cast.member).count() == 0


def test_a_stale_correction_is_not_remembered(cast: Cast, ledger: Ledger) -> None:
    corrected(cast, ledger)
    with pytest.raises(Stale):
        correct_mapping(
            by=cast.leader, ledger=ledger, version=1, sheet="支付明细", correction=Correction({"payee": None})
        )
    assert [known.changes for known in see(KnownHeading, cast.member)] == [SWAPPED.changes]


def test_forgetting_guesses_this_sheet_again_and_the_next_too(cast: Cast, ledger: Ledger) -> None:
    corrected(cast, ledger)
    second = load(cast)
    forgotten = forget_mapping(by=cast.member, ledger=second, version=1, sheet="支付明细")
    assert read_as(cast.member, forgotten)["payee"][:2] == (3, "spelling")
    third = load(cast, content=LIST.replace(b"2024-03-05", b"2024-05-05"))
    assert read_as(cast.member, third)["payee"][:2] == (3, "spelling")


def test_forgetting_leaves_what_was_corrected_in_this_sheet(cast: Cast, ledger: Ledger) -> None:
    once = corrected(cast, ledger)
    forget_mapping(by=cast.member, ledger=once, version=2, sheet="支付明细")
    assert see(KnownHeading, cast.member).count() == 0
    assert read_as(cast.member, see(Ledger, cast.member).get())["payee"][:2] == (4, "hand")


def test_the_page_says_that_it_is_remembered_and_forgets(
    cast: Cast, enter: Callable[[Account], Client], ledger: Ledger
) -> None:
    client, url = enter(cast.member), reverse("screening-ledger", args=[ledger.pk])
    assert "这样的表头怎样对应已经记住" not in client.get(url).content.decode()
    corrected(cast, ledger)
    assert "这样的表头怎样对应已经记住" in client.get(url).content.decode()
    said = client.post(url, {"do": "forget", "sheet": "0", "version": "2"}, follow=True).content.decode()
    assert "已忘记，以后按表头重新判断。" in said
    assert "这样的表头怎样对应已经记住" not in said
