"""An action checks the right, acts, and journals, all or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction

from tests.cast import Cast
from xuncha.base.words import Sentence
from xuncha.letters.models import Letter
from xuncha.sealed.envelope import CannotOpen
from xuncha.trust import journal, vault
from xuncha.trust.access import see, whole
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Entry, Grant
from xuncha.trust.refusal import NoRight, Refusal, Stale

SAYS = Sentence("试验", "test")
READERS = {Role.PETITION, Role.LEADER}


@action("test.register", roles=READERS, where="inspection", says=SAYS)
def register(act: Act, *, inspection: object, text: str, fail: bool = False) -> Letter:
    letter = Letter(
        inspection=inspection, serial=1, channel="box", received_on=act.today, registered_by=act.by
    )
    act.seal(letter, "text", text)
    act.add(letter, channel="box")
    if fail:
        act.refuse("wrong", Sentence("不行。", "No."))
    return letter


@action("test.read", roles=READERS, where="letter", says=SAYS)
def read(act: Act, *, letter: Letter) -> str:
    return act.open([letter], "text")[0]["text"]


@action("test.change", roles=READERS, where="letter", says=SAYS)
def change(act: Act, *, letter: Letter, version: int, stage: str) -> Letter:
    return act.change(letter, version, stage=stage)


@action("test.both", roles=READERS, where="inspection", says=SAYS)
def register_and_fail(act: Act, *, inspection: object) -> None:
    register(by=act, inspection=inspection, text="inner")
    act.refuse("late", Sentence("不行。", "No."))


def letters() -> int:
    return whole(Letter, "test").count()


def entries() -> list[tuple[str, str]]:
    return [(row.verb, row.refused) for row in whole(Entry, "test").order_by("seq")]


def test_what_was_done_is_journalled_with_it(cast: Cast) -> None:
    register(by=cast.petition, inspection=cast.inspection, text="内容")
    assert entries() == [("letter.added", ""), ("test.register", "")]
    assert journal.verify() is None


def test_without_the_right_nothing_is_done_and_the_refusal_is_journalled(cast: Cast) -> None:
    with pytest.raises(NoRight):
        register(by=cast.member, inspection=cast.inspection, text="内容")
    assert (letters(), entries()) == (0, [("test.register", "no-right")])


def test_a_right_at_another_inspection_is_no_right(cast: Cast) -> None:
    with pytest.raises(NoRight):
        register(by=cast.stranger, inspection=cast.inspection, text="内容")
    assert letters() == 0


def test_a_refusal_rolls_back_and_is_journalled_alone(cast: Cast) -> None:
    with pytest.raises(Refusal):
        register(by=cast.leader, inspection=cast.inspection, text="内容", fail=True)
    assert (letters(), entries()) == (0, [("test.register", "wrong")])


def test_an_inner_action_joins_the_outer_one(cast: Cast) -> None:
    with pytest.raises(Refusal):
        register_and_fail(by=cast.leader, inspection=cast.inspection)
    assert (letters(), entries()) == (0, [("test.both", "late")])


def test_a_right_that_ended_has_ended_for_an_account_that_is_still_loaded(cast: Cast) -> None:
    assert cast.petition.sight.has(READERS, cast.inspection.pk)
    Grant.objects.filter(account=cast.petition).update(ends=date(2026, 11, 1))
    with pytest.raises(NoRight):
        register(by=cast.petition, inspection=cast.inspection, text="内容")
    assert letters() == 0


def test_opening_sealed_content_is_journalled_without_the_content(cast: Cast) -> None:
    letter = register(by=cast.petition, inspection=cast.inspection, text="河堤工程有人吃回扣")
    assert read(by=cast.leader, letter=letter) == "河堤工程有人吃回扣"
    bodies = " ".join(row.body for row in whole(Entry, "test"))
    assert ("sealed.opened", "") in entries()
    assert "河堤" not in bodies
    assert str(letter.pk) not in bodies


def test_a_text_is_refused_as_a_journal_fact(cast: Cast) -> None:
    with pytest.raises(ValueError, match="content does not belong"):
        journal.draft("x", cast.leader, [], {"says": "张某的来信"})


def test_a_stale_write_is_refused_and_changes_nothing(cast: Cast) -> None:
    letter = register(by=cast.petition, inspection=cast.inspection, text="内容")
    change(by=cast.leader, letter=see(Letter, cast.leader).get(), version=1, stage="triage")
    with pytest.raises(Stale):
        change(by=cast.petition, letter=letter, version=1, stage="closed")
    row = whole(Letter, "test").get()
    assert (row.stage, row.version) == ("triage", 2)


def test_a_sealed_column_takes_nothing_but_what_the_vault_made(cast: Cast) -> None:
    letter = Letter(
        inspection=cast.inspection,
        serial=1,
        channel="box",
        received_on=date(2026, 11, 1),
        registered_by=cast.leader,
    )
    letter.text = b"plain"
    with pytest.raises(TypeError, match="vault"), transaction.atomic():
        letter.save(force_insert=True)
    assert letters() == 0


def test_sealed_content_is_not_in_the_database(cast: Cast) -> None:
    register(by=cast.petition, inspection=cast.inspection, text="SENTINEL河堤")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM xuncha_letter")
        (raw,) = cursor.fetchone()
    assert b"SENTINEL" not in bytes(raw)


def test_a_sealed_value_copied_to_another_row_does_not_open(cast: Cast) -> None:
    letter = register(by=cast.petition, inspection=cast.inspection, text="内容")
    thief = Letter(inspection=cast.inspection, serial=2, text=letter.text)
    with pytest.raises(CannotOpen):
        vault.open_bytes(thief, "text")
