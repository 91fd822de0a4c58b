"""What a sight says: roles held for the office, at an inspection, for a body; and what of it is for reading only."""

from __future__ import annotations

from itertools import chain, combinations
from uuid import UUID

import pytest
from django.db.models import Q

from tests.cast import TODAY
from xuncha.letters.models import Letter
from xuncha.registry.models import Organisation
from xuncha.trust.access import EVERYWHERE, NOWHERE, Door, Restricted, Sight, Unstamped, see
from xuncha.trust.core.roles import Role

HERE, THERE, BODY = UUID(int=1), UUID(int=2), UUID(int=3)
ROLES = (Role.OFFICE, Role.LEADER, Role.MEMBER, Role.CONTACT)


def subsets(of: tuple[Role, ...]) -> list[frozenset[Role]]:
    return [frozenset(one) for one in chain.from_iterable(combinations(of, n) for n in range(len(of) + 1))]


def sight(
    wide: object = (), here: object = (), there: object = (), bodies: object = (), **more: object
) -> Sight:
    at = {HERE: frozenset(here), THERE: frozenset(there)}  # type: ignore[call-overload]
    return Sight(None, TODAY, frozenset(wide), at, frozenset(bodies), **more)  # type: ignore[arg-type, call-overload]


@pytest.mark.parametrize("wanted", subsets(ROLES[:3]))
@pytest.mark.parametrize("wide", subsets(ROLES[:2]))
@pytest.mark.parametrize("here", subsets(ROLES[1:3]))
def test_a_role_is_held_for_the_office_or_there_and_nowhere_else(
    wide: frozenset[Role], here: frozenset[Role], wanted: frozenset[Role]
) -> None:
    one = sight(wide, here)
    at_large, at_the_place = any(r in wide for r in wanted), any(r in here for r in wanted)
    assert one.has(wanted) is at_large
    assert one.has(wanted, HERE) is (at_large or at_the_place)
    assert one.has(wanted, THERE) is at_large
    assert one.has(wanted, BODY) is at_large
    assert one.anywhere(wanted) is (at_large or at_the_place)
    assert one.inspections(wanted) == ({HERE} if at_the_place else set())
    assert one.q("inspection_id", wanted) == (
        EVERYWHERE if at_large else Q(inspection_id__in=frozenset({HERE} if at_the_place else ()))
    )


def test_a_contact_is_one_by_a_body_alone() -> None:
    assert sight(bodies={BODY}).anywhere({Role.CONTACT}) is True
    assert sight(bodies={BODY}).anywhere({Role.LEADER}) is False
    assert sight().anywhere({Role.CONTACT}) is False
    assert Sight(None, TODAY, bodies=frozenset({BODY})).anywhere({Role.CONTACT}) is True
    assert Sight(None, TODAY, frozenset({Role.AUDIT})).anywhere({Role.AUDIT}) is True
    assert sight(bodies={BODY}).of_body("organisation_id") == Q(organisation_id__in=frozenset({BODY}))


def test_writing_is_what_is_not_for_reading_only() -> None:
    one = sight(
        {Role.OFFICE, Role.LEADING}, {Role.LEADER, Role.MEMBER}, {Role.LEADER}, {BODY, HERE},
        read_only=frozenset({(Role.OFFICE, None), (Role.LEADER, HERE), (Role.CONTACT, BODY)}),
    )  # fmt: skip
    writing = one.writing
    assert writing.wide == {Role.LEADING}
    assert writing.at == {HERE: {Role.MEMBER}, THERE: {Role.LEADER}}
    assert writing.bodies == {HERE}
    assert (writing.account_id, writing.on, writing.read_only) == (one.account_id, one.on, frozenset())
    assert one.has({Role.LEADER}, HERE)


def test_a_place_where_all_is_for_reading_only_is_no_place_to_write() -> None:
    one = sight((), {Role.LEADER}, {Role.MEMBER}, read_only=frozenset({(Role.LEADER, HERE)}))
    assert set(one.writing.at) == {THERE}


def test_a_sight_without_reading_only_is_its_own_for_writing() -> None:
    one = sight({Role.OFFICE})
    assert one.writing is one


def test_a_table_that_says_nothing_is_seen_by_nobody() -> None:
    assert Restricted.seen_by(sight({Role.OFFICE, Role.AUDIT}, {Role.LEADER})) == NOWHERE


@pytest.mark.django_db
def test_a_stamp_goes_with_every_copy_and_a_query_without_one_stays_without() -> None:
    found = see(Letter, sight({Role.OFFICE}))
    assert isinstance(found, Door)
    assert found.filter(serial=1).order_by("serial")._clone().stamp is found.stamp
    bare = Letter.objects.filter(serial=1)
    assert bare.stamp is None
    with pytest.raises(Unstamped, match="Letter"):
        bare._stamped()
    with pytest.raises(Unstamped):
        bare.explain()
    with pytest.raises(Unstamped):
        found.raw("SELECT 1")
    with pytest.raises(Unstamped):
        found.union(Letter.objects.all())
    with pytest.raises(Unstamped):
        Letter.objects.all().union(found)
    assert list(found.union(found)) == []
    assert (
        list(found.values("channel").union(Organisation.objects.filter(tree="").order_by().values("name")))
        == []
    )
    assert list(see(Letter, sight()).values("serial").union(found.values("serial"), all=True)) == []
