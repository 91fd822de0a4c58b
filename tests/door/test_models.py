"""Every restricted table × every state of an account: who sees rows of it stands here by name, and every way of asking agrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Count, Max, Model, QuerySet

from tests.door.conftest import Built
from tests.door.filling import restricted
from tests.door.states import ADMINISTRATORS, EVERYBODY, OUTSIDE
from tests.privacy.crawl import rows
from xuncha.trust import keyring, vault
from xuncha.trust.access import Unstamped, see, whole
from xuncha.trust.vault import SealedField

pytestmark = pytest.mark.django_db
MEMBERS = "leader deputy liaison member member2 reader"
TEAM = f"{MEMBERS} office office2"
LETTERS = "leader deputy petition reader"
BODY = "leader deputy liaison reader office office2 contact"
OFFICE = "office office2"
#: Who sees anything of a table. The world is told in tests/privacy/world.py, the states in states.py.
SEEN = {
    "Entry": "leader deputy liaison member member2 petition office office2 audit",
    "SignedHead": "audit", "MachineEntry": "audit",
    "DeedProposal": LETTERS, "ProposalCopy": LETTERS, "OpenedIdentity": "leader petition", "Draft": "leader",
    "OutsidePackage": "leader deputy reader office office2",
    "Attachment": LETTERS, "Paper": f"{TEAM} petition contact", "SignOff": f"{TEAM} petition", "Decision": TEAM,
    "Inspection": f"{TEAM} petition leading stranger elsewhere", "StepMark": f"{TEAM} petition",
    "Cadre": OFFICE, "RecusalFact": OFFICE, "TeamMember": OFFICE, "Drafting": OFFICE, "Proposal": OFFICE, "Team": TEAM,
    "CadreEntry": OFFICE, "Inquiry": OFFICE, "KnownHeading": f"{MEMBERS} stranger elsewhere",
    "Letter": LETTERS, "Matter": LETTERS, "Referral": LETTERS,
    "Ledger": MEMBERS, "Screening": MEMBERS, "Hit": MEMBERS, "Borrowed": MEMBERS, "Note": MEMBERS, "Correction": MEMBERS,
    "Interview": MEMBERS, "Record": MEMBERS, "Disclosure": "leader reader",
    "TalkPlan": MEMBERS, "Jotting": MEMBERS, "Release": MEMBERS,
    "Observation": f"{MEMBERS} petition", "Evidence": f"{TEAM} petition", "Lead": "leader reader",
    "WorkingPaper": TEAM, "Confirmation": TEAM, "Finding": TEAM, "Attribution": TEAM, "Report": TEAM,
    "Feedback": BODY, "Item": BODY, "Measure": BODY, "Submission": BODY, "Review": BODY, "Reopening": BODY, "Extension": BODY,
    "HeadTask": "leader deputy liaison reader office office2", "Leaving": "leader deputy liaison reader member2 office office2",
    "Machine": "leader deputy liaison reader office office2", "Carriage": "leader deputy liaison reader office office2",
    "Trace": "", "Rival": "",
}  # fmt: skip
#: What somebody outside may see: rows of his own inspection, how columns of books are headed, and of the journal his own doing.
OF_HIS_OWN = {
    "Inspection": {"stranger", "elsewhere"},
    "KnownHeading": {"stranger", "elsewhere"},
    "Entry": {"audit"},
    "SignedHead": {"audit"},
    "MachineEntry": {"audit"},
}


def sealed() -> list[type[Model]]:
    """The restricted tables with a column that is opened by who sees the row."""
    return [
        model
        for model in restricted()
        if any(isinstance(one, SealedField) and not one.kind for one in model._meta.fields)
    ]


def test_every_restricted_table_stands_in_the_list_and_has_rows() -> None:
    assert {one.__name__ for one in restricted()} == set(SEEN)


@pytest.mark.parametrize("model", restricted(), ids=lambda one: one.__name__)
def test_a_table_is_seen_by_those_it_names_and_by_nobody_else(here: Built, model: type[Model]) -> None:
    assert rows(model), "an empty table would prove nothing"
    seen = {who for who in EVERYBODY if see(model, getattr(here.cast, who)).exists()}
    assert seen == set(SEEN[model.__name__].split())


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_is_outside_sees_nothing_of_the_inspection(here: Built, who: str) -> None:
    account, place = getattr(here.cast, who), here.cast.inspection.pk
    seen = {
        model.__name__
        for model in restricted()
        for row in see(model, account)
        if who not in OF_HIS_OWN.get(model.__name__, ())
        or place in (row.pk, getattr(row, "inspection_id", None))
    }
    assert seen == set()


@pytest.mark.parametrize("who", ADMINISTRATORS)
def test_an_administrator_holds_no_business_at_all(here: Built, who: str) -> None:
    seen = {model.__name__ for model in restricted() if see(model, getattr(here.cast, who)).exists()}
    assert seen == {name for name, names in SEEN.items() if who in names.split()}
    assert seen <= {"Entry", "SignedHead", "MachineEntry"}


#: Ways of asking for rows: a list, a count, a page, a facet, a search, a completion, a sum, an export, a look-up in bulk.
WAYS: dict[str, Callable[[QuerySet[Any]], int]] = {
    "list": lambda found: len(list(found)),
    "count": lambda found: found.count(),
    "iterator": lambda found: sum(1 for _ in found.iterator(chunk_size=100)),
    "values": lambda found: len(found.values("pk")),
    "values_list": lambda found: len(found.values_list("pk", flat=True)),
    "pages": lambda found: sum(
        len(found.order_by("pk")[start : start + 100]) for start in range(0, 600, 100)
    ),
    "facet": lambda found: sum(
        one["n"] for one in found.order_by().values("pk").annotate(n=Count("pk", distinct=True))
    ),
    "distinct": lambda found: found.order_by().distinct().count(),
    "aggregate": lambda found: found.aggregate(n=Count("pk", distinct=True))["n"],
    "search": lambda found: found.filter(pk__isnull=False).count(),
    "in_bulk": lambda found: len(found.in_bulk()),
    "only": lambda found: len(found.only("pk")),
    "reverse": lambda found: len(found.order_by("pk").reverse()),
    "subquery": lambda found: found.filter(pk__in=found.order_by().values("pk")).count(),
    "union": lambda found: found.order_by().values("pk").union(found.order_by().values("pk")).count(),
}


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_way_of_asking_gives_the_allowed_rows_and_no_count_more(here: Built, who: str) -> None:
    account, wrong, asked = getattr(here.cast, who), [], 0
    for model in restricted():
        allowed = set(see(model, account).values_list("pk", flat=True))
        every = list(whole(model, "a test looks at every row").order_by("pk").values_list("pk", flat=True))
        assert [see(model, account).filter(pk=one).exists() for one in every[-5:]] == [
            one in allowed for one in every[-5:]
        ]
        for way, ask in WAYS.items():
            asked += 1
            if ask(see(model, account)) != len(allowed):
                wrong.append((model.__name__, way))
    assert wrong == []
    assert asked == len(WAYS) * len(SEEN)


@pytest.mark.parametrize("who", ["member", "stranger", "left", "nobody", "system"])
def test_a_key_of_a_hidden_row_finds_nothing_alone_or_in_bulk(here: Built, who: str) -> None:
    account = getattr(here.cast, who)
    for model in restricted():
        seen = set(see(model, account).values_list("pk", flat=True))
        hidden = {one.pk for one in rows(model)} - seen
        assert see(model, account).filter(pk__in=hidden).count() == 0
        assert see(model, account).in_bulk(list(hidden)) == {}
        assert see(model, account).filter(pk__in=hidden).aggregate(top=Max("pk"))["top"] is None


UNASKED: dict[str, Callable[[Any], Any]] = {
    "list": lambda found: list(found),
    "count": lambda found: found.count(),
    "exists": lambda found: found.exists(),
    "iterator": lambda found: list(found.iterator()),
    "first": lambda found: found.first(),
    "last": lambda found: found.last(),
    "get": lambda found: found.get(),
    "values": lambda found: list(found.values("pk")),
    "values_list": lambda found: list(found.values_list("pk")),
    "aggregate": lambda found: found.aggregate(n=Count("pk")),
    "in_bulk": lambda found: found.in_bulk(),
    "update": lambda found: found.update(),
    "delete": lambda found: found.delete(),
    "explain": lambda found: found.explain(),
    "raw": lambda found: list(found.raw("SELECT 1")),
    "slice": lambda found: list(found[:1]),
    "bool": lambda found: bool(found),
    "len": lambda found: len(found),
    "contains": lambda found: found.model() in found,
    "union": lambda found: list(found.union(found)),
    "intersection": lambda found: list(found.intersection(found)),
    "inside another": lambda found: list(type(found)(found.model).filter(pk__in=found)),
}


@pytest.mark.parametrize("way", UNASKED)
def test_rows_that_nobody_was_asked_for_are_refused_in_every_way(db: None, way: str) -> None:
    kept = []
    for model in restricted():
        for manager in (model.objects, model._base_manager, model._default_manager):
            try:
                UNASKED[way](manager.all())
            except Unstamped:
                continue
            kept.append((model.__name__, manager))
    assert kept == []


def test_a_relation_to_restricted_rows_is_a_closed_door_too(here: Built) -> None:
    opened = []
    for model in restricted():
        row = rows(model)[0]
        for relation in model._meta.related_objects:
            name = relation.get_accessor_name()
            if name is None or not issubclass(relation.related_model, tuple(restricted())):
                continue
            try:
                found = getattr(row, name)
                list(found.all() if hasattr(found, "all") else [found])
            except (Unstamped, relation.related_model.DoesNotExist):
                continue
            opened.append((model.__name__, name))
    assert opened == []


@pytest.mark.parametrize("model", sealed(), ids=lambda one: one.__name__)
def test_who_sees_a_sealed_row_is_to_hold_its_key(here: Built, model: type[Model]) -> None:
    """The roles of the compartments and the roles of the door are written in two places; here they meet."""
    columns = [one.name for one in model._meta.fields if isinstance(one, SealedField) and not one.kind]
    lacking, met = set(), 0
    for who in EVERYBODY:
        account = getattr(here.cast, who)
        for row in see(model, account):
            for column in columns:
                met += 1
                name = vault.compartment_of(row, column)
                if account.pk not in keyring.should_hold(name):
                    lacking.add((who, name.partition(":")[0]))
    assert met, "no such row was seen: it would prove nothing"
    assert lacking == set()
