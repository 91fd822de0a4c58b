"""The database itself keeps the administrators apart and three people in every grant, whatever way a row comes in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core import serializers
from django.db import IntegrityError, connection, transaction

from tests.cast import BEGUN, grant
from xuncha.base.ids import new_id
from xuncha.trust import separation
from xuncha.trust.core.roles import ADMINISTRATORS, Role
from xuncha.trust.core.separation import clash
from xuncha.trust.models import Account, Grant
from xuncha.trust.models.grants import FIRST_START

LATER = date(2026, 6, 1)
PLACE = UUID(int=7)
NAMES = ("system", "security", "audit", "office", "office2", "leading", "member", "member2", "nobody")
Cast = SimpleNamespace


def account(login: str, name: str) -> Account:
    return Account.objects.create(login=login, name=name)


@pytest.fixture
def cast(db: None) -> Cast:
    """Only the hands, without keys: these tests look at the two tables alone."""
    hands = Cast(**{name: account(name, name) for name in NAMES})
    for role in (Role.SYSTEM, Role.SECURITY, Role.AUDIT, Role.OFFICE, Role.LEADING):
        grant(getattr(hands, role.value), role)
    grant(hands.office2, Role.OFFICE)
    for member in (hands.member, hands.member2):
        grant(member, Role.MEMBER, inspection=PLACE)
    return hands


def effective(cast: Cast, who: Account, role: Role, **more: object) -> Grant:
    """A grant with all three steps, not saved."""
    return Grant(
        **{
            "account": who, "role": role, "starts": BEGUN, "state": Grant.EFFECTIVE, "requested_by": cast.office,
            "requested_on": BEGUN, "created_by": cast.system, "created_on": BEGUN, "authorised_by": cast.security,
            "authorised_on": BEGUN, **more,
        }
    )  # fmt: skip


def create(row: Grant) -> None:
    row.save(force_insert=True)


def bulk_create(row: Grant) -> None:
    Grant.objects.bulk_create([row])


def fixture(row: Grant) -> None:
    for one in serializers.deserialize("json", serializers.serialize("json", [row])):
        one.save()


def raw_sql(row: Grant, verb: str = "INSERT") -> None:
    columns = [one.column for one in Grant._meta.local_concrete_fields]
    values = [
        one.get_db_prep_save(getattr(row, one.attname), connection)
        for one in Grant._meta.local_concrete_fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"{verb} INTO xuncha_grant ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})",
            values,
        )


WAYS = (create, bulk_create, fixture, raw_sql)
Way = Callable[..., None]
every_way = pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)


def refused(work: Callable[..., object], *arguments: object) -> bool:
    """Whether the database refuses it and keeps what it had."""
    before = _everything()
    try:
        with transaction.atomic():
            work(*arguments)
            connection.check_constraints()
    except IntegrityError:
        assert _everything() == before
        return True
    return False


def _everything() -> tuple[object, ...]:
    return (
        tuple(Grant.objects.order_by("pk").values_list()),
        tuple(Account.objects.order_by("pk").values_list("pk", "person_id")),
    )


def test_a_grant_with_three_signatures_comes_in_by_every_way(cast: Cast) -> None:
    made = [refused(way, effective(cast, cast.nobody, Role.OFFICE, id=new_id())) for way in WAYS]
    assert made == [False, False, False, False]


def stewards_beside(cast: Cast, owner: Account) -> dict[str, Account]:
    """Who creates and who authorises for ``owner``, neither of them the owner himself: then only the clash is in the way."""
    found = {}
    for step, role in (("created_by", Role.SYSTEM), ("authorised_by", Role.SECURITY)):
        steward = getattr(cast, role.value)
        if steward == owner:
            steward = account(f"b-{role.value}", "B角")
            create(effective(cast, steward, role))
        found[step] = steward
    return found


@every_way
@pytest.mark.parametrize("held", sorted(ADMINISTRATORS))
def test_no_administrator_gets_a_second_administrators_role(held: Role, way: Way, cast: Cast) -> None:
    owner = getattr(cast, held.value)
    steps = stewards_beside(cast, owner)
    for other in sorted(ADMINISTRATORS - {held}):
        assert refused(way, effective(cast, owner, other, **steps))


@every_way
@pytest.mark.parametrize("held", sorted(ADMINISTRATORS))
def test_no_administrator_gets_a_business_role(held: Role, way: Way, cast: Cast) -> None:
    owner = getattr(cast, held.value)
    place = {"inspection": PLACE}
    assert refused(way, effective(cast, owner, Role.MEMBER, **place, **stewards_beside(cast, owner)))


@every_way
@pytest.mark.parametrize("wanted", sorted(ADMINISTRATORS))
def test_nobody_with_a_business_role_becomes_an_administrator(wanted: Role, way: Way, cast: Cast) -> None:
    assert refused(way, effective(cast, cast.member, wanted))


@every_way
def test_not_even_a_request_puts_both_into_one_hand(way: Way, cast: Cast) -> None:
    asked = Grant(
        account=cast.audit, role=Role.OFFICE, starts=BEGUN, requested_by=cast.office, requested_on=BEGUN
    )
    assert refused(way, asked)


@every_way
def test_a_second_account_of_the_same_person_is_the_same_hand(way: Way, cast: Cast) -> None:
    person = new_id()
    Account.objects.filter(pk=cast.audit.pk).update(person_id=person)
    second = Account.objects.create(login="second", name="安全审计员", person_id=person)
    assert refused(way, effective(cast, second, Role.OFFICE))


def test_roles_that_do_not_meet_in_time_are_no_clash(cast: Cast) -> None:
    until = BEGUN + timedelta(days=30)
    create(effective(cast, cast.nobody, Role.OFFICE, ends=until))
    create(effective(cast, cast.nobody, Role.AUDIT, starts=until))
    assert refused(create, effective(cast, cast.nobody, Role.SYSTEM, starts=BEGUN, ends=until))


def person_by_save(who: Account, person: UUID) -> None:
    who.person_id = person
    who.save()


def person_by_update(who: Account, person: UUID) -> None:
    Account.objects.filter(pk=who.pk).update(person_id=person)


def person_by_bulk(who: Account, person: UUID) -> None:
    who.person_id = person
    Account.objects.bulk_update([who], ["person_id"])


def person_by_fixture(who: Account, person: UUID) -> None:
    who.person_id = person
    for one in serializers.deserialize("json", serializers.serialize("json", [who])):
        one.save()


def person_by_sql(who: Account, person: UUID) -> None:
    keys = {"person_id": person, "id": who.pk}
    values = [
        Account._meta.get_field(name).get_db_prep_save(value, connection) for name, value in keys.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE xuncha_account SET person_id = %s WHERE id = %s", values)


PERSON_WAYS = (person_by_save, person_by_update, person_by_bulk, person_by_fixture, person_by_sql)


@pytest.mark.parametrize("way", PERSON_WAYS, ids=lambda one: one.__name__)
def test_two_accounts_with_clashing_roles_never_become_one_persons(way: Way, cast: Cast) -> None:
    person = new_id()
    Account.objects.filter(pk=cast.member.pk).update(person_id=person)
    assert refused(way, cast.audit, person)


@pytest.mark.parametrize("way", PERSON_WAYS, ids=lambda one: one.__name__)
def test_who_took_two_steps_of_a_grant_never_becomes_one_person(way: Way, cast: Cast) -> None:
    person = new_id()
    Account.objects.filter(pk=cast.system.pk).update(person_id=person)
    create(effective(cast, cast.nobody, Role.OFFICE, requested_by=cast.member2))
    Grant.objects.filter(account=cast.member2).update(ends=BEGUN)
    assert refused(way, cast.member2, person)


def test_an_account_that_comes_after_its_grant_is_looked_at_too(cast: Cast) -> None:
    person = new_id()
    Account.objects.filter(pk=cast.audit.pk).update(person_id=person)

    def grant_first() -> None:
        late = Account(login="late", name="后来", person_id=person, password="!")
        create(effective(cast, late, Role.OFFICE))
        late.save(force_insert=True)

    assert refused(grant_first)


@every_way
@pytest.mark.parametrize(
    ("one", "other"),
    [("requested_by", "created_by"), ("requested_by", "authorised_by"), ("created_by", "authorised_by"),
     ("account", "created_by"), ("account", "authorised_by")],
)  # fmt: skip
def test_nobody_takes_two_steps(one: str, other: str, way: Way, cast: Cast) -> None:
    row = effective(cast, cast.nobody, Role.OFFICE)
    if one == "account":
        row = effective(cast, getattr(row, other), row.role)
        row.role = {"created_by": Role.SYSTEM, "authorised_by": Role.SECURITY}[other]
    else:
        setattr(row, one, getattr(row, other))
    assert refused(way, row)


@every_way
def test_two_accounts_of_one_person_do_not_take_two_steps(way: Way, cast: Cast) -> None:
    person = new_id()
    Account.objects.filter(pk=cast.security.pk).update(person_id=person)
    second = Account.objects.create(login="second", name="安全保密管理员", person_id=person)
    assert refused(way, effective(cast, cast.nobody, Role.OFFICE, requested_by=second))


@every_way
def test_only_the_two_administrators_take_their_steps(way: Way, cast: Cast) -> None:
    for step, who in (
        ("created_by", cast.leading),
        ("authorised_by", cast.audit),
        ("created_by", cast.office2),
    ):
        assert refused(way, effective(cast, cast.nobody, Role.OFFICE, **{step: who}))


def test_an_administrator_whose_time_is_over_signs_nothing_more(cast: Cast) -> None:
    deputy = account("b-system", "B角")
    create(effective(cast, deputy, Role.SYSTEM, ends=LATER))
    assert refused(create, effective(cast, cast.nobody, Role.OFFICE, created_by=deputy, created_on=LATER))
    assert not refused(
        create,
        effective(cast, cast.nobody, Role.OFFICE, created_by=deputy, created_on=LATER - timedelta(days=1)),
    )


@every_way
@pytest.mark.parametrize("step", ["requested_by", "created_by", "authorised_by"])
def test_no_grant_is_in_force_with_a_step_left_out(step: str, way: Way, cast: Cast) -> None:
    day = {"requested_by": "requested_on", "created_by": "created_on", "authorised_by": "authorised_on"}[step]
    assert refused(way, effective(cast, cast.nobody, Role.OFFICE, **{step: None, day: None}))


@every_way
@pytest.mark.parametrize("role", [*sorted(ADMINISTRATORS), Role.OFFICE, Role.LEADING])
def test_there_is_no_first_start_after_the_first_start(role: Role, way: Way, cast: Cast) -> None:
    row = Grant(
        account=cast.nobody, role=role, starts=BEGUN, ceremony=True, state=Grant.EFFECTIVE, basis=FIRST_START
    )
    assert refused(way, row)


def set_by_update(row: Grant, **values: object) -> None:
    Grant.objects.filter(pk=row.pk).update(**values)


def set_by_save(row: Grant, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def set_by_bulk(row: Grant, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    Grant.objects.bulk_update([row], list(values))


def set_by_fixture(row: Grant, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    fixture(row)


SETTERS = (set_by_update, set_by_save, set_by_bulk, set_by_fixture)
CHANGES = (
    {"role": Role.LEADER}, {"inspection": UUID(int=1)}, {"organisation": UUID(int=1)}, {"place": "别处"}, {"basis": "改过"},
    {"starts": BEGUN - timedelta(days=1)}, {"ends": LATER + timedelta(days=1)}, {"ends": None}, {"read_only": False},
    {"ceremony": True}, {"state": Grant.REQUESTED}, {"state": Grant.REFUSED, "refused_because": "x"}, {"created_by": None},
    {"created_on": LATER}, {"authorised_by": None}, {"requested_on": LATER},
)  # fmt: skip


@pytest.mark.parametrize("setter", SETTERS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("values", CHANGES, ids=lambda one: "+".join(one))
def test_what_a_grant_says_never_changes(values: dict[str, object], setter: Way, cast: Cast) -> None:
    row = effective(cast, cast.nobody, Role.OFFICE, ends=LATER, read_only=True)
    create(row)
    assert refused(lambda: setter(row, **values))


def test_a_grants_account_and_people_stay(cast: Cast) -> None:
    row = effective(cast, cast.nobody, Role.OFFICE)
    create(row)
    for values in ({"account": cast.office2}, {"requested_by": cast.office2}, {"stands_in_for": cast.office}):
        assert refused(lambda values=values: set_by_update(row, **values))


def test_its_end_comes_earlier_at_any_time(cast: Cast) -> None:
    row = effective(cast, cast.nobody, Role.OFFICE, ends=LATER)
    create(row)
    set_by_update(row, ends=LATER - timedelta(days=30))
    assert Grant.objects.get(pk=row.pk).ends == LATER - timedelta(days=30)


def test_a_request_does_not_leap_into_force(cast: Cast) -> None:
    row = Grant(
        account=cast.nobody, role=Role.OFFICE, starts=BEGUN, requested_by=cast.office, requested_on=BEGUN
    )
    create(row)
    leap = {
        "state": Grant.EFFECTIVE, "created_by": cast.system, "created_on": BEGUN,
        "authorised_by": cast.security, "authorised_on": BEGUN,
    }  # fmt: skip
    assert refused(lambda: set_by_update(row, **leap))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite writes a row over another")
def test_no_row_is_written_over_another(cast: Cast) -> None:
    row = effective(cast, cast.nobody, Role.OFFICE)
    create(row)
    row.role = Role.LEADING
    assert refused(raw_sql, row, "INSERT OR REPLACE")


def test_the_guards_come_back_after_a_table_was_made_anew(cast: Cast) -> None:
    clashing = effective(cast, cast.member, Role.AUDIT)
    separation.lift()
    if connection.vendor == "sqlite":
        assert not refused(create, clashing)
        Grant.objects.filter(pk=clashing.pk).delete()
    separation.guard()
    assert refused(create, clashing)


@pytest.mark.parametrize(
    ("wanted", "held", "clashes"),
    [
        (Role.SYSTEM, {Role.SECURITY}, Role.SECURITY), (Role.OFFICE, {Role.AUDIT}, Role.AUDIT),
        (Role.AUDIT, {Role.MEMBER}, Role.MEMBER), (Role.SYSTEM, {Role.SYSTEM}, None), (Role.SYSTEM, set(), None),
        (Role.LEADER, {Role.OFFICE, Role.MEMBER}, None),
    ],
)  # fmt: skip
def test_which_roles_never_meet(wanted: Role, held: set[Role], clashes: Role | None) -> None:
    assert clash(wanted, held) == clashes
