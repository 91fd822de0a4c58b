"""Who must keep out of an inspection: refused at the grant, and closed at every read whatever was granted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import TODAY, Cast
from xuncha.fieldwork.actions.borrow import ask_files
from xuncha.fieldwork.models import Borrowed
from xuncha.registry.models import Person, Post, Tenure
from xuncha.rulebook.models import RuleRecord
from xuncha.teams.models import Cadre, RecusalFact
from xuncha.teams.ties import recused_inspections, ties_of
from xuncha.trust.access import see, whole
from xuncha.trust.actions.grants import ask_for_grant
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(cast: Cast) -> Person:
    """The member is a person of the pool."""
    one = Person.objects.create(name="组员本人")
    Account.objects.filter(pk=cast.member.pk).update(person_id=one.pk)
    Cadre.objects.create(person=one)
    return one


def member(cast: Cast) -> Account:
    return Account.objects.get(pk=cast.member.pk)


def served(cast: Cast, person: Person, ends: str = "2018-01") -> None:
    """A post in the inspected body, held or once held."""
    post = Post.objects.create(organisation=cast.unit, title="科员")
    Tenure.objects.create(person=person, post=post, starts="2015-01", ends=ends)


def test_who_has_no_tie_keeps_out_of_nothing(cast: Cast, person: Person) -> None:
    assert recused_inspections(person.pk, TODAY) == frozenset()
    assert member(cast).sight.has({Role.MEMBER}, cast.inspection.pk)


def test_who_once_served_in_the_body_keeps_out_of_its_inspection_alone(cast: Cast, person: Person) -> None:
    served(cast, person)
    assert recused_inspections(person.pk, TODAY) == {cast.inspection.pk}
    assert {cast.unit.pk, cast.party.pk} <= ties_of(person.pk, TODAY).bodies


@pytest.mark.parametrize(("kind", "kept_out"), [("亲属任职", True), ("籍贯地", False), ("未列明的", True)])
def test_a_declared_body_keeps_out_by_its_kind(cast: Cast, person: Person, kind: str, kept_out: bool) -> None:
    RecusalFact(cadre=_cadre(person), organisation=cast.unit, kind=kind).save()
    assert (recused_inspections(person.pk, TODAY) == {cast.inspection.pk}) is kept_out


@pytest.mark.parametrize(("ends", "kept_out"), [("", True), ("2018-01", False)])
def test_a_relative_who_serves_there_now_keeps_out(
    cast: Cast, person: Person, ends: str, kept_out: bool
) -> None:
    relative = Person.objects.create(name="亲属丙")
    his = Cadre.objects.create(person=relative)
    RecusalFact(cadre=his, relative=_cadre(person), kind="亲属").save()
    served(cast, relative, ends)
    assert (recused_inspections(person.pk, TODAY) == {cast.inspection.pk}) is kept_out
    assert ties_of(person.pk, TODAY).people == {person.pk, relative.pk}


def test_what_the_rule_book_lets_pass_keeps_nobody_out(cast: Cast, person: Person) -> None:
    served(cast, person)
    RuleRecord.objects.create(
        key="teams.recusal", title="回避", title_en="recusal", value={"本人曾任职": "warn"}, basis="试验"
    )
    assert recused_inspections(person.pk, TODAY) == frozenset()


def test_a_tie_that_becomes_known_closes_every_read_and_write_at_once(
    cast: Cast, person: Person, enter: Callable[[Account], Client]
) -> None:
    ask_files(by=member(cast), inspection=cast.inspection, titles=["会议记录"])
    assert see(Borrowed, member(cast)).count() == 1
    served(cast, person)
    now = member(cast)
    assert see(Borrowed, now).count() == 0
    assert not now.sight.anywhere(frozenset(Role))
    with pytest.raises(NoRight):
        ask_files(by=now, inspection=cast.inspection, titles=["又一份"])
    assert enter(now).get(f"/inspections/{cast.inspection.pk}/files/").status_code == 403
    assert see(Borrowed, cast.member2).count() == 1


def test_who_must_keep_out_is_granted_nothing_there(cast: Cast, person: Person) -> None:
    served(cast, person)
    with pytest.raises(Refusal) as no:
        ask_for_grant(
            by=cast.office,
            account=member(cast),
            role=Role.LIAISON,
            inspection=cast.inspection.pk,
            basis="补充",
        )
    assert no.value.code == "recused"
    assert Grant.objects.filter(account=cast.member, role=Role.LIAISON).count() == 0


def _cadre(person: Person) -> Cadre:
    return whole(Cadre, "a test looks").get(person=person)
