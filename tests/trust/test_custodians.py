"""Custodians: named by the security administrator alone; the shares follow when two keepers agree."""

from __future__ import annotations

import pytest

from tests.cast import TODAY, Cast
from tests.letters.builders import again, opened_by_two, registered
from xuncha.letters.actions.open_identity import see_identity
from xuncha.rounds.models import Inspection
from xuncha.trust import account_keys, split_keys
from xuncha.trust.access import see, whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.custodians import SHARE_ANEW, end_custodian, name_custodian
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.propose import propose
from xuncha.trust.models import Account, Custodian, DeedProposal
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db


def name(cast: Cast, *who: str) -> list[Custodian]:
    return [
        name_custodian(by=cast.security, account=getattr(cast, one), basis="分工〔2026〕1号") for one in who
    ]


def share_anew(cast: Cast, first: str, second: str) -> DeedProposal:
    row = see(Inspection, cast.leader).get(pk=cast.inspection.pk)
    proposal = propose(by=getattr(cast, first), kind=SHARE_ANEW.kind, rows=[row], reason="保管人变动")
    return approve(by=getattr(cast, second), proposal=proposal, version=1)


def keepers(cast: Cast) -> set[str]:
    kept = set(split_keys.keepers(cast.inspection.pk))
    return {name for name, account in cast.accounts.items() if account.pk in kept}


def test_until_two_are_named_the_heads_and_the_petition_officer_keep_the_shares(cast):
    registered(cast, writer="冯陈褚")
    assert keepers(cast) == {"leader", "deputy", "petition"}
    assert not split_keys.is_due(cast.inspection.pk)


def test_two_keepers_share_the_key_out_among_the_named_and_those_open(cast):
    letter = registered(cast, writer="冯陈褚")
    name(cast, "petition", "office", "office2")
    assert split_keys.is_due(cast.inspection.pk)
    assert share_anew(cast, "leader", "petition").state == "done"
    assert keepers(cast) == {"petition", "office", "office2"}
    assert not split_keys.is_due(cast.inspection.pk)
    assert opened_by_two(cast, letter, "petition", "office").state == "done"
    assert see_identity(by=cast.office, letter=letter).reporter == "冯陈褚"
    with pytest.raises(Refusal):
        opened_by_two(cast, registered(cast, text="另一封", writer="褚卫"), "petition", "leader")


def test_one_keeper_alone_shares_nothing_out(cast):
    registered(cast, writer="冯陈褚")
    name(cast, "office", "office2")
    with pytest.raises(Refusal):
        share_anew(cast, "leader", "leader")
    assert keepers(cast) == {"leader", "deputy", "petition"}


def test_who_is_named_and_keeps_no_share_yet_takes_no_part(cast):
    registered(cast, writer="冯陈褚")
    name(cast, "office", "office2")
    with pytest.raises(Refusal):
        share_anew(cast, "leader", "office")
    assert keepers(cast) == {"leader", "deputy", "petition"}


def test_a_custodian_whose_charge_ended_opens_nothing_though_his_share_is_still_there(cast):
    made = name(cast, "petition", "leader", "office")
    letter = registered(cast, writer="冯陈褚")
    end_custodian(by=cast.security, custodian=made[1])
    with pytest.raises(Refusal) as refused:
        propose_opening(cast, letter)
    assert refused.value.code == "not-custodian"


def propose_opening(cast: Cast, letter) -> DeedProposal:
    return propose(by=cast.leader, kind="identity.open", rows=[again(cast, letter)], reason="要核对")


def test_a_new_password_makes_the_shares_due_and_the_others_open_meanwhile(cast):
    letter = registered(cast, writer="冯陈褚")
    account_keys.make_key(cast.leader, FICTIONAL_PASSWORD)
    assert split_keys.is_due(cast.inspection.pk)
    assert share_anew(cast, "petition", "deputy").state == "done"
    assert not split_keys.is_due(cast.inspection.pk)
    assert opened_by_two(cast, letter, "petition", "leader").state == "done"


@pytest.mark.parametrize("who", ["office", "leader", "petition", "system", "audit", "contact"])
def test_only_the_security_administrator_names(cast, who):
    with pytest.raises(NoRight):
        name_custodian(by=getattr(cast, who), account=cast.office, basis="自己指定自己")
    assert not Custodian.objects.exists()


@pytest.mark.parametrize(
    ("who", "basis", "why"),
    [("system", "x", "administrator"), ("security", "x", "administrator"), ("office", " ", "basis")],
)
def test_no_administrator_and_not_without_a_basis(cast, who, basis, why):
    with pytest.raises(Refusal) as refused:
        name_custodian(by=cast.security, account=getattr(cast, who), basis=basis)
    assert refused.value.code == why
    assert not Custodian.objects.exists()


def test_one_person_is_named_once_whatever_his_accounts(cast):
    from xuncha.registry.models import Person

    person = Person.objects.create(name="两个账号")
    Account.objects.filter(pk__in=(cast.office.pk, cast.office2.pk)).update(person_id=person.pk)
    first, second = (Account.objects.get(pk=one.pk) for one in (cast.office, cast.office2))
    name_custodian(by=cast.security, account=first, basis="分工")
    with pytest.raises(Refusal) as refused:
        name_custodian(by=cast.security, account=second, basis="分工")
    assert refused.value.code == "already"


def test_the_page_names_and_ends_for_the_security_administrator_and_shows_the_others(cast, enter):
    security, office = enter(cast.security), enter(cast.office)
    security.post("/custodians/", {"do": "name", "account": str(cast.office.pk), "basis": "分工1号"})
    (one,) = Custodian.objects.all()
    assert (one.account_id, one.starts) == (cast.office.pk, TODAY)
    assert "分工1号" in office.get("/custodians/").content.decode()
    office.post("/custodians/", {"do": "end", "custodian": str(one.pk)})
    assert Custodian.objects.get().ends is None
    security.post("/custodians/", {"do": "end", "custodian": str(one.pk)})
    assert Custodian.objects.get().ends == TODAY
    assert not whole(DeedProposal, "test").exists()
