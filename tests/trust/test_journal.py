"""The journal in the database: who sees what, what is found when somebody had the database, or even the key, in hand."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import Cast
from tests.trust.guards import lift
from tests.trust.test_act import read, register
from xuncha.trust import clock, journal
from xuncha.trust.access import see, whole
from xuncha.trust.act import witness
from xuncha.trust.actions.accounts import open_account
from xuncha.trust.actions.check_journal import check_journal
from xuncha.trust.actions.sign_head import sign_head
from xuncha.trust.core.chain import Break, Kept, canonical, digest
from xuncha.trust.core.heads import Head
from xuncha.trust.core.heads import read as read_head
from xuncha.trust.core.merkle import root, root_of, unpacked
from xuncha.trust.models import ChainHead, Entry, SignedHead
from xuncha.trust.refusal import NoRight, Refusal


@pytest.fixture
def rows(cast: Cast) -> Cast:
    """Six rows, a slip signed over the first three."""
    for verb in ("a", "b", "c"):
        witness(verb, cast.leader)
    sign_head(by=cast.audit)
    witness("d", cast.leader)
    return cast


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))


def slip() -> Head:
    head = read_head(whole(SignedHead, "test").get().code)
    assert isinstance(head, Head)
    return head


def told() -> list[tuple[int, str]]:
    return list(whole(Entry, "test").order_by("seq").values_list("seq", "verb"))


def test_an_untouched_journal_holds_with_and_without_paper(rows: Cast) -> None:
    report = journal.examine([slip().kept])
    assert (report.rows, report.broken, report.steps_back) == (6, None, ())


def test_the_peaks_that_are_kept_are_those_of_all_rows(rows: Cast) -> None:
    head = ChainHead.objects.get()
    peaks = unpacked(head.peaks, head.seq)
    assert peaks is not None
    assert root_of(peaks) == root(_leaves())


def _leaves() -> list[bytes]:
    from xuncha.trust.core.chain import leaf_of

    key = journal.house_key()
    wanted = whole(Entry, "test").order_by("seq")
    return [leaf_of(key, one.seq, json.loads(one.body)["at"], one.body) for one in wanted]


CHANGES = {
    "body": ("UPDATE xuncha_entry SET body = '{}' WHERE seq = 2", 2),
    "verb beside the body": ("UPDATE xuncha_entry SET verb = 'x' WHERE seq = 2", 2),
    "actor beside the body": ("UPDATE xuncha_entry SET actor = NULL WHERE seq = 2", 2),
    "result beside the body": ("UPDATE xuncha_entry SET refused = 'no-right' WHERE seq = 3", 3),
    "row gone": ("DELETE FROM xuncha_entry WHERE seq = 4", 4),
    "rows gone and renumbered": ("DELETE FROM xuncha_entry WHERE seq = 5; UPDATE xuncha_entry SET seq = 5 WHERE seq = 6", 5),
    "tail": ("DELETE FROM xuncha_entry WHERE seq = 6", 6),
    "stored head": ("UPDATE xuncha_chainhead SET seq = 5", 5),
    "stored peaks": ("UPDATE xuncha_chainhead SET peaks = ''", 6),
    "register of slips": ("UPDATE xuncha_signedhead SET seq = 2", 2),
}  # fmt: skip


@pytest.mark.parametrize("how", CHANGES)
def test_a_change_behind_the_guard_is_named(how: str, rows: Cast) -> None:
    lift()
    sql, seq = CHANGES[how]
    for one in sql.split("; "):
        run(one)
    broken = journal.verify()
    assert broken is not None
    assert broken.seq == seq


def test_a_time_changed_beside_the_body_is_named(rows: Cast) -> None:
    lift()
    run("UPDATE xuncha_entry SET at = %s WHERE seq = 3", timezone.now() - timedelta(days=30))
    assert journal.verify() == Break(3, "columns")


def forge(upto: int) -> None:
    """Write the first rows anew with the stolen key, the stored head and the register of slips with them."""
    key, before = journal.house_key(), "0" * 64
    run("DELETE FROM xuncha_signedhead")
    for one in whole(Entry, "test").order_by("seq"):
        if one.seq > upto:
            run("DELETE FROM xuncha_entry WHERE seq = %s", one.seq)
            continue
        body = json.loads(one.body)
        text = canonical({**body, "facts": {"forged": True}} if one.seq == 2 else body)
        before = digest(key, one.seq, text, last := before)
        run(
            "UPDATE xuncha_entry SET body = %s, before = %s, digest = %s WHERE seq = %s",
            text,
            last,
            before,
            one.seq,
        )
    from xuncha.trust.core.merkle import grow, packed

    peaks: list[bytes] = []
    for size, leaf in enumerate(_leaves()):
        grow(peaks, size, leaf)
    run("UPDATE xuncha_chainhead SET seq = %s, digest = %s, peaks = %s", upto, before, packed(peaks))


def test_a_journal_written_anew_with_the_stolen_key_is_found_by_the_paper(rows: Cast) -> None:
    paper = slip().kept
    lift()
    forge(6)
    assert journal.verify() is None
    assert journal.verify(paper) == Break(1, "rewritten", 3)


def test_an_older_database_put_back_is_found_by_the_paper(rows: Cast) -> None:
    paper = slip().kept
    lift()
    forge(2)
    assert journal.verify() is None
    assert journal.verify(paper) == Break(1, "tail", 3)


def test_the_slips_that_were_signed_here_count_like_paper(rows: Cast) -> None:
    lift()
    kept = whole(SignedHead, "test").get()
    forge(6)
    kept.save(force_insert=True)
    assert journal.verify() == Break(1, "rewritten", 3)


def test_a_clock_set_back_is_told_by_a_row_of_its_own(rows: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: timezone.now() - timedelta(days=3))
    witness("backdated", rows.leader)
    assert told()[6:] == [(7, "clock.back"), (8, "backdated")]
    report = journal.examine()
    assert (report.broken, report.steps_back) == (None, (7,))
    assert set(see(Entry, rows.audit).filter(verb="clock.back").values_list("act", flat=True)) == {
        "clock.back"
    }


def test_a_clock_that_was_corrected_by_a_moment_is_no_event(
    rows: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: timezone.now() - timedelta(seconds=2))
    witness("e", rows.leader)
    assert told()[6:] == [(7, "e")]
    assert journal.examine().steps_back == ()


def test_with_a_damaged_head_nothing_is_done_any_more(rows: Cast) -> None:
    lift()
    run("UPDATE xuncha_chainhead SET peaks = 'xy'")
    with pytest.raises(Refusal) as no:
        witness("e", rows.leader)
    assert no.value.code == "journal-broken"
    assert len(told()) == 6


def test_a_check_is_journalled_with_what_it_found(rows: Cast) -> None:
    report = check_journal(by=rows.office, kept=[slip().kept])
    assert (report.broken, report.rows) == (None, 7)
    last = json.loads(whole(Entry, "test").order_by("-seq").first().body)
    assert (last["verb"], last["facts"]) == (
        "journal.checked", {"found": "whole", "row": None, "upto": None, "back": None, "slips": 1},
    )  # fmt: skip


def test_who_may_not_check_is_refused_before_anything_is_read(rows: Cast) -> None:
    with pytest.raises(NoRight):
        check_journal(by=rows.member, kept=[Kept(99, b"x" * 32)])
    assert told()[6:] == [(7, "journal.check")]


def test_only_the_auditor_signs_a_head_and_sees_those_that_were_signed(rows: Cast) -> None:
    with pytest.raises(NoRight):
        sign_head(by=rows.office)
    assert [see(SignedHead, one).count() for one in (rows.audit, rows.office, rows.leader)] == [1, 0, 0]


def test_nothing_is_signed_where_nothing_was_journalled(cast: Cast) -> None:
    with pytest.raises(Refusal) as no:
        sign_head(by=cast.audit)
    assert no.value.code == "empty"
    assert whole(SignedHead, "test").count() == 0


def test_the_office_reads_nothing_in_the_journal_of_what_it_may_not_do(cast: Cast) -> None:
    letter = register(by=cast.petition, inspection=cast.inspection, text="内容")
    read(by=cast.leader, letter=letter)
    with pytest.raises(NoRight):
        register(by=cast.member, inspection=cast.inspection, text="内容")
    assert set(see(Entry, cast.office).values_list("act", flat=True)) == set()
    assert set(see(Entry, cast.petition).values_list("act", flat=True)) == {"test.register"}
    assert see(Entry, cast.audit).count() == 5


def test_the_office_reads_in_the_journal_what_it_may_do_itself(cast: Cast) -> None:
    open_account(by=cast.office, login="zhao", name="赵某")
    assert [one.verb for one in see(Entry, cast.office2).order_by("seq")] == ["account.added", "account.open"]
