"""The one door: no query on restricted rows is evaluated unless it was stamped; each way around it is planted and refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django import forms
from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q

from tests.cast import Cast
from xuncha.letters.models import Letter, Matter
from xuncha.rounds.models import Inspection
from xuncha.trust.access import EVERYWHERE, Restricted, Unstamped, see, see_one, whole
from xuncha.trust.models import Account
from xuncha.trust.refusal import NotSeen

LEAKS: dict[str, Callable[[Letter], object]] = {
    "list": lambda one: list(Letter.objects.all()),
    "first": lambda one: Letter.objects.first(),
    "get": lambda one: Letter.objects.get(pk=one.pk),
    "count": lambda one: Letter.objects.count(),
    "exists": lambda one: Letter.objects.filter(serial=1).exists(),
    "aggregate": lambda one: Letter.objects.aggregate(Count("pk")),
    "values": lambda one: list(Letter.objects.values("serial")),
    "values_list": lambda one: list(Letter.objects.values_list("serial", flat=True)),
    "iterator": lambda one: list(Letter.objects.iterator()),
    "in_bulk": lambda one: Letter.objects.in_bulk([one.pk]),
    "slice": lambda one: Letter.objects.all()[0],
    "update": lambda one: Letter.objects.update(serial=9),
    "delete": lambda one: Letter.objects.all().delete(),
    "raw": lambda one: Letter.objects.raw("SELECT 1"),
    "union": lambda one: list(see(Letter, Account()).union(Letter.objects.all())),
    "subquery": lambda one: list(see(Matter, Account()).filter(letter__in=Letter.objects.all())),
    "get_or_create": lambda one: Letter.objects.get_or_create(pk=one.pk),
    "default manager": lambda one: Letter._default_manager.count(),
    "base manager": lambda one: Letter._base_manager.count(),
    "reverse relation": lambda one: list(one.matters.all()),
    "reverse of an open row": lambda one: one.inspection.round.inspections.count(),
    "refresh": lambda one: one.refresh_from_db(),
    "unique check": lambda one: Letter(inspection=one.inspection, serial=one.serial).validate_unique(),
    "model form's choices": lambda one: list(forms.ModelChoiceField(Letter.objects.all()).choices),
    "prefetch": lambda one: list(see(Letter, Account()).prefetch_related("matters")) or one.matters.count(),
}  # fmt: skip


@pytest.fixture
def letter(cast: Cast) -> Letter:
    letter = Letter(
        inspection=cast.inspection,
        serial=1,
        channel="box",
        received_on=cast.round.entry_day,
        registered_by=cast.petition,
    )
    letter.save(force_insert=True)
    return letter


@pytest.mark.parametrize("leak", LEAKS)
def test_a_query_beside_the_door_is_refused(leak: str, letter: Letter) -> None:
    with pytest.raises(Unstamped):
        LEAKS[leak](letter)


def test_a_foreign_key_to_a_restricted_row_is_not_followed_silently(letter: Letter) -> None:
    matter = Matter(letter=letter, inspection=letter.inspection, number=1)
    matter.save(force_insert=True)
    loaded = whole(Matter, "test").get()
    with pytest.raises(Unstamped):
        _ = loaded.letter


def test_an_existence_test_beside_the_door_is_refused_when_it_stands_alone(letter: Letter) -> None:
    unstamped = Letter.objects.filter(inspection=OuterRef("pk"))
    with pytest.raises(Unstamped):
        list(unstamped.filter(Exists(Letter.objects.all())))


@pytest.mark.parametrize(
    ("who", "seen"),
    [("petition", 1), ("leader", 1), ("deputy", 1), ("member", 0), ("office", 0), ("stranger", 0), ("contact", 0),
     ("system", 0), ("security", 0), ("audit", 0), ("nobody", 0), ("leading", 0)],
)  # fmt: skip
def test_a_letter_is_seen_by_those_who_may_read_letters(
    who: str, seen: int, letter: Letter, cast: Cast
) -> None:
    account = getattr(cast, who)
    assert see(Letter, account).count() == seen
    assert len(list(see(Letter, account))) == seen


def test_a_hidden_row_and_an_absent_row_answer_alike(letter: Letter, cast: Cast) -> None:
    said = []
    for pk in (letter.pk, cast.unit.pk):
        with pytest.raises(NotSeen) as no:
            see_one(Letter, cast.stranger, pk)
        said.append((no.value.says, no.value.remedy, no.value.code))
    assert said[0] == said[1]


def restricted() -> list[type[Restricted]]:
    return [model for model in apps.get_app_config("xuncha").get_models() if issubclass(model, Restricted)]


@pytest.mark.parametrize("model", restricted(), ids=lambda model: model.__name__)
def test_every_restricted_model_guards_both_its_managers(model: type[Restricted], db: None) -> None:
    assert model._meta.base_manager_name == "objects"
    with pytest.raises(Unstamped):
        model._base_manager.count()
    with pytest.raises(Unstamped):
        model._default_manager.count()


@pytest.mark.parametrize("model", restricted(), ids=lambda model: model.__name__)
def test_an_account_without_grants_sees_nothing_of_any_restricted_model(
    model: type[Restricted], cast: Cast
) -> None:
    assert see(model, cast.nobody).count() == 0


def test_a_stamp_survives_the_chain_of_filters(letter: Letter, cast: Cast) -> None:
    assert see(Letter, cast.leader).filter(serial=1).exclude(serial=2).order_by("serial").count() == 1


def test_an_inspection_is_seen_by_its_team_and_the_office_only(cast: Cast) -> None:
    assert set(see(Inspection, cast.member)) == {cast.inspection}
    assert set(see(Inspection, cast.stranger)) == {cast.other}
    assert see(Inspection, cast.office).count() == 2
    assert see(Inspection, cast.contact).count() == 0


def test_everywhere_or_anywhere_else_is_everywhere(cast: Cast) -> None:
    rows = see(Inspection, cast.office)
    assert rows.filter(EVERYWHERE | Q(title="no such title")).count() == 2
    assert rows.filter(Q(title="no such title") | EVERYWHERE).count() == 2
    assert rows.filter(EVERYWHERE & Q(title=cast.other.title)).count() == 1
