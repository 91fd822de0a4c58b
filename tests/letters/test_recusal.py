"""A letter is kept from whoever it reports; why is not said, and the auditor can see that it was tried."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from tests.letters.builders import registered, row
from xuncha.letters.actions.amend import amend_letter
from xuncha.letters.actions.draft_papers import draft_sheet
from xuncha.letters.actions.read import read_letter, read_words
from xuncha.letters.core.recusal import reports
from xuncha.letters.models import Letter, Matter
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.actions.print_paper import print_paper, read_facts
from xuncha.papers.core.forms import form_named
from xuncha.papers.models import Paper
from xuncha.registry.models import Organisation, Person, Post, Tenure, UnitParty
from xuncha.teams.models import Cadre, RecusalFact
from xuncha.trust.access import see, whole
from xuncha.trust.models import Account, Entry
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db
NAME = "被反映的专员"
TEXT = "秘标回避正文"


@pytest.fixture
def letter(cast: Cast) -> Letter:
    person = Person.objects.create(name=NAME, unit=cast.other.target.members.get().organisation)
    one = registered(cast, text=TEXT, reported=NAME)
    Account.objects.filter(pk=cast.petition.pk).update(person_id=person.pk)
    cast.petition.refresh_from_db()
    return one


@pytest.mark.parametrize(
    ("about", "kept_away"),
    [
        ({"reported": "张三"}, True),
        ({"reported": "李四、 张三"}, True),
        ({"reported": "张三丰"}, False),
        ({"reported_body": "水务局"}, True),
        ({"reported_body": "水务局下属单位"}, False),
        ({}, False),
    ],
)
def test_who_is_kept_away(about: dict[str, str], kept_away: bool) -> None:
    assert reports(about, {"张三"}, {"水务局"}) is kept_away


def test_nobody_is_kept_away_for_a_blank_name_or_unit() -> None:
    assert reports({"reported": "", "reported_body": ""}, {""}, {" "}) is False
    assert reports({"reported": "张三", "reported_body": "水务局"}, (), ()) is False


def test_the_person_reported_cannot_open_the_letter_and_another_reader_can(
    cast: Cast, letter: Letter
) -> None:
    with pytest.raises(Refusal) as no:
        read_letter(by=cast.petition, letter=letter)
    assert no.value.code == "recused"
    assert read_letter(by=cast.deputy, letter=letter).text == TEXT


def test_an_officer_of_the_unit_reported_cannot_open_the_letter(cast: Cast, letter: Letter) -> None:
    unit = cast.other.target.members.get().organisation.name
    other = registered(cast, text="另一件", reported_body=unit)
    with pytest.raises(Refusal) as no:
        read_letter(by=cast.petition, letter=other)
    assert no.value.code == "recused"


def test_that_it_was_tried_stands_in_the_journal_without_a_name(cast: Cast, letter: Letter) -> None:
    with pytest.raises(Refusal):
        read_letter(by=cast.petition, letter=letter)
    last = whole(Entry, "a test reads the journal").order_by("seq").last()
    assert (last.verb, last.refused) == ("letters.read", "recused")
    assert NAME not in last.body


@pytest.mark.parametrize("way", ["", "amend/", "split/", "print/"])
def test_no_page_of_the_letter_shows_its_words_or_why(
    cast: Cast, letter: Letter, enter: Callable[[Account], Client], way: str
) -> None:
    answer = enter(cast.petition).get(f"/letters/{letter.pk}/{way}")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "回避" in page
    assert TEXT not in page
    assert "被反映" not in page


def test_its_words_are_not_compared_for_him(cast: Cast, letter: Letter) -> None:
    assert read_words(by=cast.petition, inspection=cast.inspection) == []
    assert len(read_words(by=cast.leader, inspection=cast.inspection)) == 1


def test_he_can_neither_correct_nor_print_it(cast: Cast, letter: Letter) -> None:
    for attempt in (
        lambda: amend_letter(by=cast.petition, letter=letter, version=letter.version, row=row(reported="")),
        lambda: draft_sheet(by=cast.petition, letter=letter),
    ):
        with pytest.raises(Refusal) as no:
            attempt()
        assert no.value.code == "recused"
    assert see(Letter, cast.deputy).get().version == letter.version
    assert see(Paper, cast.deputy).count() == 0


@pytest.fixture
def tied(cast: Cast) -> Person:
    """The petition officer belongs to a person of the pool."""
    person = Person.objects.create(name="信访专员本人")
    Account.objects.filter(pk=cast.petition.pk).update(person_id=person.pk)
    cast.petition.refresh_from_db()
    Cadre.objects.create(person=person)
    return person


def recused(cast: Cast, letter: Letter) -> bool:
    cast.petition.__dict__.pop("sight", None)
    try:
        read_letter(by=cast.petition, letter=letter)
    except Refusal as no:
        return no.code == "recused"
    return False


@pytest.mark.parametrize(
    ("kind", "kept_away"),
    [("亲属", True), ("利害关系", True), ("籍贯地", False), ("其他", False), ("未列明的", True)],
)
@pytest.mark.parametrize("declared_by_him", [True, False])
def test_a_letter_about_a_relative_is_kept_away_by_the_kind_of_the_tie(
    cast: Cast, tied: Person, kind: str, kept_away: bool, declared_by_him: bool
) -> None:
    mine = whole(Cadre, "a test looks").get(person=tied)
    his = Cadre.objects.create(person=Person.objects.create(name="亲属丙"))
    one, other = (mine, his) if declared_by_him else (his, mine)
    RecusalFact(cadre=one, relative=other, kind=kind).save()
    assert recused(cast, registered(cast, text=TEXT, reported="亲属丙")) is kept_away
    assert recused(cast, registered(cast, text="另一件", reported="旁人丁")) is False


def test_a_letter_about_a_body_is_kept_away_from_who_served_there(cast: Cast, tied: Person) -> None:
    body = Organisation.objects.create(tree="unit", name="供销社(虚构)")
    post = Post.objects.create(organisation=body, title="副主任")
    one = registered(cast, text=TEXT, reported_body=body.name)
    assert recused(cast, one) is False
    Tenure.objects.create(person=tied, post=post, starts="2015-01", ends="2018-01")
    assert recused(cast, one) is True


def test_a_letter_about_the_party_organisation_of_his_unit_is_kept_away_too(cast: Cast, tied: Person) -> None:
    body = Organisation.objects.create(tree="unit", name="供销社(虚构)")
    party = Organisation.objects.create(tree="party", name="供销社党支部(虚构)")
    UnitParty.objects.create(unit=body, party=party)
    one = registered(cast, text=TEXT, reported_body=party.name)
    assert recused(cast, one) is False
    Person.objects.filter(pk=tied.pk).update(unit=body)
    assert recused(cast, one) is True


def test_a_declared_body_is_kept_away(cast: Cast, tied: Person) -> None:
    body = Organisation.objects.create(tree="unit", name="供销社(虚构)")
    one = registered(cast, text=TEXT, reported_body=body.name)
    RecusalFact(
        cadre=whole(Cadre, "a test looks").get(person=tied), organisation=body, kind="亲属为领导成员"
    ).save()
    assert recused(cast, one) is True


@pytest.mark.parametrize("drafted_by", ["deputy", "leader"])
def test_he_cannot_print_or_read_the_sheet_that_somebody_else_drafted(
    cast: Cast, letter: Letter, enter: Callable[[Account], Client], drafted_by: str
) -> None:
    paper = draft_sheet(by=getattr(cast, drafted_by), letter=letter)
    for attempt in (print_paper, read_facts):
        with pytest.raises(Refusal) as no:
            attempt(by=cast.petition, paper=paper)
        assert no.value.code == "recused"
        assert attempt(by=cast.deputy, paper=paper)
    answer = enter(cast.petition).get(f"/papers/{paper.pk}/file/")
    assert (answer.status_code, NAME in answer.content.decode()) == (422, False)


def test_he_cannot_print_a_referral_of_it_either(cast: Cast, letter: Letter) -> None:
    matter = see(Matter, cast.deputy).get(letter=letter)
    paper = draft_paper(
        by=cast.deputy, form="referral_letter", facts=form_named("referral_letter").sample,
        inspection_id=cast.inspection.pk, about_id=matter.pk,
    )  # fmt: skip
    with pytest.raises(Refusal) as no:
        print_paper(by=cast.petition, paper=paper)
    assert no.value.code == "recused"
    assert print_paper(by=cast.deputy, paper=paper).content
