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
from xuncha.letters.models import Letter
from xuncha.papers.models import Paper
from xuncha.registry.models import Person
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
    assert reports(about, "张三", "水务局") is kept_away


def test_nobody_is_kept_away_for_a_blank_name_or_unit() -> None:
    assert reports({"reported": "", "reported_body": ""}, "", "") is False


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
