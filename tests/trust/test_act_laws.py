"""The one transaction, law by law: who is asked, where, what is rolled back, what is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tests.cast import Cast
from xuncha.base.not_entered import NotEntered
from xuncha.base.words import Sentence
from xuncha.letters.models import Letter, Matter
from xuncha.registry.models import Organisation
from xuncha.trust.access import see, whole
from xuncha.trust.act import VERBS, Act, action, witness
from xuncha.trust.core.roles import MAY, UNDER_SEAL, Role
from xuncha.trust.models import Account, Entry
from xuncha.trust.refusal import NoRight, NotSeen, Refusal, Stale

pytestmark = pytest.mark.django_db
LEADERS = frozenset({Role.LEADER})
SAYS = Sentence("试", "try")


@pytest.fixture(autouse=True)
def _verbs() -> Iterator[None]:
    before, may = dict(VERBS), dict(MAY)
    yield
    for held, kept in ((VERBS, before), (MAY, may)):
        held.clear()
        held.update(kept)


def entries(after: int = 0) -> list[Entry]:
    return list(whole(Entry, "a test reads the journal").filter(seq__gt=after).order_by("seq"))


def last() -> int:
    found = entries()
    return found[-1].seq if found else 0


def verb(work: Any, where: str | None = "inspection", roles: frozenset[Role] = LEADERS, **more: Any) -> Any:
    return action(f"test.{work.__name__}", roles=roles, where=where, says=SAYS, **more)(work)


def letter_of(cast: Cast) -> Letter:
    row = Letter(
        inspection=cast.inspection,
        serial=77,
        channel="box",
        received_on=date(2026, 11, 1),
        registered_by=cast.petition,
    )
    row.save(force_insert=True)
    return row


@pytest.mark.parametrize("subject", ["key", "inspection", "row"])
def test_the_place_is_the_inspection_its_key_or_a_row_that_has_it(cast: Cast, subject: str) -> None:
    given = {"key": cast.inspection.pk, "inspection": cast.inspection, "row": letter_of(cast)}[subject]
    done = verb(lambda act, *, inspection: act.by.pk)
    assert done(by=cast.leader, inspection=given) == cast.leader.pk
    for who in ("stranger", "member", "office", "nobody"):
        with pytest.raises(NoRight):
            done(by=getattr(cast, who), inspection=given)


def test_a_place_that_is_none_asks_for_the_whole_office(cast: Cast) -> None:
    for where, given in ((None, {}), ("inspection", {"inspection": None})):
        done = verb(lambda act, **_: 1, where, frozenset({Role.OFFICE, Role.LEADER}))
        assert done(by=cast.office, **given) == 1
        with pytest.raises(NoRight):
            done(by=cast.leader, **given)


def test_anywhere_asks_for_the_role_somewhere_and_need_for_the_place(cast: Cast) -> None:
    def work(act: Act, *, place: Any) -> int:
        act.need(LEADERS, place)
        return 1

    done = verb(work, "anywhere")
    assert done(by=cast.leader, place=cast.inspection.pk) == 1
    with pytest.raises(NoRight):
        done(by=cast.stranger, place=cast.inspection.pk)
    with pytest.raises(NoRight):
        done(by=cast.member, place=cast.inspection.pk)
    with pytest.raises(NoRight):
        done(by=cast.leader, place=None)


def test_what_was_done_before_a_refusal_is_undone_and_the_refusal_alone_is_written(cast: Cast) -> None:
    def work(act: Act, *, inspection: Any) -> None:
        act.add(Organisation(tree="unit", name="半途(虚构)"))
        act.refuse("half-way", SAYS)

    at = last()
    with pytest.raises(Refusal) as no:
        verb(work)(by=cast.leader, inspection=cast.inspection)
    assert Organisation.objects.filter(name="半途(虚构)").count() == 0
    assert [(one.verb, one.refused, one.actor) for one in entries(at)] == [
        ("test.work", "half-way", cast.leader.pk)
    ]
    assert no.value.journalled is True


def test_a_fault_undoes_everything_and_is_no_refusal(cast: Cast) -> None:
    def work(act: Act, *, inspection: Any) -> None:
        act.add(Organisation(tree="unit", name="出错(虚构)"))
        raise KeyError

    at = last()
    with pytest.raises(KeyError):
        verb(work)(by=cast.leader, inspection=cast.inspection)
    assert Organisation.objects.filter(name="出错(虚构)").count() == 0
    assert entries(at) == []
    assert verb(lambda act, *, inspection: len(act.entries))(by=cast.leader, inspection=cast.inspection) == 0


def test_everything_of_an_act_is_written_in_its_order_with_its_own_name_last(cast: Cast) -> None:
    def work(act: Act, *, inspection: Any) -> None:
        act.add(Organisation(tree="unit", name="甲(虚构)"), kind="x")
        act.note("test.noted", count=2)

    at = last()
    verb(work)(by=cast.leader, inspection=cast.inspection)
    assert [one.verb for one in entries(at)] == ["organisation.added", "test.noted", "test.work"]
    assert {(one.act, one.refused, one.actor) for one in entries(at)} == {("test.work", "", cast.leader.pk)}


def test_an_inner_action_is_asked_for_its_own_right_and_joins(cast: Cast) -> None:
    inner = verb(lambda act, *, inspection: act.note("test.inner"), roles=frozenset({Role.DEPUTY}))

    def outer(act: Act, *, inspection: Any) -> None:
        inner(by=act, inspection=inspection)

    at = last()
    with pytest.raises(NoRight):
        verb(outer)(by=cast.leader, inspection=cast.inspection)
    assert [one.refused for one in entries(at)] == ["no-right"]
    both = verb(outer, roles=frozenset({Role.DEPUTY}))
    both(by=cast.deputy, inspection=cast.inspection)
    assert [one.verb for one in entries(at)][1:] == ["test.inner", "test.outer"]


def test_an_inner_action_that_reads_does_not_make_the_outer_one_read(cast: Cast) -> None:
    seen = []
    reads = verb(lambda act, *, inspection: seen.append(act.reads), reads=True)

    def outer(act: Act, *, inspection: Any) -> None:
        seen.append(act.reads)
        reads(by=act, inspection=inspection)
        seen.append(act.reads)

    verb(outer)(by=cast.leader, inspection=cast.inspection)
    assert seen == [False, True, False]
    writes = verb(lambda act, *, inspection: seen.append(act.reads))
    verb(
        lambda act, *, inspection: (writes(by=act, inspection=inspection), seen.append(act.reads)), reads=True
    )(by=cast.leader, inspection=cast.inspection)
    assert seen[3:] == [False, True]


def test_after_a_refused_inner_action_the_outer_one_still_writes(cast: Cast) -> None:
    def inner(act: Act, *, inspection: Any) -> None:
        act.refuse("no", SAYS)

    refusing = verb(inner, reads=True)

    def outer(act: Act, *, inspection: Any) -> bool:
        with pytest.raises(Refusal):
            refusing(by=act, inspection=inspection)
        return act.reads

    assert verb(outer)(by=cast.leader, inspection=cast.inspection) is False


def test_an_action_may_be_called_by_the_act_it_runs_in_and_by_an_account(cast: Cast) -> None:
    inner = verb(lambda act, *, inspection: act)
    outer = verb(lambda act, *, inspection: inner(by=cast.deputy, inspection=inspection) is act)
    assert outer(by=cast.leader, inspection=cast.inspection) is True
    act = inner(by=cast.leader, inspection=cast.inspection)
    assert inner(by=act, inspection=cast.inspection).by == cast.leader


def test_a_fact_that_nobody_entered_refuses_and_says_where(cast: Cast) -> None:
    def work(act: Act, *, inspection: Any) -> None:
        raise NotEntered(SAYS, SAYS)

    with pytest.raises(Refusal) as no:
        verb(work)(by=cast.leader, inspection=cast.inspection)
    assert (no.value.code, no.value.says) == ("not-entered", SAYS)


def test_a_row_is_changed_by_who_sees_it_at_the_version_that_was_read(cast: Cast) -> None:
    row = letter_of(cast)

    def work(act: Act, *, inspection: Any, version: int | None = None) -> Letter:
        return act.change(row, version, channel="post")

    wide = frozenset({Role.LEADER, Role.MEMBER})
    at = last()
    with pytest.raises(Stale):
        verb(work, roles=wide)(by=cast.leader, inspection=cast.inspection, version=5)
    with pytest.raises(Stale):
        verb(work, roles=wide)(by=cast.member, inspection=cast.inspection)
    assert see(Letter, cast.leader).get(pk=row.pk).channel == "box"
    assert (row.version, row.channel) == (1, "box")
    assert [one.refused for one in entries(at)] == ["stale", "stale"]
    done = verb(work, roles=wide)(by=cast.leader, inspection=cast.inspection)
    assert (done.version, done.channel) == (2, "post")
    kept = see(Letter, cast.leader).get(pk=row.pk)
    assert (kept.version, kept.channel) == (2, "post")
    assert entries(at)[2].verb == "letter.changed"


def test_a_row_that_is_there_already_is_refused_as_taken(cast: Cast) -> None:
    for work in (
        lambda act, *, inspection: act.add(Organisation(tree="unit", name=cast.unit.name)),
        lambda act, *, inspection: act.change(cast.party, name=cast.unit.name, tree="unit"),
    ):
        with pytest.raises(Refusal) as no:
            verb(work)(by=cast.leader, inspection=cast.inspection)
        assert no.value.code == "taken"
    assert Organisation.objects.filter(name=cast.unit.name).count() == 1


def test_a_rehearsal_leaves_neither_rows_nor_entries(cast: Cast) -> None:
    def work(act: Act, *, inspection: Any) -> int:
        act.note("test.before")
        with act.rehearsal():
            act.add(Organisation(tree="unit", name="预演(虚构)"))
        return Organisation.objects.filter(name="预演(虚构)").count()

    at = last()
    assert verb(work)(by=cast.leader, inspection=cast.inspection) == 0
    assert [one.verb for one in entries(at)] == ["test.before", "test.work"]


def test_what_the_office_may_not_see_is_marked_in_the_name_of_the_act(cast: Cast) -> None:
    row, both = letter_of(cast), frozenset({Role.OFFICE, Role.LEADER})

    def named(work: Any, roles: frozenset[Role]) -> str:
        verb(work, roles=roles)(by=cast.leader, inspection=cast.inspection)
        return entries()[-1].act

    sealed = "test.<lambda>" + UNDER_SEAL
    assert named(lambda act, *, inspection: act.note("test.noted", row), both) == sealed
    assert named(lambda act, *, inspection: (act.note("a", row), act.note("b", inspection)), both) == sealed
    assert named(lambda act, *, inspection: act.note("test.noted", inspection), both) == "test.<lambda>"
    assert named(lambda act, *, inspection: act.note("test.noted", row), LEADERS) == "test.<lambda>"


def test_opening_nothing_is_not_written_and_an_empty_column_is_empty(cast: Cast) -> None:
    row = letter_of(cast)
    at = last()
    assert (
        verb(lambda act, *, inspection: act.open([], "text"))(by=cast.leader, inspection=cast.inspection)
        == []
    )
    assert "sealed.opened" not in [one.verb for one in entries(at)]
    opened = verb(lambda act, *, inspection: act.open([row], "text"))(
        by=cast.leader, inspection=cast.inspection
    )
    assert opened == [{"text": ""}]
    assert "sealed.opened" in [one.verb for one in entries(at)]


def test_one_row_is_found_by_who_sees_it(cast: Cast) -> None:
    row = letter_of(cast)
    one = verb(
        lambda act, *, inspection: act.one(Letter, row.pk), roles=frozenset({Role.LEADER, Role.MEMBER})
    )
    assert one(by=cast.leader, inspection=cast.inspection).pk == row.pk
    with pytest.raises(NotSeen):
        one(by=cast.member, inspection=cast.inspection)


def test_a_number_counts_on_over_rows_that_are_hidden(cast: Cast) -> None:
    letter_of(cast)
    nexts = verb(
        lambda act, *, inspection: act.next_serial(Letter, inspection), roles=frozenset({Role.MEMBER})
    )
    assert nexts(by=cast.member, inspection=cast.inspection) == 78


def test_what_is_no_action_is_witnessed_and_stays_when_its_surroundings_go_on(cast: Cast) -> None:
    at = last()
    with transaction.atomic():
        witness("test.seen", cast.leader, refused="why", count=1)
    (one,) = entries(at)
    assert (one.verb, one.act, one.refused, one.actor) == ("test.seen", "test.seen", "why", cast.leader.pk)
    witness("test.nobody", None)
    assert (entries(at)[1].actor, entries(at)[1].refused) == (None, "")


def test_a_closed_account_does_nothing_even_for_itself(cast: Cast) -> None:
    own = verb(lambda act: 1, "self", frozenset(Role))
    assert own(by=cast.nobody) == 1
    Account.objects.filter(pk=cast.nobody.pk).update(is_active=False)
    with pytest.raises(NoRight):
        own(by=Account.objects.get(pk=cast.nobody.pk))
    assert see(Matter, cast.nobody).count() == 0
