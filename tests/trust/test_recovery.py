"""Key recovery (T-ENC-4): two of three paper shares, typed by two persons, give back what nobody could open any more."""

from __future__ import annotations

import itertools

import pytest

from tests.cast import FICTIONAL_PASSWORD, Cast
from tests.letters.builders import SECRET, again, opened_by_two, registered
from tests.trust.resetting import NEW, reset, unlocked
from xuncha.letters.actions.open_identity import see_identity
from xuncha.letters.actions.read import read_letter
from xuncha.sealed import shares
from xuncha.sealed.envelope import new_opener
from xuncha.stewards.actions.recover_keys import propose_recovery
from xuncha.trust import account_keys, key_folder, pocket
from xuncha.trust.access import whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.models import Entry, KeyReset, ProposalCopy
from xuncha.trust.pocket import Pocket
from xuncha.trust.refusal import NoKey, NoRight, NotSeen, Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.keys]


@pytest.fixture
def digits():
    opener = new_opener()
    key_folder.keep_recovery(opener.lock)
    yield [shares.as_digits(one) for one in shares.split(opener.secret, 3, 2)]
    (key_folder.folder() / "recovery.json").unlink()


@pytest.fixture
def everybody(cast: Cast):
    with pocket.using(
        Pocket({one.pk: account_keys.unlock(one, FICTIONAL_PASSWORD) for one in cast.accounts.values()})
    ):
        yield


@pytest.fixture
def lost(cast: Cast, digits, everybody):
    """A letter whose three readers all have new passwords: nobody holds its keys any more."""
    letter = registered(cast, writer="冯陈褚", contact="13900001111")
    for who in ("leader", "deputy", "petition"):
        account_keys.make_key(getattr(cast, who), FICTIONAL_PASSWORD)
    with pytest.raises(NoKey):
        read_letter(by=cast.leader, letter=again(cast, letter))
    return letter


def recovered(cast: Cast, first: str, second: str, by: str = "system"):
    proposal = propose_recovery(by=cast.security, digits=first, reason="都忘了密码")
    return approve(by=getattr(cast, by), proposal=proposal, version=1, given={"digits": second})


@pytest.mark.parametrize("pair", list(itertools.permutations(range(3), 2)))
def test_any_two_shares_give_the_keys_back_to_the_readers(cast, digits, lost, pair):
    assert recovered(cast, digits[pair[0]], digits[pair[1]]).state == "done"
    assert read_letter(by=cast.petition, letter=again(cast, lost)).text == SECRET


def test_the_administrators_open_nothing_by_it(cast, digits, lost):
    recovered(cast, digits[0], digits[1])
    for who in ("security", "system", "audit", "office"):
        with pytest.raises((NoRight, NotSeen, NoKey)):
            read_letter(by=getattr(cast, who), letter=lost)


def test_an_identity_is_opened_by_two_custodians_still(cast, digits, lost):
    """Their shares went with their passwords; one recovery share and one custodian's would do, two recovery shares do not exist."""
    recovered(cast, digits[0], digits[1])
    with pytest.raises(Refusal):
        opened_by_two(cast, lost)


def test_one_custodian_who_kept_his_password_brings_the_identities_back(cast, digits, everybody):
    from xuncha.trust.actions.custodians import name_custodian

    for who in ("office", "office2"):
        name_custodian(by=cast.security, account=getattr(cast, who), basis="分工")
    letter = registered(cast, writer="冯陈褚", contact="13900001111")
    account_keys.make_key(cast.office2, FICTIONAL_PASSWORD)
    name_custodian(by=cast.security, account=cast.petition, basis="分工")
    assert recovered(cast, digits[0], digits[2], by="office").state == "done"
    assert opened_by_two(cast, letter, "petition", "office2").state == "done"
    assert see_identity(by=cast.office2, letter=letter).reporter == "冯陈褚"


@pytest.mark.parametrize("second", ["same", "foreign", "typo", ""])
def test_one_share_is_not_enough(cast, digits, lost, second):
    foreign = shares.as_digits(shares.split(new_opener().secret, 2, 2)[0])
    typed = {
        "same": digits[0],
        "foreign": foreign,
        "typo": digits[1][:-1] + str((int(digits[1][-1]) + 1) % 10),
        "": "",
    }[second]
    with pytest.raises(Refusal):
        recovered(cast, digits[0], typed)
    with pytest.raises(NoKey):
        read_letter(by=cast.leader, letter=again(cast, lost))


def test_the_proposer_cannot_type_both(cast, digits, lost):
    with pytest.raises(Refusal) as refused:
        recovered(cast, digits[0], digits[1], by="security")
    assert refused.value.code == "same-person"


@pytest.fixture
def all_reset(cast, digits, everybody):
    """The same, as it happens in an office: the three were given one-time codes and nobody is left to answer for them."""
    letter = registered(cast, writer="冯陈褚", contact="13900001111")
    for who in ("leader", "deputy", "petition"):
        reset(cast, getattr(cast, who))
    return letter


def test_two_persons_with_paper_shares_answer_for_those_who_were_reset(cast, digits, all_reset):
    assert recovered(cast, digits[0], digits[1], by="audit").state == "done"
    assert {one.confirmed_by for one in KeyReset.objects.all()} == {cast.audit}
    with pocket.using(unlocked(cast.petition, password=NEW)):
        assert read_letter(by=cast.petition, letter=again(cast, all_reset)).text == SECRET


def test_who_reset_them_does_not_approve(cast, digits, all_reset):
    with pytest.raises(Refusal) as refused:
        recovered(cast, digits[0], digits[1], by="system")
    assert refused.value.code == "own-reset"
    assert KeyReset.objects.filter(confirmed_on=None).count() == 3
    with pocket.using(unlocked(cast.petition, password=NEW)), pytest.raises(NoKey):
        read_letter(by=cast.petition, letter=again(cast, all_reset))


def test_a_reset_after_the_proposal_is_not_covered_by_it(cast, digits, all_reset):
    proposal = propose_recovery(by=cast.security, digits=digits[0], reason="都忘了密码")
    reset(cast, cast.deputy, "wgzsb hqmcu fjx 83")
    with pytest.raises(Refusal) as refused:
        approve(by=cast.audit, proposal=proposal, version=1, given={"digits": digits[1]})
    assert refused.value.code == "resets"
    assert KeyReset.objects.filter(confirmed_on=None).count() == 3


@pytest.mark.parametrize("who", ["system", "audit", "office", "leader", "petition"])
def test_only_the_security_administrator_proposes(cast, digits, lost, who):
    with pytest.raises(NoRight):
        propose_recovery(by=getattr(cast, who), digits=digits[0], reason="试")


def test_the_share_typed_first_is_erased_and_never_journalled(cast, digits, lost):
    recovered(cast, digits[0], digits[1])
    assert not whole(ProposalCopy, "test").filter(share__isnull=False).exists()
    bodies = "".join(whole(Entry, "test").values_list("body", flat=True))
    assert digits[0][:6] not in bodies
    assert whole(Entry, "test").filter(verb="keys.recovered").count() == 1


def test_without_a_first_start_there_is_nothing_to_recover_with(cast, everybody):
    with pytest.raises(Refusal) as refused:
        propose_recovery(by=cast.security, digits="1", reason="试")
    assert refused.value.code == "no-recovery"
