"""What was drawn out of a letter is kept from whom the letter is kept from, on lists, in evidence and in a search."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.letters.builders import matter_of, registered
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.read import read
from xuncha.findings.actions.search import search
from xuncha.findings.models import Evidence, Observation
from xuncha.letters.actions.recusal import SAYS
from xuncha.registry.models import Person
from xuncha.trust.access import see
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db
NAME, WORDS = "被反映的组长", "秘标来信引出"


@pytest.fixture
def raised(cast: Cast) -> list[Observation]:
    """One out of the letter that reports the leader, one out of another letter, one out of none."""
    letter, other = registered(cast, reported=NAME), registered(cast, text="另一封", reported="别人")
    given = {"inspection": cast.inspection, "text": WORDS}
    rows = [
        raise_observation(by=cast.deputy, source="letter", source_id=matter_of(cast, letter).pk, evidence=["信封"], **given),
        raise_observation(by=cast.deputy, source="letter", source_id=other.pk, **given),
        raise_observation(by=cast.deputy, source="note", **given),
    ]  # fmt: skip
    person = Person.objects.create(name=NAME, unit=cast.other.target.members.get().organisation)
    Account.objects.filter(pk=cast.leader.pk).update(person_id=person.pk)
    cast.leader.refresh_from_db()
    return rows


def texts(by: Account, rows: list[Observation]) -> list[str]:
    return [one["text"] for one in read(by=by, rows=rows, columns=["text"])]


def test_the_person_reported_is_told_why_and_reads_the_others(cast: Cast, raised) -> None:
    assert texts(cast.leader, raised) == [str(SAYS), WORDS, WORDS]
    assert texts(cast.deputy, raised) == [WORDS, WORDS, WORDS]


def test_its_evidence_is_kept_away_too(cast: Cast, raised) -> None:
    rows = list(see(Evidence, cast.leader).filter(observation=raised[0]))
    assert [one["says"] for one in read(by=cast.leader, rows=rows, columns=["says"])] == [str(SAYS)]
    assert [one["says"] for one in read(by=cast.deputy, rows=rows, columns=["says"])] == ["信封"]


def test_a_search_does_not_find_it(cast: Cast, raised) -> None:
    def found(by: Account) -> set[object]:
        return {one.row.pk for one in search(by=by, inspection=cast.inspection, word="秘标来信")}

    assert found(cast.leader) == {raised[1].pk, raised[2].pk}
    assert found(cast.deputy) == {one.pk for one in raised}
