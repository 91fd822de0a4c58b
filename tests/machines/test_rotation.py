"""Keys rotated at the office while a machine is out: what comes home opens, and what is there is not sealed anew meanwhile."""

from __future__ import annotations

import pytest

from tests.machines.conftest import Out
from tests.machines.double import sealed
from xuncha.base.ids import new_id
from xuncha.fieldwork.models import Note
from xuncha.machines.models import Machine
from xuncha.trust import key_folder, resealing, vault
from xuncha.trust.access import whole
from xuncha.trust.actions.reseal import reseal_some
from xuncha.trust.actions.rotate_keys import rotate_keys

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys_of_its_own(tmp_path, settings) -> None:
    """What may be sealed anew is asked of the whole key folder."""
    settings.XUNCHA_KEYS = tmp_path / "keys"
    vault.create_key()


@pytest.fixture
def rotated(out: Out) -> Out:
    """The note of the machine was sealed under the key that it took along; the office has a newer one since."""
    key = new_id()
    fresh = Note(pk=key, inspection=out.cast.inspection)
    envelope = vault.seal(fresh, "text", "机上新写的")
    assert rotate_keys(by=out.cast.security, inspection=out.cast.inspection.pk, only_due=False) > 0
    out.double.copy("note", out.note.pk, key, serial=2, text=sealed(envelope))
    return out


def test_what_was_sealed_out_there_under_the_older_key_opens_at_home(rotated: Out) -> None:
    rotated.merge(rotated.double.back())
    row = whole(Note, "test").get(serial=2)
    stored = key_folder.load(vault.compartment_of(row))
    assert [one.number for one in stored.pairs] == [2, 1]
    assert stored.pair_for(row.text).number == 1
    assert vault.open_bytes(row, "text").decode() == "机上新写的"


def test_nothing_of_it_is_sealed_anew_before_the_machine_is_wiped(rotated: Out) -> None:
    before = bytes(rotated.fresh().text)
    assert rotated.cast.inspection.pk in resealing.kept_as_sealed()
    reseal_some(by=rotated.cast.leader)
    assert bytes(rotated.fresh().text) == before
    rotated.merge(rotated.double.back())
    whole(Machine, "test").update(state=Machine.WIPED)
    while reseal_some(by=rotated.cast.leader):
        pass
    row = rotated.fresh()
    assert key_folder.load(vault.compartment_of(row)).pair_for(row.text).number == 2
