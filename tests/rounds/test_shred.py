"""Shredding (T-RES): by two persons, of a closed round; the keys are gone for everybody and stay gone, the journal stays."""

from __future__ import annotations

import shutil

import pytest
from django.conf import settings

from tests.letters.builders import SECRET, again, registered
from xuncha.letters.actions.read import read_letter
from xuncha.letters.models import Letter
from xuncha.rounds.actions.shred import propose_shredding
from xuncha.rounds.models import Inspection, Round
from xuncha.trust import key_folder, keyring, shredding, vault
from xuncha.trust.access import see, whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.models import Entry, ShreddedCompartment
from xuncha.trust.refusal import Destroyed, NoRight, NotSeen, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cast) -> Letter:
    made = registered(cast, writer="冯陈褚", contact="13900001111")
    Round.objects.update(state="closed")
    return made


def proposed(cast, by="office"):
    inspection = see(Inspection, cast.office).get(pk=cast.inspection.pk)
    return propose_shredding(
        by=getattr(cast, by), inspections=[inspection], basis="保管期限届满", reason="到期销毁"
    )


@pytest.fixture
def shredded(cast, letter, django_capture_on_commit_callbacks) -> Letter:
    proposal = proposed(cast)
    with django_capture_on_commit_callbacks(execute=True):
        assert approve(by=cast.office2, proposal=proposal, version=1).state == "done"
    return letter


def test_nobody_opens_it_any_more_and_the_bytes_stay(cast, shredded):
    row = again(cast, shredded)
    assert len(row.text) > 40
    assert len(row.reporter) > 40
    for who in ("petition", "leader", "deputy"):
        with pytest.raises(Destroyed):
            read_letter(by=getattr(cast, who), letter=row)


def test_the_page_says_that_it_is_destroyed_and_the_register_stays(cast, shredded, enter):
    client = enter(cast.petition)
    answer = client.get(f"/letters/{shredded.pk}/")
    assert answer.status_code == 410
    assert "已按规定销毁" in answer.content.decode()
    assert client.get(f"/inspections/{cast.inspection.pk}/letters/").status_code == 200


def test_nothing_can_be_sealed_there_any_more(cast, shredded):
    with pytest.raises(Destroyed):
        registered(cast, text="又来一封")
    assert whole(Letter, "test").count() == 1


def test_the_other_inspection_is_untouched(cast, letter, django_capture_on_commit_callbacks):
    lead = Letter(inspection=cast.other, serial=1, channel="box", received_on=letter.received_on)
    lead.text = vault.seal(lead, "text", "别的组")
    with django_capture_on_commit_callbacks(execute=True):
        approve(by=cast.office2, proposal=proposed(cast), version=1)
    assert vault.open_bytes(lead, "text").decode() == "别的组"


def test_an_older_key_folder_revives_nothing(cast, letter, tmp_path, django_capture_on_commit_callbacks):
    """The folder of before the shredding is laid back over the present one, tombstones taken away."""
    old = tmp_path / "keys"
    shutil.copytree(settings.XUNCHA_KEYS, old)
    with django_capture_on_commit_callbacks(execute=True):
        approve(by=cast.office2, proposal=proposed(cast), version=1)
    shutil.rmtree(settings.XUNCHA_KEYS)
    shutil.copytree(old, settings.XUNCHA_KEYS)
    assert keyring.exists(f"letters:{cast.inspection.pk}")
    assert shredding.enforce() > 0
    with pytest.raises(Destroyed):
        read_letter(by=cast.petition, letter=again(cast, letter))


def test_yesterdays_database_revives_nothing(cast, letter, django_capture_on_commit_callbacks):
    """A restore brings the row back as it was and forgets the list; the key folder does not."""
    before = again(cast, letter)
    with django_capture_on_commit_callbacks(execute=True):
        approve(by=cast.office2, proposal=proposed(cast), version=1)
    ShreddedCompartment.objects.all().delete()
    whole(Letter, "test").filter(pk=letter.pk).update(text=before.text, reporter=before.reporter)
    with pytest.raises(Destroyed):
        read_letter(by=cast.leader, letter=again(cast, letter))


def test_no_byte_of_the_key_is_left_in_the_folder(cast, letter, django_capture_on_commit_callbacks):
    name = f"letters:{cast.inspection.pk}"
    secret = keyring.opener_of(name).secret
    stored = key_folder.load(name)
    wraps = [bytes.fromhex(one)[-48:] for one in stored.newest.wraps.values()]
    with django_capture_on_commit_callbacks(execute=True):
        approve(by=cast.office2, proposal=proposed(cast), version=1)
    left = b"".join(path.read_bytes() for path in key_folder.folder().rglob("*") if path.is_file())
    assert stored.newest.public.encode() not in left
    assert secret.hex().encode() not in left
    assert not any(wrap.hex().encode() in left for wrap in wraps)


def test_the_journal_keeps_that_it_was_done_and_nothing_of_what(cast, shredded):
    verbs = list(whole(Entry, "test").values_list("verb", flat=True))
    assert verbs.count("inspection.shredded") == 1
    assert "letters.register" in verbs
    bodies = "".join(whole(Entry, "test").values_list("body", flat=True))
    assert SECRET not in bodies


def test_one_person_alone_shreds_nothing(cast, letter):
    proposal = proposed(cast)
    with pytest.raises(Refusal) as refused:
        approve(by=cast.office, proposal=proposal, version=1)
    assert refused.value.code == "same-person"
    assert read_letter(by=cast.petition, letter=again(cast, letter)).text == SECRET


def test_an_open_round_is_not_shredded(cast):
    with pytest.raises(Refusal) as refused:
        proposed(cast)
    assert refused.value.code == "open"


@pytest.mark.parametrize("who", ["leader", "petition", "system", "security", "audit", "contact", "leading"])
def test_only_the_office_proposes(cast, letter, who):
    with pytest.raises((NoRight, NotSeen)):
        proposed(cast, by=who)


def test_the_office_proposes_on_the_page_and_another_approves(
    cast, letter, enter, django_capture_on_commit_callbacks
):
    where = f"/rounds/{cast.round.pk}/shred/"
    said = {"inspections": [str(cast.inspection.pk)], "basis": "保管期限届满", "reason": "到期"}
    answer = enter(cast.office).post(where, said)
    assert answer.status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        enter(cast.office2).post(answer["Location"], {"do": "approve", "version": 1})
    assert "已销毁" in enter(cast.office).get(where).content.decode()


def test_a_rolled_back_shredding_destroys_nothing(
    cast, letter, django_capture_on_commit_callbacks, monkeypatch
):
    proposal = proposed(cast)
    monkeypatch.setattr("xuncha.rounds.actions.shred.shredding.shred", _fails)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        approve(by=cast.office2, proposal=proposal, version=1)
    assert read_letter(by=cast.petition, letter=again(cast, letter)).text == SECRET


def _fails(act, names):
    raise RuntimeError("power cut")
