"""Rotation: what is sealed from then on needs the new key; what was sealed before stays with who could open it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import FICTIONAL_PASSWORD, TODAY, Cast, account, grant
from tests.letters.builders import again, opened_by_two, registered
from xuncha.letters.actions.open_identity import see_identity
from xuncha.letters.models import Letter
from xuncha.sealed import stream
from xuncha.sealed.envelope import CannotOpen, Opener, new_opener, open_envelope, seal
from xuncha.stewards.actions.retire_keys import propose_retiring
from xuncha.trust import (
    account_keys,
    clock,
    key_folder,
    keyring,
    pocket,
    resealing,
    rotating,
    shredding,
    split_keys,
    vault,
)
from xuncha.trust.access import whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.reseal import reseal_some
from xuncha.trust.actions.rotate_keys import rotate_keys
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.key_file import KeyFile, Pair
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Entry
from xuncha.trust.pocket import Pocket
from xuncha.trust.refusal import Destroyed, NoKey, NoRight, Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.keys]


@pytest.fixture(autouse=True)
def _keys_of_its_own(tmp_path, settings) -> None:
    """Which older pairs are idle is asked of the whole key folder."""
    settings.XUNCHA_KEYS = tmp_path / "keys"
    vault.create_key()


def unlocked(*accounts) -> Pocket:
    return Pocket({one.pk: account_keys.unlock(one, FICTIONAL_PASSWORD) for one in accounts})


def letters(cast: Cast) -> str:
    return of_inspection("letters", cast.inspection.pk)


def kept(cast: Cast, serial: int, text: str) -> Letter:
    letter = Letter(
        inspection=cast.inspection,
        serial=serial,
        channel="box",
        received_on=TODAY,
        registered_by=cast.petition,
    )
    letter.text = vault.seal(letter, "text", text)
    letter.save()
    return letter


def opens(letter: Letter, *accounts) -> str:
    with pocket.using(unlocked(*accounts)):
        return vault.open_bytes(letter, "text").decode()


def rotated(cast: Cast, **how) -> int:
    return rotate_keys(by=cast.security, only_due=False, **how)


def test_old_rows_still_open_and_new_ones_are_sealed_to_the_new_key(cast: Cast) -> None:
    before = kept(cast, 1, "before")
    assert rotated(cast) == 1
    after = kept(cast, 2, "after")
    assert before.text[2:10] != after.text[2:10]
    assert [opens(one, cast.leader) for one in (before, after)] == ["before", "after"]
    assert [pair.number for pair in key_folder.load(letters(cast)).pairs] == [2, 1]


def test_who_kept_the_old_key_opens_nothing_that_was_sealed_after(cast: Cast) -> None:
    before = kept(cast, 1, "before")
    with pocket.using(unlocked(cast.deputy)):
        carried_off = keyring.opener_of(letters(cast))
    rotated(cast)
    after = kept(cast, 2, "after")
    assert open_envelope(carried_off, vault.place(before, "text"), before.text) == b"before"
    for tried in (carried_off, Opener(keyring.lock_of(letters(cast)), carried_off.secret)):
        with pytest.raises(CannotOpen):
            open_envelope(tried, vault.place(after, "text"), after.text)


def test_who_rotates_holds_nothing_before_and_nothing_after(cast: Cast) -> None:
    letter = kept(cast, 1, "before")
    with pocket.using(unlocked(cast.security)):
        rotated(cast)
    for one in (letter, kept(cast, 2, "after")):
        with pytest.raises(NoKey):
            opens(one, cast.security)


@pytest.mark.parametrize("who", ["system", "audit", "office", "leader", "contact"])
def test_nobody_but_the_security_administrator_rotates(cast: Cast, who: str) -> None:
    kept(cast, 1, "before")
    before = key_folder.load(letters(cast))
    with pytest.raises(NoRight):
        rotate_keys(by=getattr(cast, who), only_due=False)
    assert key_folder.load(letters(cast)) == before


def test_one_inspection_alone_is_rotated(cast: Cast) -> None:
    kept(cast, 1, "before")
    keyring.lock_of(of_inspection("team", cast.other.pk))
    assert rotated(cast, inspection=cast.inspection.pk) == 1
    assert len(key_folder.load(of_inspection("team", cast.other.pk)).pairs) == 1


def test_a_later_colleague_is_handed_every_key_the_holder_has(cast: Cast) -> None:
    before = kept(cast, 1, "before")
    rotated(cast)
    after = kept(cast, 2, "after")
    late = account("late", "新任副组长")
    grant(late, Role.DEPUTY, inspection=cast.inspection.pk)
    with pytest.raises(NoKey):
        opens(before, late)
    with pocket.using(unlocked(cast.leader)):
        assert keyring.hand_over() == 1
        assert keyring.waiting() == {}
    assert [opens(one, late) for one in (before, after)] == ["before", "after"]


def test_who_came_between_has_the_new_key_at_once_and_the_old_one_from_a_colleague(cast: Cast) -> None:
    before = kept(cast, 1, "before")
    late = account("late", "新任副组长")
    grant(late, Role.DEPUTY, inspection=cast.inspection.pk)
    rotated(cast)
    assert opens(kept(cast, 2, "after"), late) == "after"
    with pytest.raises(NoKey):
        opens(before, late)
    with pocket.using(unlocked(late)):
        assert keyring.hand_over() == 0
    with pocket.using(unlocked(cast.petition)):
        assert keyring.waiting() == {letters(cast): [late.pk]}
        assert keyring.hand_over() == 1
    assert opens(before, late) == "before"


def test_withdrawn_is_taken_from_every_pair(cast: Cast) -> None:
    before = kept(cast, 1, "before")
    rotated(cast)
    after = kept(cast, 2, "after")
    cast.deputy.grants.update(ends=date(2026, 11, 1))
    assert keyring.withdraw(cast.deputy.pk, cast.inspection.pk) == 1
    for one in (before, after):
        with pytest.raises(NoKey):
            opens(one, cast.deputy)


def test_shredded_are_all_pairs_and_there_is_no_rotation_of_what_is_gone(cast: Cast) -> None:
    before = kept(cast, 1, "before")
    rotated(cast)
    after = kept(cast, 2, "after")
    older = key_folder.load(letters(cast))
    keyring.shred(letters(cast))
    for one in (before, after):
        with pytest.raises(Destroyed):
            opens(one, cast.leader)
    assert rotated(cast) == 0
    with pytest.raises(key_folder.Shredded), key_folder.locked():
        key_folder.save(older)


def test_equal_values_go_on_meeting(cast: Cast) -> None:
    kept(cast, 1, "before")
    token = vault.token("writer", "same words", letters(cast))
    rotated(cast)
    assert vault.token("writer", "same words", letters(cast)) == token


def test_a_compartment_that_nobody_would_hold_is_left_alone(cast: Cast) -> None:
    kept(cast, 1, "before")
    for one in (cast.leader, cast.deputy, cast.petition):
        one.grants.update(ends=date(2026, 11, 1))
    assert rotated(cast) == 0
    assert len(key_folder.load(letters(cast)).pairs) == 1


def test_on_a_stand_alone_machine_it_is_refused(cast: Cast, monkeypatch) -> None:
    kept(cast, 1, "before")
    monkeypatch.setattr(key_folder, "is_away", lambda: True)
    with pytest.raises(Refusal) as refused:
        rotated(cast)
    assert refused.value.code == "on-a-machine"
    assert len(key_folder.load(letters(cast)).pairs) == 1


# --- when it is due


def test_due_by_age_and_when_a_holder_left_and_not_before(cast: Cast) -> None:
    kept(cast, 1, "before")
    assert rotating.due() == []
    with clock.on_day(TODAY + timedelta(days=364)):
        assert rotating.due() == []
    with clock.on_day(TODAY + timedelta(days=365)):
        assert [(one.name, one.made) for one in rotating.due()] == [(letters(cast), TODAY)]
    cast.deputy.grants.update(ends=date(2026, 11, 1))
    keyring.withdraw(cast.deputy.pk, cast.inspection.pk)
    assert [one.name for one in rotating.due()] == [letters(cast)]
    assert rotate_keys(by=cast.security) == 1
    assert rotating.due() == []
    assert rotate_keys(by=cast.security) == 0


@given(age=st.integers(0, 2000), days=st.integers(0, 1000), left=st.booleans(), after=st.booleans())
def test_the_law_of_being_due(age: int, days: int, left: bool, after: bool) -> None:
    pair = Pair(1, 1, "00" * 32, made=TODAY.isoformat(), left=left)
    expected = (days > 0 and age >= days) or (left and after)
    assert pair.is_due(TODAY + timedelta(days=age), days, after) is expected


def test_the_journal_tells_how_many_and_of_no_inspection(cast: Cast) -> None:
    kept(cast, 1, "before")
    rotated(cast)
    (body,) = whole(Entry, "test").filter(verb="keys.rotated").values_list("body", flat=True)
    assert str(cast.inspection.pk) not in body
    assert '"number":1' in body.replace(" ", "")


# --- split keys


def test_identities_of_both_keys_are_opened_by_two_custodians(cast: Cast) -> None:
    with pocket.using(unlocked(*cast.accounts.values())):
        first = registered(cast, writer="冯陈褚")
        assert rotated(cast) == 2
        second = registered(cast, text="另一封", writer="褚卫")
        for letter, name in ((first, "冯陈褚"), (second, "褚卫")):
            assert opened_by_two(cast, letter, "petition", "leader").state == "done"
            assert see_identity(by=cast.leader, letter=again(cast, letter)).reporter == name


def test_shares_of_the_old_and_the_new_key_do_not_join(cast: Cast) -> None:
    name = of_inspection("identities", cast.inspection.pk)
    keyring.lock_of(name)
    with pocket.using(unlocked(*cast.accounts.values())):
        old = split_keys.share_of(name, cast.leader.pk)
        rotated(cast)
        stored = key_folder.load(name)
        assert len(stored.pairs) == 2
        new = split_keys.share_of(name, cast.petition.pk)
        joined = split_keys.joined(name, [old, new])
    assert list(joined.known) == [stored.pairs[1].public]
    with pytest.raises(CannotOpen):
        joined.of(stored.lock.head)


# --- sealing anew, and what becomes of the old pair


def test_sealed_anew_by_a_holder_it_needs_the_new_key_alone(cast: Cast) -> None:
    letter = kept(cast, 1, "before")
    rotated(cast)
    assert resealing.unused() == []
    with pocket.using(unlocked(cast.leader)):
        assert resealing.left() == 1
        assert reseal_some(by=cast.leader) == 1
        assert reseal_some(by=cast.leader) == 0
    fresh = whole(Letter, "test").get(pk=letter.pk)
    assert (fresh.text[2:10], fresh.version) == (keyring.lock_of(letters(cast)).id, letter.version)
    assert opens(fresh, cast.petition) == "before"
    assert resealing.unused() == [(letters(cast), key_folder.load(letters(cast)).pairs[1].id.hex())]


def test_who_opens_nothing_seals_nothing_anew(cast: Cast) -> None:
    letter = kept(cast, 1, "before")
    rotated(cast)
    with pocket.using(unlocked(cast.office)):
        assert reseal_some(by=cast.office) == 0
    assert whole(Letter, "test").get(pk=letter.pk).text == letter.text


def test_it_goes_on_where_it_stopped(cast: Cast) -> None:
    for serial in range(1, 6):
        kept(cast, serial, f"letter {serial}")
    rotated(cast)
    with pocket.using(unlocked(cast.leader)):
        assert [reseal_some(by=cast.leader, most=2) for _ in range(4)] == [2, 2, 1, 0]
    texts = [opens(one, cast.leader) for one in whole(Letter, "test").order_by("serial")]
    assert texts == [f"letter {serial}" for serial in range(1, 6)]


def test_what_is_damaged_stays_as_it_is_and_stops_nothing(cast: Cast) -> None:
    broken = kept(cast, 1, "before")
    broken.text = vault.Sealed(broken.text[:-1] + bytes([broken.text[-1] ^ 1]))
    broken.save()
    kept(cast, 2, "whole")
    rotated(cast)
    with pocket.using(unlocked(cast.leader)):
        assert [reseal_some(by=cast.leader, most=1) for _ in range(2)] == [1, 0]
    assert whole(Letter, "test").get(pk=broken.pk).text == broken.text
    assert resealing.unused() == []


def test_a_file_in_pieces_keeps_its_pieces(cast: Cast) -> None:
    letter = kept(cast, 1, "")
    place, plain = vault.place(letter, "text"), random.Random(1).randbytes(200_000)
    letter.text = vault.Sealed(stream.wrapped(keyring.lock_of(letters(cast)), place, stream.Stream.of(plain)))
    letter.save()
    rotated(cast)
    with pocket.using(unlocked(cast.leader)):
        assert reseal_some(by=cast.leader) == 1
        fresh = whole(Letter, "test").get(pk=letter.pk).text
        opened = stream.unwrapped(keyring.opener_of(letters(cast), fresh), place, fresh)
    assert opened.whole() == plain
    assert fresh[-100_000:] == letter.text[-100_000:]


def test_what_a_machine_has_is_left_as_it_is(cast: Cast, monkeypatch) -> None:
    kept(cast, 1, "before")
    rotated(cast)
    with pocket.using(unlocked(cast.leader)):
        with monkeypatch.context() as out:
            out.setattr(resealing, "ELSEWHERE", [lambda: frozenset({cast.inspection.pk})])
            assert reseal_some(by=cast.leader) == 0
        assert reseal_some(by=cast.leader) == 1
    assert len(resealing.unused()) == 1
    monkeypatch.setattr(resealing, "ELSEWHERE", [lambda: frozenset({cast.inspection.pk})])
    assert resealing.unused() == []


@pytest.fixture
def idle(cast: Cast) -> str:
    """An older pair that sealed nothing any more; how the list of what is shredded names it."""
    kept(cast, 1, "before")
    rotated(cast)
    with pocket.using(unlocked(cast.leader)):
        reseal_some(by=cast.leader)
    ((name, known_as),) = resealing.unused()
    return shredding.retired(name, known_as)


def retire(cast: Cast):
    return propose_retiring(by=cast.security, reason="已重新密封")


def test_two_persons_destroy_an_older_pair_that_sealed_nothing(
    cast: Cast, idle, django_capture_on_commit_callbacks
) -> None:
    older = key_folder.load(letters(cast))
    with pocket.using(unlocked(cast.security, cast.office)):
        proposal = retire(cast)
        assert key_folder.load(letters(cast)) == older
        with django_capture_on_commit_callbacks(execute=True):
            assert approve(by=cast.office, proposal=proposal, version=1).state == "done"
    now = key_folder.load(letters(cast))
    assert (len(now.pairs), now.gone) == (1, (older.pairs[1].public,))
    assert shredding.gone(idle)
    assert opens(whole(Letter, "test").get(), cast.leader) == "before"
    with key_folder.locked():
        key_folder.save(older)
    assert shredding.enforce() == 1
    assert key_folder.load(letters(cast)).gone == now.gone


def test_what_a_destroyed_pair_sealed_is_told_as_destroyed(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    letter = kept(cast, 1, "before")
    rotated(cast)
    with pocket.using(unlocked(cast.leader)):
        reseal_some(by=cast.leader)
    with pocket.using(unlocked(cast.security, cast.office)):
        proposal = retire(cast)
        with django_capture_on_commit_callbacks(execute=True):
            approve(by=cast.office, proposal=proposal, version=1)
    with pytest.raises(Destroyed):
        opens(letter, cast.leader)  # as an older backup brings it back


def test_a_pair_that_is_needed_again_is_not_destroyed(cast: Cast, idle) -> None:
    with pocket.using(unlocked(cast.security, cast.office)):
        proposal = retire(cast)
        stored = key_folder.load(letters(cast))
        letter = kept(cast, 2, "")
        letter.text = vault.Sealed(
            seal(stored.lock_of(stored.pairs[1]), vault.place(letter, "text"), b"home")
        )
        letter.save()
        with pytest.raises(Refusal) as refused:
            approve(by=cast.office, proposal=proposal, version=1)
    assert refused.value.code == "in-use-again"
    assert key_folder.load(letters(cast)) == stored


def test_one_person_destroys_no_key(cast: Cast, idle) -> None:
    before = key_folder.load(letters(cast))
    with pocket.using(unlocked(cast.security)):
        proposal = retire(cast)
        with pytest.raises(Refusal):
            approve(by=cast.security, proposal=proposal, version=1)
    assert key_folder.load(letters(cast)) == before


def test_while_rows_need_it_there_is_nothing_to_propose(cast: Cast) -> None:
    kept(cast, 1, "before")
    rotated(cast)
    with pytest.raises(Refusal) as refused:
        retire(cast)
    assert refused.value.code == "none-unused"


# --- bundles


def test_a_machine_joins_the_offices_newer_pairs_and_keeps_its_wraps(cast: Cast) -> None:
    kept(cast, 1, "before")
    away = keyring.export([letters(cast)], [cast.leader.pk])[0]
    rotated(cast)
    later = keyring.export([letters(cast)], [cast.leader.pk, cast.petition.pk])[0]
    machine = KeyFile.of(away).joined_with(KeyFile.of(later))
    assert [one.number for one in machine.pairs] == [2, 1]
    assert set(machine.pairs[1].wraps) == {str(cast.leader.pk), str(cast.petition.pk)}
    assert machine.joined_with(KeyFile.of(away)).pairs == machine.pairs


def test_a_foreign_key_under_the_same_name_changes_nothing() -> None:
    lock = new_opener().lock
    mine = KeyFile("office", "00", (Pair(1, 1, new_opener().lock.public.hex()),))
    assert mine.joined_with(KeyFile("office", "00", (Pair(2, 1, lock.public.hex()),))) == mine


def test_what_comes_home_sealed_to_the_old_key_opens(cast: Cast) -> None:
    kept(cast, 1, "before")
    stored = key_folder.load(letters(cast))
    rotated(cast)
    letter = Letter(inspection=cast.inspection, serial=2, channel="box", received_on=TODAY)
    letter.text = vault.Sealed(seal(stored.lock, vault.place(letter, "text"), b"written out there"))
    assert opens(letter, cast.leader) == "written out there"


# --- the law

PEOPLE = 4
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("seal"), st.just(0)),
        st.tuples(st.just("rotate"), st.just(0)),
        st.tuples(st.just("shred"), st.just(0)),
        st.tuples(st.sampled_from(["join", "leave", "withdraw", "login"]), st.integers(0, PEOPLE - 1)),
    ),
    max_size=14,
)


@pytest.fixture
def people(db):
    made = [account(f"p{number}", f"人{number}") for number in range(PEOPLE)]
    return made, unlocked(*made)


def test_the_law_of_keys(people, monkeypatch) -> None:
    """Who opens a row: exactly who holds the key pair that was the newest when it was sealed.

    A pair is held by those who rightfully held the compartment when it was made; it is handed on, at the log-in of a holder, to
    those who rightfully hold the compartment then; it is taken from those who do not, at such a log-in and when it is withdrawn,
    but never from the last. Shredded, nobody opens anything. In particular nobody who was never rightful opens anything.
    """
    accounts, keys = people
    rightful: set[int] = set()
    monkeypatch.setattr(
        keyring, "should_hold", lambda name, held=None: frozenset(accounts[one].pk for one in rightful)
    )
    everybody = list(range(PEOPLE))

    def only(who: int) -> Pocket:
        return Pocket({accounts[who].pk: keys.secret_of(accounts[who].pk)})

    @settings(max_examples=60)
    @given(first=st.sets(st.integers(0, PEOPLE - 1), min_size=1), steps=STEPS)
    def law(first, steps) -> None:
        name = of_inspection("team", uuid4())
        rightful.clear()
        rightful.update(first)
        keyring.lock_of(name)
        held: list[set[int]] = [set(first)]  # by pair, oldest first
        rows: list[tuple[bytes, int]] = []
        ever, shredded = set(first), False
        for step, who in steps:
            if step == "join":
                rightful.add(who)
                ever.add(who)
            elif step == "leave":
                rightful.discard(who)
            elif shredded:
                continue
            elif step == "seal":
                rows.append((seal(keyring.lock_of(name), "place", b"row"), len(held) - 1))
            elif step == "rotate":
                done = rotating.rotate([name])
                assert bool(done) is bool(rightful)
                held += [set(rightful)] if done else []
            elif step == "withdraw":
                keyring.withdraw(accounts[who].pk)
                for pair in held:
                    if who not in rightful and pair - {who}:
                        pair.discard(who)
            elif step == "login":
                with pocket.using(only(who)):
                    keyring.hand_over()
                if any(who in pair for pair in held):
                    held = [_after(pair, who, rightful) for pair in held]
            else:
                keyring.shred(name)
                shredded = True
        for sealed, number in rows:
            for who in everybody:
                opened = _opens(only(who), name, sealed)
                assert opened is (not shredded and who in held[number])
                assert not opened or who in ever

    law()


def _after(pair: set[int], who: int, rightful: set[int]) -> set[int]:
    """Who holds a pair after a log-in: it is given on by who holds it, and taken from who is not rightful, but for the last."""
    given = pair | rightful if who in pair else set(pair)
    return given & rightful or given


def _opens(keys: Pocket, name: str, sealed: bytes) -> bool:
    with pocket.using(keys):
        try:
            return open_envelope(keyring.opener_of(name, sealed), "place", sealed) == b"row"
        except (NoKey, Destroyed):
            return False
