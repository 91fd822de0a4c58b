"""Who can open a compartment: those whose role says so and to whom somebody handed the key; nobody by holding the disk."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest
from django.db import connection

from tests.cast import FICTIONAL_PASSWORD, Cast, account, grant
from xuncha.letters.models import Letter
from xuncha.sealed.envelope import CannotOpen, Lock, seal
from xuncha.trust import account_keys, key_folder, keyring, pocket, vault
from xuncha.trust.core.compartments import KINDS, Compartment, of_body, of_inspection
from xuncha.trust.core.roles import Role
from xuncha.trust.models import AccountKey
from xuncha.trust.pocket import Pocket
from xuncha.trust.refusal import Destroyed, Locked, NoKey

pytestmark = [pytest.mark.django_db, pytest.mark.keys]


def unlocked(*accounts: object) -> Pocket:
    return Pocket({one.pk: account_keys.unlock(one, FICTIONAL_PASSWORD) for one in accounts})


def letters(cast: Cast) -> str:
    return of_inspection("letters", cast.inspection.pk)


def sealed_letter(cast: Cast) -> Letter:
    letter = Letter(inspection=cast.inspection, serial=1, channel="box", received_on=date(2026, 11, 1))
    letter.text = vault.seal(letter, "text", "what was reported")
    return letter


@pytest.mark.parametrize("who", ["leader", "deputy", "petition"])
def test_whose_role_says_so_opens(cast: Cast, who: str) -> None:
    letter = sealed_letter(cast)
    with pocket.using(unlocked(getattr(cast, who))):
        assert vault.open_bytes(letter, "text") == b"what was reported"


@pytest.mark.parametrize(
    "who", ["office", "member", "liaison", "stranger", "contact", "audit", "security", "system"]
)
def test_nobody_else_holds_the_key(cast: Cast, who: str) -> None:
    letter = sealed_letter(cast)
    with pocket.using(unlocked(getattr(cast, who))), pytest.raises(NoKey):
        vault.open_bytes(letter, "text")


def test_without_a_key_unlocked_nothing_opens(cast: Cast) -> None:
    letter = sealed_letter(cast)
    with pocket.using(Pocket()), pytest.raises(Locked):
        vault.open_bytes(letter, "text")


def test_in_an_action_only_the_acting_account_s_own_key_counts(cast: Cast) -> None:
    letter = sealed_letter(cast)
    with (
        pocket.using(unlocked(cast.leader, cast.office)),
        pocket.acting(cast.office.pk),
        pytest.raises(NoKey),
    ):
        vault.open_bytes(letter, "text")


def test_who_joins_later_gets_the_key_when_a_holder_logs_in(cast: Cast) -> None:
    letter = sealed_letter(cast)
    late = account("late", "新任副组长")
    grant(late, Role.DEPUTY, inspection=cast.inspection.pk)
    with pocket.using(unlocked(late)), pytest.raises(NoKey):
        vault.open_bytes(letter, "text")
    with pocket.using(unlocked(cast.leader)):
        assert keyring.waiting() == {letters(cast): [late.pk]}
        assert keyring.hand_over() == 1
        assert keyring.waiting() == {}
    with pocket.using(unlocked(late)):
        assert vault.open_bytes(letter, "text") == b"what was reported"


def test_a_hand_over_takes_the_key_from_who_should_not_hold_it_any_more(cast: Cast) -> None:
    letter = sealed_letter(cast)
    cast.deputy.grants.update(ends=date(2026, 11, 1))
    with pocket.using(unlocked(cast.leader)):
        keyring.hand_over()
    with pocket.using(unlocked(cast.deputy)), pytest.raises(NoKey):
        vault.open_bytes(letter, "text")


def test_withdrawn_is_gone_at_once_but_not_from_who_still_holds_the_role(cast: Cast) -> None:
    letter = sealed_letter(cast)
    assert keyring.withdraw(cast.deputy.pk, cast.inspection.pk) == 0
    cast.deputy.grants.update(ends=date(2026, 11, 1))
    assert keyring.withdraw(cast.deputy.pk, cast.inspection.pk) == 1
    with pocket.using(unlocked(cast.deputy)), pytest.raises(NoKey):
        vault.open_bytes(letter, "text")


def test_a_new_key_after_a_reset_opens_nothing_until_it_is_handed_over(cast: Cast) -> None:
    letter = sealed_letter(cast)
    account_keys.make_key(cast.deputy, "another-password")
    secret = account_keys.unlock(cast.deputy, "another-password")
    with pocket.holding(cast.deputy.pk, secret), pytest.raises(NoKey):
        vault.open_bytes(letter, "text")
    with pocket.holding(cast.deputy.pk, secret):
        assert keyring.hand_over() == 0
    with pocket.using(unlocked(cast.leader)):
        assert keyring.hand_over() == 1
    with pocket.holding(cast.deputy.pk, secret):
        assert vault.open_bytes(letter, "text") == b"what was reported"


def test_a_wrong_password_unlocks_nothing(cast: Cast) -> None:
    with pytest.raises(CannotOpen):
        account_keys.unlock(cast.leader, "wrong-password")


def test_a_changed_password_unlocks_the_same_key_and_the_old_one_no_more(cast: Cast) -> None:
    before = account_keys.unlock(cast.leader, FICTIONAL_PASSWORD)
    account_keys.rewrap(cast.leader, FICTIONAL_PASSWORD, "a-new-password")
    assert account_keys.unlock(cast.leader, "a-new-password") == before
    with pytest.raises(CannotOpen):
        account_keys.unlock(cast.leader, FICTIONAL_PASSWORD)


def test_a_public_key_put_into_the_database_by_a_thief_gets_nothing(cast: Cast) -> None:
    sealed_letter(cast)
    thief = account_keys.make_key(cast.nobody, "thief")
    AccountKey.objects.filter(account=cast.deputy).update(public=thief.public)
    with pocket.using(unlocked(cast.leader)):
        keyring.hand_over()
    stored = key_folder.load(letters(cast))
    assert not stored.newest.wraps.get(str(cast.deputy.pk), "").startswith(
        Lock(thief.suite, bytes(thief.public)).head.hex()
    )
    assert [key.account_id for key in account_keys.vouched_keys({cast.deputy.pk})] == []


def test_who_writes_to_the_database_alone_cannot_forge_an_envelope(cast: Cast) -> None:
    letter = sealed_letter(cast)
    known = keyring.lock_of(letters(cast))
    forged = seal(Lock(known.suite, known.public), vault.place(letter, "text"), b"forged")
    letter.text = vault.Sealed(forged)
    with pocket.using(unlocked(cast.leader)), pytest.raises(CannotOpen):
        vault.open_bytes(letter, "text")


def test_shredded_opens_for_nobody_and_no_older_file_revives_it(cast: Cast) -> None:
    letter = sealed_letter(cast)
    older = key_folder.load(letters(cast))
    keyring.shred(letters(cast))
    with pocket.using(unlocked(cast.leader)), pytest.raises(Destroyed):
        vault.open_bytes(letter, "text")
    with pytest.raises(key_folder.Shredded), key_folder.locked():
        key_folder.save(older)
    with pytest.raises(Destroyed):
        vault.seal(letter, "text", "again")
    assert keyring.exists(letters(cast)) is False


def test_compartments_of_one_inspection_have_keys_of_their_own(cast: Cast) -> None:
    names = [
        of_inspection(kind, cast.inspection.pk) for kind in ("team", "work", "letters", "leads", "talks")
    ]
    locks = {keyring.lock_of(name).public for name in names}
    assert len(locks) == 5
    assert keyring.lock_of(of_inspection("team", cast.other.pk)).public not in locks


def test_a_sealed_column_of_another_kind_lies_in_that_compartment(cast: Cast) -> None:
    letter = Letter(inspection=cast.inspection, serial=1, channel="box", received_on=date(2026, 11, 1))
    assert vault.compartment_of(letter, "text") == letters(cast)
    assert vault.place(letter, "text").endswith(letters(cast))


def test_neither_database_nor_key_folder_has_a_private_key_in_clear(cast: Cast) -> None:
    sealed_letter(cast)
    with pocket.using(unlocked(cast.leader)):
        opener = keyring.opener_of(letters(cast))
    own = account_keys.unlock(cast.leader, FICTIONAL_PASSWORD)
    files = b"".join(one.read_bytes() for one in key_folder.folder().rglob("*") if one.is_file())
    with connection.cursor() as cursor:
        cursor.execute("SELECT wrapped, public, salt FROM xuncha_accountkey")
        table = b"".join(bytes(part) for row in cursor.fetchall() for part in row)
    for secret in (opener.secret, own):
        assert secret not in files + table
        assert secret.hex().encode() not in files


def test_exported_for_a_machine_are_the_wraps_of_its_accounts_alone(cast: Cast) -> None:
    sealed_letter(cast)
    (data,) = keyring.export([letters(cast)], [cast.leader.pk])
    (pair,) = data["pairs"]
    assert list(pair["wraps"]) == [str(cast.leader.pk)]
    assert (pair["shares"], pair["recovery"]) == ({}, "")


def test_the_file_names_tell_nothing(cast: Cast) -> None:
    sealed_letter(cast)
    names = [one.name for one in (key_folder.folder() / "compartments").iterdir()]
    assert not [name for name in names if str(cast.inspection.pk) in name or "letters" in name]
    assert [one for one in key_folder.names() if one == letters(cast)]


def test_the_recovery_lock_can_open_every_compartment(cast: Cast, tmp_path, settings) -> None:
    settings.XUNCHA_KEYS = tmp_path / "keys"
    vault.create_key()
    from xuncha.sealed.envelope import new_opener, open_envelope

    recovery = new_opener()
    key_folder.keep_recovery(recovery.lock)
    name = letters(cast)
    lock = keyring.lock_of(name)
    stored = key_folder.load(name)
    secret = open_envelope(recovery, f"recovery|{name}", bytes.fromhex(stored.newest.recovery))
    assert len(secret) == 32
    assert stored.lock == lock


@pytest.mark.parametrize("name", ["letters", "letters:x", "nothing:1", "office:1", "body:1", "own"])
def test_a_name_that_says_no_place_is_no_compartment(name: str) -> None:
    with pytest.raises(ValueError):
        Compartment.named(name)


def test_names_are_read_back() -> None:
    body, inspection = UUID(int=1), UUID(int=2)
    one = Compartment.named(of_body(body, inspection))
    assert (one.kind, one.organisation, one.inspection) == (KINDS["body"], body, inspection)
    assert Compartment.named(of_body(body, None)).inspection is None
    assert Compartment.named(of_inspection("team", None)).kind == KINDS["office"]


def test_a_split_key_is_held_by_nobody(cast: Cast) -> None:
    name = of_inspection("identities", cast.inspection.pk)
    keyring.lock_of(name)
    stored = json.loads(json.dumps(key_folder.load(name).as_data()))
    (pair,) = stored["pairs"]
    assert (pair["wraps"], pair["recovery"]) == ({}, "")
    with pocket.using(unlocked(cast.leader, cast.petition, cast.office)), pytest.raises(NoKey):
        keyring.opener_of(name)
