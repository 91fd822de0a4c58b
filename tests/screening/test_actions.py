"""Loading, screening, judging: what is kept, who may, what a refusal leaves."""

import json

import pytest

from tests.cast import TODAY, Cast
from tests.screening.conftest import LIST, PAYEE
from xuncha.papers.core.form import Copy
from xuncha.papers.core.forms import form_named
from xuncha.papers.core.press import press
from xuncha.screening.actions.correct_mapping import correct_mapping
from xuncha.screening.actions.judge_hit import judge_hit
from xuncha.screening.actions.load_ledger import leave_out, load_ledger, read_ledgers
from xuncha.screening.actions.print_spotcheck import print_spotcheck
from xuncha.screening.actions.read_hits import read_hits, read_run
from xuncha.screening.actions.run_screens import run_screens
from xuncha.screening.core.reading import Correction
from xuncha.screening.models import Hit, Ledger, Screening
from xuncha.trust.access import see
from xuncha.trust.act import VERBS
from xuncha.trust.models import Entry
from xuncha.trust.refusal import NoRight, Refusal, Stale

pytestmark = pytest.mark.django_db


def counts(cast: Cast) -> tuple[int, ...]:
    return tuple(see(model, cast.leader).count() for model in (Ledger, Screening, Hit))


def test_a_ledger_is_kept_with_its_reading(cast: Cast, ledger: Ledger) -> None:
    assert (ledger.serial, ledger.rows, ledger.loaded_on) == (1, 3, TODAY)
    opened = read_ledgers(by=cast.leader, ledgers=[ledger])[0]
    assert opened["name"] == "支付明细.csv"
    (sheet,) = json.loads(opened["reading"])
    assert (sheet["kind"], sheet["rows"]) == ("payments", 3)
    assert sheet["headings"] == ["日期", "凭证号", "收款人", "摘要", "金额"]


def test_the_same_file_is_not_brought_in_twice(cast: Cast, ledger: Ledger) -> None:
    with pytest.raises(Refusal) as no:
        load_ledger(by=cast.leader, inspection=cast.inspection, name="另存.csv", content=LIST)
    assert no.value.code == "known"
    assert counts(cast) == (1, 0, 0)


def test_a_file_left_out_may_come_again(cast: Cast, ledger: Ledger) -> None:
    leave_out(by=cast.member, ledger=ledger, version=ledger.version)
    again = load_ledger(by=cast.member, inspection=cast.inspection, name="支付明细.csv", content=LIST)
    assert again.serial == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "unreadable"), (b"PK\x03\x04broken", "unreadable"), ("楼层,朝向\n三楼,南\n".encode(), "no-books")],
)
def test_what_is_no_book_is_refused_and_nothing_kept(cast: Cast, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as no:
        load_ledger(by=cast.member, inspection=cast.inspection, name="x.csv", content=content)
    assert no.value.code == code
    assert counts(cast) == (0, 0, 0)


@pytest.mark.parametrize("who", ["office", "petition", "contact", "stranger", "nobody", "system"])
def test_only_the_team_brings_books_in(cast: Cast, who: str) -> None:
    with pytest.raises(NoRight):
        load_ledger(by=getattr(cast, who), inspection=cast.inspection, name="x.csv", content=LIST)
    assert counts(cast) == (0, 0, 0)


@pytest.mark.parametrize("who", ["office", "petition", "contact", "stranger", "nobody", "audit"])
def test_nobody_else_sees_books_or_doubts(cast: Cast, hits: list[Hit], who: str) -> None:
    assert len(hits) == 2
    assert [see(model, getattr(cast, who)).count() for model in (Ledger, Screening, Hit)] == [0, 0, 0]


def test_hits_are_kept_with_their_rows(cast: Cast, hits: list[Hit]) -> None:
    assert [(hit.serial, hit.screen, hit.amount, hit.rows, hit.state) for hit in hits] == [
        (1, "duplicate_payments", 1_864_000, 2, "open"),
        (2, "round_amounts", 15_000_000, 1, "open"),
    ]
    opened = read_hits(by=cast.leader, hits=hits)[0]
    assert opened.says.zh == f"2024-03-05至2024-03-12，向“{PAYEE}”付了 2 笔同样的 18,640.00 元，疑似重复付款"
    assert [(one.row, one.cells["amount"], one.amount) for one in opened.evidence] == [
        (2, "E2", 1_864_000),
        (3, "E3", 1_864_000),
    ]


def test_the_run_says_what_did_not_apply(cast: Cast, hits: list[Hit]) -> None:
    ran = read_run(by=cast.leader, screening=see(Screening, cast.leader).get())
    told = {one["screen"]: one["not_applicable"] for one in ran["screens"]}
    assert told["maker_is_approver"]["zh"] == "凭证里没有制单人；凭证里没有审核人"
    assert told["splitting"] is None


def test_screening_again_keeps_numbers_and_judgements(cast: Cast, hits: list[Hit]) -> None:
    judge_hit(by=cast.member, hit=hits[0], version=1, result="not_held", reason="看过两张发票")
    run_screens(by=cast.leader, inspection=cast.inspection)
    again = list(see(Hit, cast.leader).order_by("serial"))
    assert [(hit.pk, hit.state) for hit in again] == [(hits[0].pk, "not_held"), (hits[1].pk, "open")]


def test_an_open_doubt_that_is_not_found_again_is_marked_gone(
    cast: Cast, ledger: Ledger, hits: list[Hit]
) -> None:
    other = b"\xef\xbb\xbf" + "日期,收款人,金额\n2024-05-06,丙,70000\n".encode()
    load_ledger(by=cast.member, inspection=cast.inspection, name="b.csv", content=other)
    leave_out(by=cast.member, ledger=ledger, version=ledger.version)
    run_screens(by=cast.member, inspection=cast.inspection)
    assert [(hit.serial, hit.state) for hit in see(Hit, cast.leader).order_by("serial")] == [
        (1, "gone"),
        (2, "gone"),
        (3, "open"),
    ]


def test_screening_without_books_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal) as no:
        run_screens(by=cast.member, inspection=cast.inspection)
    assert no.value.code == "no-books"
    assert counts(cast) == (0, 0, 0)


def test_progress_is_told_and_grows(cast: Cast, ledger: Ledger) -> None:
    told: list[int] = []
    run_screens(by=cast.member, inspection=cast.inspection, report=lambda share, says: told.append(share))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (1, 95)


def test_a_judgement_needs_a_result_and_a_reason(cast: Cast, hits: list[Hit]) -> None:
    for given in ({"result": "guilty", "reason": "x"}, {"result": "held", "reason": "  "}):
        with pytest.raises(Refusal):
            judge_hit(by=cast.member, hit=hits[0], version=1, **given)
    kept = see(Hit, cast.member).get(pk=hits[0].pk)
    assert (kept.state, kept.version, kept.reason) == ("open", 1, None)


def test_a_judgement_is_kept_with_day_person_and_sealed_reason(cast: Cast, hits: list[Hit]) -> None:
    judge_hit(by=cast.member, hit=hits[0], version=1, result="held", reason="两次报销同一张发票")
    kept = see(Hit, cast.member).get(pk=hits[0].pk)
    assert (kept.state, kept.judged_on, kept.judged_by_id) == ("held", TODAY, cast.member.pk)
    assert "发票".encode() not in bytes(kept.reason)
    assert read_hits(by=cast.leader, hits=[kept])[0].reason == "两次报销同一张发票"


def test_two_people_judging_at_once_the_second_is_told(cast: Cast, hits: list[Hit]) -> None:
    judge_hit(by=cast.member, hit=hits[0], version=1, result="held", reason="一")
    with pytest.raises(Stale):
        judge_hit(by=cast.leader, hit=hits[0], version=1, result="not_held", reason="二")
    assert see(Hit, cast.member).get(pk=hits[0].pk).state == "held"


def test_a_corrected_mapping_is_read_again(cast: Cast, ledger: Ledger) -> None:
    changed = correct_mapping(
        by=cast.member,
        ledger=ledger,
        version=1,
        sheet="支付明细",
        correction=Correction({"payee": 3, "summary": 2}),
    )
    (sheet,) = json.loads(read_ledgers(by=cast.member, ledgers=[changed])[0]["reading"])
    found = {one["field"]: (one["column"], one["how"]) for one in sheet["mapping"]["columns"]}
    assert (found["payee"], found["summary"]) == ((4, "hand"), (3, "hand"))


def test_a_mapping_that_reads_nothing_is_refused(cast: Cast, ledger: Ledger) -> None:
    with pytest.raises(Refusal) as no:
        correct_mapping(
            by=cast.member,
            ledger=ledger,
            version=1,
            sheet="支付明细",
            correction=Correction({"amount": None}),
        )
    assert no.value.code == "no-rows"
    assert see(Ledger, cast.member).get().version == 1


@pytest.mark.parametrize("form", ["voucher_list", "vouchers_to_pull"])
def test_the_list_of_vouchers_is_drafted_for_the_team_alone(cast: Cast, hits: list[Hit], form: str) -> None:
    paper = print_spotcheck(by=cast.member, inspection=cast.inspection, hits=hits, form=form)
    assert (paper.form, paper.audience) == (form, "members")
    assert press(form_named(form), form_named(form).sample, Copy(fictional=True))[:2] == b"PK"


def test_a_list_of_nothing_is_refused(cast: Cast, hits: list[Hit]) -> None:
    with pytest.raises(Refusal) as no:
        print_spotcheck(by=cast.member, inspection=cast.inspection, hits=[])
    assert no.value.code == "none"


def test_the_journal_holds_no_word_of_the_books(cast: Cast, hits: list[Hit]) -> None:
    judge_hit(by=cast.member, hit=hits[0], version=1, result="held", reason="两次报销同一张发票")
    bodies = [entry.body for entry in see(Entry, cast.audit)]
    assert any("screening.run" in body for body in bodies)
    for secret in (PAYEE, "印刷", "支付明细", "发票"):
        assert not any(secret in body or secret.encode("unicode_escape").decode() in body for body in bodies)


def test_every_action_of_the_room_says_what_it_is() -> None:
    mine = {name: verb for name, verb in VERBS.items() if name.startswith("screening.")}
    assert len(mine) == 18
    assert all(verb.says.zh and verb.says.en for verb in mine.values())
