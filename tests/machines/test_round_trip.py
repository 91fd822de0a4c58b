"""A bundle goes out, is worked on, comes back and is merged."""

from __future__ import annotations

import pytest

from tests.machines.conftest import Out, a_note
from tests.machines.double import sealed
from xuncha.base.ids import new_id
from xuncha.fieldwork.models import Note
from xuncha.machines.models import Carriage, Machine
from xuncha.trust import vault
from xuncha.trust.access import whole

pytestmark = pytest.mark.django_db


def test_the_machine_gets_the_team_s_work_and_nothing_of_another_inspection(out: Out) -> None:
    assert [one.id for one in out.double.of("note")] == [out.note.pk]
    assert [one.id for one in out.double.of("inspection")] == [out.cast.inspection.pk]
    assert {one.standing.values("name")[0] for one in out.double.of("organisation")} == {
        out.cast.unit.name,
        out.cast.party.name,
    }
    assert str(out.cast.other.pk).encode() not in out.data


def test_an_edit_of_the_machine_comes_home(out: Out) -> None:
    out.double.edit("note", out.note.pk, method="visit")
    assert out.merge(out.double.back()).state == Carriage.MERGED
    assert (out.fresh().method, out.fresh().version) == ("visit", out.note.version + 1)


def test_a_new_record_of_the_machine_comes_home_and_its_content_opens(out: Out) -> None:
    key = new_id()
    fresh = Note(pk=key, inspection=out.cast.inspection)
    envelope = vault.seal(fresh, "text", "机上新写的")
    out.double.copy("note", out.note.pk, key, serial=2, text=sealed(envelope))
    out.merge(out.double.back())
    row = whole(Note, "test").get(pk=key)
    assert vault.open_bytes(row, "text").decode() == "机上新写的"


def test_merging_twice_is_merging_once(out: Out) -> None:
    out.double.edit("note", out.note.pk, method="visit")
    data = out.double.back()
    out.merge(data)
    before = out.fresh().version
    assert out.merge(data).state == Carriage.MERGED
    assert out.fresh().version == before


def test_edits_of_different_columns_on_both_sides_both_stand(out: Out) -> None:
    whole(Note, "test").filter(pk=out.note.pk).update(method="forum")
    out.double.edit("note", out.note.pk, on="2026-10-20")
    carriage = out.merge(out.double.back())
    assert (out.fresh().method, str(out.fresh().on)) == ("forum", "2026-10-20")
    assert carriage.report["tables"]["note"] == {"changed": 1}


def test_a_second_number_three_gets_the_next_free_number_and_that_is_told(out: Out) -> None:
    a_note(out.cast, "同时在办公室写的")
    out.double.copy("note", out.note.pk, key := new_id(), serial=2)
    carriage = out.merge(out.double.back())
    assert whole(Note, "test").get(pk=key).serial == 3
    assert carriage.report["tables"]["note"] == {"same": 1, "new": 1, "renumbered": 1}


def test_the_machine_is_back_after_its_bundle_was_merged(out: Out) -> None:
    out.merge(out.double.back())
    assert whole(Machine, "test").get(pk=out.machine.pk).state == Machine.BACK
