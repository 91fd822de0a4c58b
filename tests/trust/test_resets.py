"""After a reset the new key waits until a colleague has answered for it; a new role's keys come by themselves as before."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import FICTIONAL_PASSWORD, Cast, account, grant
from tests.trust.resetting import NEW, reset, unlocked
from xuncha.letters.models import Letter
from xuncha.stewards.actions.show_journal import propose_showing
from xuncha.trust import account_keys, key_folder, keyring, pocket, rotating, split_keys, vault
from xuncha.trust.access import whole
from xuncha.trust.act import witness
from xuncha.trust.actions.accounts import open_account
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.choose_password import choose_first_password
from xuncha.trust.actions.codes import issue_code
from xuncha.trust.actions.confirm_reset import confirm_reset, open_resets
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import Role
from xuncha.trust.models import AccountKey, DeedProposal, Entry, KeyReset, ProposalCopy
from xuncha.trust.refusal import NoKey, NoRight, Refusal, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.keys]
ANOTHER = "wgzsb hqmcu fjx 83"


@pytest.fixture
def letter(cast: Cast) -> Letter:
    one = Letter(inspection=cast.inspection, serial=1, channel="box", received_on=date(2026, 11, 1))
    one.text = vault.seal(one, "text", "what was reported")
    return one


def opens(letter: Letter, who, password: str = NEW) -> str:
    with pocket.using(unlocked(who, password=password)):
        return vault.open_bytes(letter, "text").decode()


def confirmed(by, version: int = 1) -> int:
    (one,) = open_resets()
    with pocket.using(unlocked(by)):
        return confirm_reset(by=by, reset=one, version=version)


def test_no_log_in_of_a_colleague_hands_anything_over_after_a_reset(cast: Cast, letter: Letter) -> None:
    reset(cast, cast.deputy)
    with pocket.using(unlocked(cast.leader, cast.petition)):
        assert keyring.waiting() == {}
        assert keyring.hand_over() == 0
        assert keyring.unconfirmed() == {cast.deputy.pk}
    with pytest.raises(NoKey):
        opens(letter, cast.deputy)


def test_confirmed_by_a_colleague_he_has_his_keys_at_once(cast: Cast, letter: Letter) -> None:
    reset(cast, cast.deputy)
    assert confirmed(cast.leader) == 1
    assert opens(letter, cast.deputy) == "what was reported"
    one = KeyReset.objects.get()
    assert (one.confirmed_by, one.by) == (cast.leader, cast.system)
    assert open_resets() == []
    assert whole(Entry, "test").filter(verb="keys.reset_confirmed").count() == 1


def test_a_first_code_is_no_reset_and_a_new_role_needs_no_confirming(cast: Cast, letter: Letter) -> None:
    late = account("late", "新任副组长")
    grant(late, Role.DEPUTY, inspection=cast.inspection.pk)
    with pocket.using(unlocked(cast.leader)):
        assert keyring.hand_over() == 1
    assert opens(letter, late, FICTIONAL_PASSWORD) == "what was reported"
    assert not KeyReset.objects.exists()


def test_the_first_code_of_a_fresh_account_waits_for_nobody(cast: Cast) -> None:
    fresh = open_account(by=cast.system, login="fresh", name="新来的")
    issue_code(by=cast.system, account=fresh)
    issue_code(by=cast.system, account=fresh)
    choose_first_password(by=fresh, new=NEW)
    assert not KeyReset.objects.exists()
    assert AccountKey.objects.get(account=fresh).awaits is False


def test_a_second_reset_before_the_first_was_confirmed_waits_again(cast: Cast, letter: Letter) -> None:
    reset(cast, cast.deputy)
    (shown,) = open_resets()
    reset(cast, cast.deputy, ANOTHER)
    assert KeyReset.objects.count() == 1
    with pocket.using(unlocked(cast.leader)), pytest.raises(Stale):
        confirm_reset(by=cast.leader, reset=shown, version=1)
    with pytest.raises(NoKey):
        opens(letter, cast.deputy, ANOTHER)
    assert confirmed(cast.leader, version=2) == 1


def test_each_reset_is_confirmed_anew(cast: Cast, letter: Letter) -> None:
    reset(cast, cast.deputy)
    confirmed(cast.leader)
    reset(cast, cast.deputy, ANOTHER)
    with pocket.using(unlocked(cast.leader)):
        assert keyring.hand_over() == 0
    assert KeyReset.objects.count() == 2
    assert confirmed(cast.petition) == 1


@pytest.mark.parametrize(
    ("who", "why"),
    [("deputy", "oneself"), ("office", "no-holder"), ("member", "no-holder"), ("stranger", "no-holder")],
)
def test_who_holds_no_key_for_him_and_he_himself_confirm_nothing(cast, letter, who, why) -> None:
    reset(cast, cast.deputy)
    (one,) = open_resets()
    by = getattr(cast, who)
    with (
        pocket.using(unlocked(by, password=NEW if who == "deputy" else FICTIONAL_PASSWORD)),
        pytest.raises(Refusal) as refused,
    ):
        confirm_reset(by=by, reset=one, version=1)
    assert refused.value.code == why
    assert [one.account for one in open_resets()] == [cast.deputy]


@pytest.mark.parametrize("who", ["system", "security", "audit", "contact"])
def test_no_administrator_and_no_contact_confirms(cast: Cast, letter: Letter, who: str) -> None:
    reset(cast, cast.deputy)
    (one,) = open_resets()
    with pytest.raises(NoRight):
        confirm_reset(by=getattr(cast, who), reset=one, version=1)
    assert KeyReset.objects.get().confirmed_on is None


def test_two_that_were_reset_do_not_confirm_each_other(cast: Cast, letter: Letter) -> None:
    reset(cast, cast.deputy)
    reset(cast, cast.petition)
    one = KeyReset.objects.get(account=cast.deputy)
    with pocket.using(unlocked(cast.petition, password=NEW)), pytest.raises(Refusal) as refused:
        confirm_reset(by=cast.petition, reset=one, version=1)
    assert refused.value.code == "no-holder"


def test_before_he_logged_in_there_is_nothing_to_confirm(cast: Cast, letter: Letter) -> None:
    issue_code(by=cast.system, account=cast.deputy)
    (one,) = open_resets()
    with pocket.using(unlocked(cast.leader)), pytest.raises(Refusal) as refused:
        confirm_reset(by=cast.leader, reset=one, version=1)
    assert refused.value.code == "no-holder"


def test_neither_a_new_compartment_nor_a_rotation_is_a_way_around(cast: Cast, letter: Letter) -> None:
    reset(cast, cast.deputy)
    rotating.rotate([of_inspection("letters", cast.inspection.pk)])
    team = of_inspection("team", cast.inspection.pk)
    keyring.lock_of(team)
    for name in (team, of_inspection("letters", cast.inspection.pk)):
        assert str(cast.deputy.pk) not in key_folder.load(name).newest.wraps
        with pocket.using(unlocked(cast.deputy, password=NEW)), pytest.raises(NoKey):
            keyring.opener_of(name)


def test_no_share_of_the_identities_goes_to_him(cast: Cast) -> None:
    reset(cast, cast.deputy)
    assert cast.deputy.pk not in {key.account_id for key in split_keys.receivers(cast.inspection.pk)}


def test_no_copy_of_a_proposal_goes_to_him(cast: Cast) -> None:
    reset(cast, cast.office2)
    proposal = propose_showing(by=cast.audit, first=1, last=1, to="审计局", reason="试")
    copies = whole(ProposalCopy, "test").filter(proposal=proposal).values_list("account", flat=True)
    assert {cast.audit.pk, cast.office.pk} <= set(copies)
    assert cast.office2.pk not in copies


def test_a_copy_from_before_the_reset_is_told_to_be_closed(cast: Cast) -> None:
    witness("office.first_start", None)
    proposal = propose_showing(by=cast.audit, first=1, last=1, to="审计局", reason="试")
    reset(cast, cast.office2)
    with pocket.using(unlocked(cast.office2, password=NEW)), pytest.raises(Refusal) as refused:
        approve(by=cast.office2, proposal=proposal, version=1)
    assert refused.value.code == "old-copy"
    assert whole(DeedProposal, "test").get().state == "open"


def test_who_writes_to_the_database_cannot_confirm_in_it(cast: Cast, letter: Letter) -> None:
    reset(cast, cast.deputy)
    AccountKey.objects.filter(account=cast.deputy).update(awaits=False)
    KeyReset.objects.all().delete()
    with pocket.using(unlocked(cast.leader)):
        assert keyring.hand_over() == 0
    assert account_keys.trusted_keys([cast.deputy.pk]) == []
