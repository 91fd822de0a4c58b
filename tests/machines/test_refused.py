"""T-BND-2: what an honest machine does not send is refused whole, and not a byte of the tables changes."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps

from tests.machines.conftest import Out
from tests.machines.double import Double, sealed
from xuncha.base.ids import new_id
from xuncha.fieldwork.models import Note
from xuncha.letters.models import Letter
from xuncha.machines import identity, wire
from xuncha.machines.actions.check import approve, check
from xuncha.machines.actions.merge_bundle import merge_bundle
from xuncha.machines.actions.register import revoke_machine
from xuncha.machines.core import carried
from xuncha.machines.core.record import Record
from xuncha.machines.core.standing import Standing
from xuncha.machines.models import Carriage
from xuncha.papers.models import Attachment
from xuncha.sealed import bundle
from xuncha.trust import key_folder, keyring, vault
from xuncha.trust.access import whole
from xuncha.trust.models import Grant
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db
WATCHING = {"entry", "chainhead", "signedhead"}
"""A refusal is journalled; nothing else may change."""


def dump() -> dict[str, list[Any]]:
    """Every row of every table but the journal."""
    return {
        model._meta.model_name: sorted(whole(model, "test").values_list(), key=str)
        for model in apps.get_app_config("xuncha").get_models(include_auto_created=True)
        if model._meta.model_name not in WATCHING
    }


def refused(out: Out, data: bytes) -> str:
    """The code with which the dry run refuses; both ways in leave everything as it was."""
    before = dump()
    with pytest.raises(Refusal) as no:
        out.check(data)
    with pytest.raises(Refusal):
        merge_bundle(by=out.cast.office, data=data)
    assert dump() == before
    return no.value.code


# --- order ---------------------------------------------------------------------------------------------------------------


def test_a_replayed_bundle_changes_nothing(out: Out) -> None:
    out.double.edit("note", out.note.pk, method="visit")
    data = out.double.back()
    out.merge(data)
    before = dump()
    assert out.check(data).state == Carriage.MERGED
    assert merge_bundle(by=out.cast.office, data=data).state == Carriage.MERGED
    assert dump() == before


def test_a_lost_bundle_is_shown_as_a_gap_and_the_next_one_brings_everything(out: Out) -> None:
    out.double.edit("note", out.note.pk, method="visit")
    out.double.back()
    out.double.edit("note", out.note.pk, on="2026-10-21")
    carriage = out.merge(out.double.back())
    assert (carriage.report["turn"], carriage.report["missing"]) == ("gap", [1])
    assert (out.fresh().method, str(out.fresh().on)) == ("visit", "2026-10-21")


def test_bundles_that_arrive_in_the_wrong_order_end_the_same(out: Out) -> None:
    out.double.edit("note", out.note.pk, method="visit")
    first = out.double.back()
    out.double.edit("note", out.note.pk, method="forum")
    second = out.double.back()
    out.merge(second)
    carriage = out.merge(first)
    assert carriage.report["turn"] == "late"
    assert out.fresh().method == "forum"


def test_two_different_bundles_under_one_number_are_a_copied_machine(out: Out) -> None:
    out.merge(out.double.back())
    out.double.seq, out.double.before = 0, ""
    out.double.edit("note", out.note.pk, method="visit")
    assert refused(out, out.double.back()) == "bundle-twice"


def test_a_bundle_that_does_not_follow_the_last_one_is_a_restored_machine(out: Out) -> None:
    out.merge(out.double.back())
    out.double.before = "0" * 64
    assert refused(out, out.double.back()) == "bundle-fork"


# --- who and what version --------------------------------------------------------------------------------------------------


def test_a_foreign_signer(out: Out) -> None:
    thief = Double(known_as="deadbeef")
    thief.records, thief.scope, thief.files = out.double.records, out.double.scope, out.double.files
    assert refused(out, thief.back()) == "bundle-signer"


def test_a_known_signer_under_another_name(out: Out) -> None:
    assert refused(out, out.double.back(sender="deadbeef")) == "bundle-address"


def test_a_bundle_for_another_receiver(out: Out) -> None:
    assert refused(out, out.double.back(receiver="deadbeef")) == "bundle-address"


def test_a_revoked_signer(out: Out) -> None:
    data = out.double.back()
    revoke_machine(by=out.cast.office, machine=whole(type(out.machine), "test").get(pk=out.machine.pk))
    assert refused(out, data) == "bundle-signer"


def test_an_older_and_a_newer_format(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "SCHEMA", 2)
    newer = out.double.back()
    monkeypatch.setattr(bundle, "SCHEMA", 0)
    older = out.double.back()
    monkeypatch.undo()
    assert refused(out, newer) == "bundle-newer"
    assert refused(out, older) == "bundle-older"


@pytest.mark.parametrize(("step", "code"), [(1, "bundle-newer"), (-1, "bundle-older")])
def test_records_of_another_version_of_the_software(out: Out, step: int, code: str) -> None:
    out.double.scope = {**out.double.scope, "schema": carried.SCHEMA + step}
    assert refused(out, out.double.back()) == code


@pytest.mark.parametrize("at", [0, 1000, -1])
def test_a_flipped_bit_or_a_cut_end(out: Out, at: int) -> None:
    data = bytearray(out.double.back())
    assert refused(out, bytes(data[:-100])) == "bundle-closed"
    data[at] ^= 1
    assert refused(out, bytes(data)) == "bundle-closed"


def test_a_bundle_for_another_machine_s_key(out: Out) -> None:
    data = out.double.back(office=Double(known_as="0badc0de").told)
    assert refused(out, data) == "bundle-closed"


# --- scope -----------------------------------------------------------------------------------------------------------------


def test_the_wrong_inspection(out: Out) -> None:
    out.double.scope = {**out.double.scope, "inspection": str(out.cast.other.pk)}
    assert refused(out, out.double.back()) == "bundle-scope"


def a_new_note(out: Out, **values: Any) -> None:
    out.double.copy("note", out.note.pk, new_id(), **{"serial": 2, **values})


WIDENINGS: dict[str, tuple[Callable[[Out], None], str]] = {
    "a record of another inspection": (
        lambda out: a_new_note(out, inspection_id=str(out.cast.other.pk)),
        "bundle-scope",
    ),
    "a record moved to another inspection": (
        lambda out: out.double.edit("note", out.note.pk, inspection_id=str(out.cast.other.pk)),
        "bundle-scope",
    ),
    "a link to somebody who is not on the machine": (
        lambda out: a_new_note(out, written_by_id=str(out.cast.stranger.pk)),
        "bundle-link",
    ),
    "columns that the table has not": (lambda out: a_new_note(out, secret="x"), "bundle-records"),
    "a value that does not fit": (lambda out: a_new_note(out, on="yesterday"), "bundle-records"),
    "an envelope that is none": (lambda out: a_new_note(out, text={"sealed": "???"}), "bundle-records"),
    "a text where an envelope belongs": (lambda out: a_new_note(out, text={"text": "x"}), "bundle-records"),
    "a number beyond all numbers": (lambda out: a_new_note(out, serial=10**30), "bundle-records"),
    "an empty column": (lambda out: a_new_note(out, on=None), "bundle-records"),
    "a text that is too long": (lambda out: a_new_note(out, method="x" * 99), "bundle-records"),
}


@pytest.mark.parametrize("name", WIDENINGS)
def test_widening_the_scope(out: Out, name: str) -> None:
    deed, code = WIDENINGS[name]
    out.double.edit("note", out.note.pk, method="visit")
    deed(out)
    assert refused(out, out.double.back()) == code


@pytest.mark.parametrize(
    "meta",
    [
        {"sequence": 10**12},
        {"sequence": True},
        {"bundle": "../../etc"},
        {"previous": "x"},
        {"created": "yesterday"},
        {"scope": {}},
        {"scope": "all"},
    ],
    ids=str,
)
def test_what_a_bundle_says_of_itself_has_to_be_in_form(out: Out, meta: dict[str, Any]) -> None:
    assert refused(out, out.double.back(**meta)) == "bundle-records"


PAIR = {
    "number": 1, "suite": 1, "public": "00" * 32, "made": "2026-11-20", "wraps": {}, "shares": {}, "recovery": "", "left": False,
}  # fmt: skip
KEY = {"name": "", "pepper": "00" * 32, "pairs": [PAIR], "gone": []}


@pytest.mark.parametrize(
    "key",
    [
        {}, {**KEY, "name": "nothing:x"}, {**KEY, "name": "office", "pairs": [{**PAIR, "public": "zz"}]}, {**KEY, "extra": 1}, 7,
        {**KEY, "name": "office", "pairs": []}, {**KEY, "name": "office", "pairs": [{**PAIR, "recovery": "00"}]},
    ],
    ids=str,
)  # fmt: skip
def test_key_files_have_to_be_in_form(out: Out, key: object) -> None:
    out.double.files["keys.json"] = json.dumps([key]).encode()
    assert refused(out, out.double.back()) == "bundle-records"


def test_a_machine_brings_no_key_of_another_inspection_and_replaces_none(out: Out) -> None:
    mine, other = f"team:{out.cast.inspection.pk}", f"leads:{out.cast.other.pk}"
    before = key_folder.load(mine)
    out.double.files["keys.json"] = json.dumps([{**KEY, "name": mine}, {**KEY, "name": other}]).encode()
    out.merge(out.double.back())
    assert key_folder.load(mine) == before
    assert not keyring.exists(other)


def test_a_grant_cannot_come_back(out: Out) -> None:
    assert refused(out, out.double.back(kinds=("grant",))) == "bundle-scope"
    assert Grant.objects.filter(account=out.cast.member).count() == 1


def test_a_kind_that_never_travels(out: Out) -> None:
    out.double.records["entry", key] = Record("entry", key := new_id(), out.double.of("note")[0].standing)
    assert refused(out, _with_kind(out, "entry")) == "bundle-scope"


def _with_kind(out: Out, kind: str) -> bytes:
    patched = dataclasses.replace(carried.CARRIED["note"], kind=kind)
    carried.CARRIED[kind] = patched
    try:
        return out.double.back()
    finally:
        del carried.CARRIED[kind]


def an_attachment(out: Out, **values: Any) -> None:
    row = Attachment(
        inspection_id=out.cast.inspection.pk, received_at=datetime(2026, 11, 20, tzinfo=UTC), **values
    )
    told = wire.values("attachment", [row])[row.pk]
    envelopes = {name: sealed(b"x" * 80) for name in ("name", "content", "sha256")}
    out.double.add("attachment", row.pk, **told | envelopes)


def test_an_attachment_of_the_team_may_come(out: Out) -> None:
    an_attachment(out)
    assert out.check(out.double.back()).report["tables"]["attachment"] == {"new": 1}


def test_an_attachment_cannot_be_opened_to_another_body(out: Out) -> None:
    an_attachment(out, body_of=new_id())
    assert refused(out, out.double.back()) == "bundle-link"


def test_a_file_for_the_office_alone_is_beyond_the_people_at_the_machine(out: Out) -> None:
    an_attachment(out, audience="office")
    assert refused(out, out.double.back()) == "bundle-scope"


def test_a_machine_without_a_petition_officer_or_a_head_gets_no_letter_and_brings_none(out: Out) -> None:
    from xuncha.machines.actions.pack import configure

    letter = Letter(
        inspection=out.cast.inspection, serial=1, channel="box", received_on=out.cast.inspection.starts, registered_by=out.cast.petition,
    )  # fmt: skip
    letter.text = vault.seal(letter, "text", "信")
    letter.save()
    packed = configure(
        by=out.cast.office,
        machine=out.machine,
        inspection=out.cast.inspection,
        people=[out.cast.member],
        carrier=out.cast.member,
    )
    fresh = Double(known_as=out.double.known_as)
    fresh.opens, fresh.secret, fresh.told = out.double.opens, out.double.secret, out.double.told
    fresh.take_in(packed.data)
    assert fresh.of("letter") == []
    forged = Letter(
        inspection=out.cast.inspection,
        serial=2,
        channel="box",
        received_on=letter.received_on,
        registered_by=out.cast.member,
    )
    fresh.add("letter", forged.pk, **wire.values("letter", [forged])[forged.pk])
    out.double = fresh
    assert refused(out, fresh.back()) == "bundle-scope"


# --- contents ----------------------------------------------------------------------------------------------------------------


def test_a_known_edit_with_other_content(out: Out) -> None:
    record = out.double.records["note", out.note.pk]
    ((dot, _),) = record.standing.held["method"].items()
    held = {**record.standing.held, "method": {dot: "visit"}}
    out.double.records["note", out.note.pk] = Record(
        "note", out.note.pk, Standing(record.standing.seen, held)
    )
    assert refused(out, out.double.back()) == "bundle-content"


def test_an_edit_in_the_office_s_name(out: Out) -> None:
    me = identity.own().told.known_as
    record = out.double.records["note", out.note.pk]
    number = record.standing.seen[me] + 1
    held = {**record.standing.held, "method": {(me, number): "visit"}}
    forged = Standing({**record.standing.seen, me: number}, held)
    out.double.records["note", out.note.pk] = Record("note", out.note.pk, forged)
    assert refused(out, out.double.back()) == "bundle-foreign"


def test_the_key_of_a_record_that_belongs_elsewhere(out: Out) -> None:
    foreign = Note(
        inspection=out.cast.other,
        serial=1,
        method="files",
        on=out.cast.other.starts,
        written_by=out.cast.stranger,
    )
    for name in ("heading", "text"):
        setattr(foreign, name, vault.seal(foreign, name, "别组的"))
    foreign.save()
    out.double.copy("note", out.note.pk, foreign.pk, serial=2)
    assert refused(out, out.double.back()) == "bundle-foreign"


def test_the_key_of_a_record_of_another_table(out: Out) -> None:
    out.double.records["borrowed", out.note.pk] = Record(
        "borrowed", out.note.pk, out.double.of("note")[0].standing
    )
    assert refused(out, out.double.back()) in {"bundle-records", "bundle-foreign"}


@pytest.mark.parametrize("path", ["../../keys/house.key", "/etc/passwd", "a\\..\\b", "con:"])
def test_a_path_that_leaves_the_bundle(out: Out, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xuncha.sealed.container.check_names", lambda names: None)
    monkeypatch.setattr("xuncha.sealed.bag._inside", lambda name: name)
    out.double.files = {**out.double.files, path: b"x"}
    data = out.double.back()
    monkeypatch.undo()
    assert refused(out, data).startswith("bundle-")


def test_a_journal_that_was_cut(out: Out) -> None:
    out.double.journal += ['{"verb":"note.changed"}', '{"verb":"note.changed"}']
    out.merge(out.double.back())
    out.double.journal.pop()
    assert refused(out, out.double.back()) == "bundle-journal"


def test_a_journal_that_was_written_anew(out: Out) -> None:
    out.merge(out.double.back())
    out.double.journal[0] = '{"verb":"something.else"}'
    assert refused(out, out.double.back()) == "bundle-journal"


# --- two persons ---------------------------------------------------------------------------------------------------------------


def test_a_bundle_that_nobody_approved_is_not_merged(out: Out) -> None:
    data = out.double.back()
    out.check(data)
    before = dump()
    with pytest.raises(Refusal) as no:
        merge_bundle(by=out.cast.office, data=data)
    assert (no.value.code, dump()) == ("not-approved", before)


def test_the_carrier_does_not_approve(out: Out) -> None:
    carriage = out.check(out.double.back())
    before = dump()
    with pytest.raises(Refusal) as no:
        approve(by=out.cast.liaison, carriage=carriage)
    assert (no.value.code, dump()) == ("carrier", before)


def test_another_account_of_the_carrier_does_not_approve(out: Out) -> None:
    person = new_id()
    for account in (out.cast.liaison, out.cast.deputy):
        type(account).objects.filter(pk=account.pk).update(person_id=person)
        account.refresh_from_db()
    carriage = out.check(out.double.back())
    with pytest.raises(Refusal) as no:
        approve(by=out.cast.deputy, carriage=carriage)
    assert no.value.code == "carrier"


def test_a_member_does_not_check_and_a_stranger_does_not_approve(out: Out) -> None:
    data = out.double.back()
    with pytest.raises(NoRight):
        check(by=out.cast.member, data=data)
    carriage = out.check(data)
    with pytest.raises(NoRight):
        approve(by=out.cast.stranger, carriage=carriage)


def test_an_approval_is_void_when_the_outcome_would_differ(out: Out) -> None:
    out.double.edit("note", out.note.pk, method="visit")
    data = out.double.back()
    approve(by=out.cast.office2, carriage=out.check(data))
    whole(Note, "test").filter(pk=out.note.pk).update(method="forum")
    before = dump()
    with pytest.raises(Refusal) as no:
        merge_bundle(by=out.cast.office, data=data)
    assert (no.value.code, dump()) == ("changed-since", before)


def test_the_file_s_size_is_of_whole_steps_and_its_name_tells_nothing(out: Out) -> None:
    assert len(out.data) % 65536 == 0
    number = whole(Carriage, "test").get(sent=True).number
    assert len(number) == 9
    assert number.encode() not in out.data
