"""A grant: asked for, created, authorised by three people; refused with a reason; read-only; of a deputy; ended at once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import TODAY, Cast, in_force
from xuncha.base.words import Sentence
from xuncha.trust import clock, key_folder, keyring
from xuncha.trust.access import whole
from xuncha.trust.act import VERBS, Act, action
from xuncha.trust.actions.accounts import close_account
from xuncha.trust.actions.grants import (
    ask_for_grant,
    authorise_grants,
    create_grants,
    end_grant,
    end_grants,
    refuse_grants,
)
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import TEAM, Role
from xuncha.trust.models import Account, Entry, Grant, sight_of
from xuncha.trust.recusal import KNOWN
from xuncha.trust.refusal import Refusal

UNTIL = date(2026, 12, 31)


def asked(cast: Cast, **more: object) -> Grant:
    return ask_for_grant(
        **{"by": cast.office, "account": cast.nobody, "role": Role.MEMBER, "inspection": cast.inspection.pk, **more}
    )  # fmt: skip


def states() -> list[tuple[object, str]]:
    return list(Grant.objects.order_by("pk").values_list("pk", "state"))


def code_of(work: object, **arguments: object) -> str:
    """The code of the refusal, which changed nothing."""
    before = states()
    with pytest.raises(Refusal) as no:
        work(**arguments)
    assert states() == before
    return no.value.code


def test_three_people_bring_a_grant_into_force_and_not_one_step_less(cast: Cast) -> None:
    grant = asked(cast)
    held = [sight_of(cast.nobody).at]
    create_grants(by=cast.system, grants=[grant])
    held.append(sight_of(cast.nobody).at)
    authorise_grants(by=cast.security, grants=[grant])
    held.append(sight_of(cast.nobody).at)
    assert held == [{}, {}, {cast.inspection.pk: frozenset({Role.MEMBER})}]
    now = Grant.objects.get(pk=grant.pk)
    assert (now.requested_by, now.created_by, now.authorised_by) == (cast.office, cast.system, cast.security)


def test_each_step_is_journalled_by_who_took_it(cast: Cast) -> None:
    in_force(asked(cast))
    told = whole(Entry, "what the journal says of a grant").filter(
        verb__startswith="grant.", act__startswith="grant."
    )
    steps = [(one.verb, one.actor) for one in told.order_by("seq") if one.verb == one.act]
    assert steps == [
        ("grant.ask", cast.office.pk), ("grant.create", cast.system.pk), ("grant.authorise", cast.security.pk),
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["member", "contact", "system", "security", "audit", "nobody", "petition"])
def test_nobody_else_asks(who: str, cast: Cast) -> None:
    assert code_of(asked, cast=cast, by=getattr(cast, who)) == "no-right"


def test_the_heads_of_a_team_ask_for_their_own_inspection_alone(cast: Cast) -> None:
    assert asked(cast, by=cast.leader).state == Grant.REQUESTED
    assert code_of(asked, cast=cast, by=cast.leader, inspection=cast.other.pk) == "no-right"
    assert code_of(asked, cast=cast, by=cast.leader, inspection=None, role=Role.OFFICE) == "no-right"


@pytest.mark.parametrize("who", ["office", "leading", "leader", "security", "audit", "nobody"])
def test_only_the_system_administrator_creates(who: str, cast: Cast) -> None:
    grant = asked(cast)
    assert code_of(create_grants, by=getattr(cast, who), grants=[grant]) == "no-right"


@pytest.mark.parametrize("who", ["office", "leading", "leader", "system", "audit", "nobody"])
def test_only_the_security_administrator_authorises(who: str, cast: Cast) -> None:
    grant = asked(cast)
    create_grants(by=cast.system, grants=[grant])
    assert code_of(authorise_grants, by=getattr(cast, who), grants=[grant]) == "no-right"


def test_no_step_is_left_out_or_taken_twice(cast: Cast) -> None:
    grant = asked(cast)
    assert code_of(authorise_grants, by=cast.security, grants=[grant]) == "waits-no-more"
    create_grants(by=cast.system, grants=[grant])
    assert code_of(create_grants, by=cast.system, grants=[grant]) == "waits-no-more"


def test_a_batch_is_created_whole_or_not_at_all(cast: Cast) -> None:
    first, second = asked(cast), asked(cast, role=Role.LIAISON)
    create_grants(by=cast.system, grants=[first])
    assert code_of(create_grants, by=cast.system, grants=[first, second]) == "waits-no-more"
    assert create_grants(by=cast.system, grants=[second]) == 1


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.CONTACT, "inspection"), (Role.CONTACT, ""), (Role.LEADER, ""), (Role.LEADER, "organisation"), (Role.OFFICE, "inspection"),
     (Role.AUDIT, "organisation")],
)  # fmt: skip
def test_a_role_out_of_place_is_refused(role: Role, place: str, cast: Cast) -> None:
    where = {"inspection": None, "organisation": None}
    if place:
        where[place] = cast.inspection.pk if place == "inspection" else cast.unit.pk
    assert code_of(asked, cast=cast, role=role, **where) == "role-out-of-place"


def test_the_same_grant_is_asked_for_once(cast: Cast) -> None:
    first = asked(cast)
    assert asked(cast).pk == first.pk
    in_force(first)
    assert asked(cast).pk == first.pk


def test_a_longer_grant_is_asked_for_anew_and_a_shorter_one_is_held_already(cast: Cast) -> None:
    first = asked(cast, ends=UNTIL)
    assert asked(cast, ends=date(2026, 12, 1)).pk == first.pk
    longer = asked(cast, ends=date(2027, 1, 31))
    assert (longer.pk != first.pk, longer.state) == (True, Grant.REQUESTED)


@pytest.mark.parametrize(
    ("who", "role"), [("audit", Role.OFFICE), ("office2", Role.AUDIT), ("system", Role.SECURITY)]
)
def test_administrators_are_kept_apart_in_words(who: str, role: Role, cast: Cast) -> None:
    assert code_of(asked, cast=cast, account=getattr(cast, who), role=role, inspection=None) == "kept-apart"


def test_a_second_account_of_an_administrator_gets_no_business(cast: Cast) -> None:
    Account.objects.filter(pk__in=[cast.audit.pk, cast.nobody.pk]).update(person_id=cast.new_head.pk)
    cast.nobody.refresh_from_db()
    assert code_of(asked, cast=cast) == "kept-apart"


def test_drafted_staff_are_granted_dated_roles_at_an_inspection_only(cast: Cast) -> None:
    Account.objects.filter(pk=cast.nobody.pk).update(standing=Account.DRAFTED)
    cast.nobody.refresh_from_db()
    assert code_of(asked, cast=cast) == "drafted-undated"
    assert code_of(asked, cast=cast, role=Role.OFFICE, inspection=None, ends=UNTIL) == "drafted-undated"
    assert asked(cast, ends=UNTIL).ends == UNTIL


def test_a_grant_ends_after_it_begins(cast: Cast) -> None:
    assert code_of(asked, cast=cast, ends=TODAY) == "ends-first"


def test_who_must_keep_out_is_not_asked_for(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Account.objects.filter(pk=cast.nobody.pk).update(person_id=cast.new_head.pk)
    cast.nobody.refresh_from_db()
    place = cast.inspection.pk
    monkeypatch.setattr(
        "xuncha.trust.recusal.KNOWN",
        [*KNOWN, lambda person: frozenset({place}) if person == cast.new_head.pk else frozenset()],
    )
    assert code_of(asked, cast=cast) == "recused"
    assert asked(cast, inspection=cast.other.pk).state == Grant.REQUESTED


def test_a_deputy_stands_in_for_who_holds_the_role_until_a_day(cast: Cast) -> None:
    place = {"role": Role.DEPUTY, "stands_in_for": cast.deputy}
    assert code_of(asked, cast=cast, **place) == "deputy-undated"
    assert (
        code_of(asked, cast=cast, role=Role.LEADER, stands_in_for=cast.deputy, ends=UNTIL) == "no-principal"
    )
    in_force(asked(cast, ends=UNTIL, **place))
    with clock.on_day(date(2026, 12, 30)):
        assert sight_of(cast.nobody).at == {cast.inspection.pk: frozenset({Role.DEPUTY})}
    with clock.on_day(UNTIL):
        assert sight_of(cast.nobody).at == {}


def test_an_administrators_deputy_signs_in_his_place(cast: Cast) -> None:
    in_force(asked(cast, role=Role.SYSTEM, inspection=None, stands_in_for=cast.system, ends=UNTIL))
    grant = asked(cast, account=cast.office2)
    assert create_grants(by=cast.nobody, grants=[grant]) == 1


def test_an_administrator_takes_no_step_for_himself(cast: Cast) -> None:
    grant = asked(cast, account=cast.system, role=Role.SYSTEM, inspection=None, read_only=True)
    assert code_of(create_grants, by=cast.system, grants=[grant]) == "three-people"


@pytest.mark.parametrize("who", ["system", "security"])
def test_a_request_is_sent_back_with_a_reason(who: str, cast: Cast) -> None:
    grant = asked(cast)
    if who == "security":
        create_grants(by=cast.system, grants=[grant])
    by = getattr(cast, who)
    assert code_of(refuse_grants, by=by, grants=[grant], reason=" ") == "no-reason"
    assert refuse_grants(by=by, grants=[grant], reason="没有抽调函") == 1
    now = Grant.objects.get(pk=grant.pk)
    assert (now.state, now.refused_by, now.refused_because) == (Grant.REFUSED, by, "没有抽调函")
    assert code_of(create_grants, by=cast.system, grants=[grant]) == "waits-no-more"


def test_what_was_sent_back_may_be_asked_for_again(cast: Cast) -> None:
    grant = asked(cast)
    refuse_grants(by=cast.system, grants=[grant], reason="没有抽调函")
    again = asked(cast, basis="抽调函3号")
    assert (again.pk != grant.pk, again.state) == (True, Grant.REQUESTED)


def test_who_asked_takes_it_back_and_other_heads_do_not(cast: Cast) -> None:
    grant = asked(cast, by=cast.leader)
    assert code_of(refuse_grants, by=cast.stranger, grants=[grant], reason="x") == "no-right"
    assert refuse_grants(by=cast.leader, grants=[grant], reason="填错了人") == 1


def test_what_is_in_force_is_ended_not_sent_back(cast: Cast) -> None:
    grant = asked(cast)
    in_force(grant)
    assert code_of(refuse_grants, by=cast.security, grants=[grant], reason="x") == "waits-no-more"


def test_an_ended_grant_is_gone_at_once(cast: Cast) -> None:
    assert end_grants(by=cast.office, account=cast.member, inspection=cast.inspection.pk) == 1
    assert sight_of(cast.member).at == {}


def test_the_keys_go_with_the_grant_and_with_the_account(cast: Cast) -> None:
    name = of_inspection("team", cast.inspection.pk)
    keyring.create(name)

    def holders() -> set[str]:
        people = {"member": cast.member, "member2": cast.member2, "leader": cast.leader}
        return {who for who, one in people.items() if str(one.pk) in key_folder.load(name).newest.wraps}

    assert holders() == {"member", "member2", "leader"}
    end_grants(by=cast.office, account=cast.member, inspection=cast.inspection.pk)
    assert holders() == {"member2", "leader"}
    close_account(by=cast.office, account=cast.member2)
    assert holders() == {"leader"}


def test_ending_takes_back_what_still_waits(cast: Cast) -> None:
    grant = asked(cast)
    assert end_grants(by=cast.office, account=cast.nobody, inspection=cast.inspection.pk) == 1
    assert Grant.objects.get(pk=grant.pk).state == Grant.REFUSED


def test_the_security_administrator_ends_one_grant(cast: Cast) -> None:
    grant = Grant.objects.get(account=cast.leader)
    assert end_grant(by=cast.security, grant=grant) == 1
    assert sight_of(cast.leader).at == {}


def test_the_last_administrator_of_a_kind_stays(cast: Cast) -> None:
    assert (
        code_of(end_grant, by=cast.office, grant=Grant.objects.get(account=cast.audit))
        == "last-administrator"
    )
    in_force(asked(cast, role=Role.AUDIT, inspection=None))
    assert end_grant(by=cast.office, grant=Grant.objects.get(account=cast.audit)) == 1


def test_a_grant_holds_from_its_first_day_to_before_its_last(cast: Cast) -> None:
    in_force(asked(cast, starts=date(2026, 12, 1), ends=UNTIL))
    held = []
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 30), UNTIL):
        with clock.on_day(day):
            held.append(bool(sight_of(cast.nobody).at))
    assert held == [False, True, True, False]


@pytest.fixture
def probes() -> object:
    """Two actions that only tell whether they ran: one that reads, one that does not."""
    before = dict(VERBS)

    def ran(act: Act, *, place: object) -> bool:
        act.need(TEAM, place)
        return True

    says = Sentence("试", "probe")
    reading = action("probe.read", roles=TEAM, where="place", says=says, reads=True)(ran)
    writing = action("probe.write", roles=TEAM, where="place", says=says)(ran)
    yield reading, writing
    VERBS.clear()
    VERBS.update(before)


def test_a_read_only_grant_reads_and_does_not_write(cast: Cast, probes: object) -> None:
    reading, writing = probes
    in_force(asked(cast, read_only=True))
    assert reading(by=cast.nobody, place=cast.inspection.pk)
    assert code_of(writing, by=cast.nobody, place=cast.inspection.pk) == "no-right"


def test_a_reading_action_lets_no_writing_one_in(cast: Cast, probes: object) -> None:
    _, writing = probes
    in_force(asked(cast, read_only=True))

    @action("probe.read", roles=TEAM, where="place", says=Sentence("试", "probe"), reads=True)
    def outer(act: Act, *, place: object) -> bool:
        return writing(by=act, place=place)

    assert code_of(outer, by=cast.nobody, place=cast.inspection.pk) == "no-right"


def test_a_role_held_both_ways_writes(cast: Cast, probes: object) -> None:
    _, writing = probes
    in_force(asked(cast, read_only=True), asked(cast))
    assert writing(by=cast.nobody, place=cast.inspection.pk)


def test_read_only_at_one_inspection_takes_nothing_away_at_another(cast: Cast, probes: object) -> None:
    _, writing = probes
    in_force(asked(cast, read_only=True), asked(cast, inspection=cast.other.pk))
    assert writing(by=cast.nobody, place=cast.other.pk)
    assert code_of(writing, by=cast.nobody, place=cast.inspection.pk) == "no-right"


def test_a_read_only_contact_and_a_read_only_office_write_nothing(cast: Cast) -> None:
    in_force(asked(cast, role=Role.CONTACT, inspection=None, organisation=cast.unit.pk, read_only=True))
    in_force(asked(cast, role=Role.LEADING, inspection=None, read_only=True))
    sight = sight_of(cast.nobody)
    assert (sight.wide, sight.bodies) == (frozenset({Role.LEADING}), frozenset({cast.unit.pk}))
    assert (sight.writing.wide, sight.writing.bodies) == (frozenset(), frozenset())
