"""Who wrote a letter: opened by two custodians together, shown to those two, and to nobody who stole a disk and one password."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.cast import TODAY, Cast, account, grant
from tests.letters.builders import SECRET, again, confirmed, opened_by_two, registered, row, writer_of
from xuncha.letters.actions.amend import amend_letter
from xuncha.letters.actions.draft_papers import draft_referral, draft_sheet
from xuncha.letters.actions.open_identity import OPEN, erase_over, see_identity
from xuncha.letters.actions.read import read_letter
from xuncha.letters.actions.seal_upward import seal_letter
from xuncha.letters.models import Letter, OpenedIdentity
from xuncha.papers.actions.print_paper import read_facts
from xuncha.registry.models import Person
from xuncha.sealed import shares
from xuncha.sealed.envelope import CannotOpen, Opener, open_envelope
from xuncha.trust import account_keys, clock, key_folder, pocket, split_keys, two, vault
from xuncha.trust.access import see, whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Custodian, DeedProposal, Entry, ProposalCopy
from xuncha.trust.refusal import NoRight, NotSeen, Refusal

pytestmark = pytest.mark.django_db
NAME, CONTACT = "冯陈褚", "13900001111"


def written(cast: Cast, **more) -> Letter:
    return registered(cast, **{"writer": NAME, "contact": CONTACT, **more})


def proposed(cast: Cast, letter: Letter, by: str = "petition") -> DeedProposal:
    return propose(by=getattr(cast, by), kind=OPEN.kind, rows=[again(cast, letter)], reason="要核对")


def seen_by(cast: Cast, letter: Letter, *who: str) -> list[str]:
    found = [see_identity(by=getattr(cast, one), letter=letter) for one in who]
    return [one.reporter if one else "" for one in found]


def compartment(letter: Letter) -> str:
    return f"identities:{letter.inspection_id}"


def test_two_custodians_open_it_and_only_those_two_see_it(cast):
    letter = written(cast)
    assert opened_by_two(cast, letter).state == "done"
    assert seen_by(cast, letter, "petition", "leader", "deputy", "office") == [NAME, NAME, "", ""]


def test_name_and_contact_of_that_one_letter_come_out_and_no_others(cast):
    letter, other = written(cast), written(cast, text="另一封", writer="周吴郑")
    assert writer_of(cast, letter) == (NAME, CONTACT)
    assert seen_by(cast, other, "petition", "leader") == ["", ""]


def test_reading_a_letter_tells_nothing_of_who_wrote_it(cast):
    letter = written(cast)
    for who in ("petition", "leader", "deputy"):
        opened = read_letter(by=getattr(cast, who), letter=again(cast, letter))
        assert NAME not in repr(opened)
        assert CONTACT not in repr(opened)


def test_one_custodian_alone_opens_nothing(cast):
    letter = written(cast)
    proposal = proposed(cast, letter)
    with pytest.raises(Refusal) as refused:
        approve(by=cast.petition, proposal=proposal, version=1)
    assert refused.value.code == "same-person"
    assert not whole(OpenedIdentity, "test").exists()


@pytest.mark.parametrize(
    "who", ["member", "liaison", "office", "system", "security", "audit", "stranger", "contact"]
)
def test_nobody_else_proposes_or_approves(cast, who):
    letter = written(cast)
    with pytest.raises((NotSeen, NoRight)):
        propose(by=getattr(cast, who), kind=OPEN.kind, rows=[again(cast, letter)], reason="想知道")
    with pytest.raises((NotSeen, NoRight)):
        approve(by=getattr(cast, who), proposal=proposed(cast, letter), version=1)
    assert not whole(OpenedIdentity, "test").exists()


def test_after_its_days_it_is_seen_no_more_and_erased(cast):
    letter = written(cast)
    opened_by_two(cast, letter)
    last = whole(OpenedIdentity, "test").first().until
    assert last == TODAY + timedelta(days=3)
    with clock.on_day(last + timedelta(days=1)):
        cast.petition.__dict__.pop("sight", None)
        assert seen_by(cast, letter, "petition") == [""]
        assert erase_over(clock.today()) == 2
    assert not whole(OpenedIdentity, "test").exists()


def test_a_corrected_name_voids_the_proposal(cast):
    letter = written(cast)
    proposal = proposed(cast, letter)
    now = again(cast, letter)
    amend_letter(by=cast.petition, letter=now, version=now.version, row=row(writer="改过的名"))
    assert approve(by=cast.leader, proposal=proposal, version=1).state == "void"
    assert not whole(OpenedIdentity, "test").exists()


def test_a_step_of_its_handling_does_not(cast):
    letter = written(cast)
    proposal = proposed(cast, letter)
    confirmed(cast, letter)
    assert approve(by=cast.leader, proposal=proposal, version=1).state == "done"


def test_a_letter_without_a_name_cannot_be_opened(cast):
    written(cast)
    with pytest.raises(Refusal) as refused:
        proposed(cast, registered(cast, text="没有署名的一封"))
    assert refused.value.code == "nameless"


def test_a_name_left_blank_in_a_correction_stays(cast):
    letter = written(cast, named=True)
    now = again(cast, letter)
    amend_letter(by=cast.petition, letter=now, version=now.version, row=row(text="改过的内容", named=True))
    assert writer_of(cast, letter) == (NAME, CONTACT)


def test_a_custodian_whom_the_letter_reports_gets_neither_copy_nor_share(cast):
    person = Person.objects.create(name="被反映的组长")
    Account.objects.filter(pk=cast.leader.pk).update(person_id=person.pk)
    letter = written(cast, reported="被反映的组长")
    proposal = proposed(cast, letter)
    assert not whole(ProposalCopy, "test").filter(account=cast.leader).exists()
    with pytest.raises(NotSeen):
        approve(by=Account.objects.get(pk=cast.leader.pk), proposal=proposal, version=1)
    assert approve(by=cast.deputy, proposal=proposal, version=1).state == "done"


def test_named_custodians_take_the_place_of_the_heads(cast):
    for who in ("office", "office2"):
        Custodian.objects.create(account=getattr(cast, who), starts=TODAY)
    letter = written(cast)
    assert set(split_keys.keepers(letter.inspection_id)) == {cast.office.pk, cast.office2.pk}
    with pytest.raises((NoRight, Refusal)):
        proposed(cast, letter)


def test_a_second_account_of_one_person_gets_no_second_share(cast):
    person = Person.objects.create(name="两个账号的人")
    twin = account("petition-again", "又一个信访专员")
    grant(twin, Role.PETITION, inspection=cast.inspection.pk)
    Account.objects.filter(pk__in=(twin.pk, cast.petition.pk)).update(person_id=person.pk)
    letter = written(cast)
    kept = split_keys.keepers(letter.inspection_id)
    assert (twin.pk in kept) + (cast.petition.pk in kept) == 1


def test_a_name_is_not_taken_while_nobody_could_ever_open_it(cast, monkeypatch):
    monkeypatch.setattr(split_keys, "custodians", lambda inspection: frozenset({cast.petition.pk}))
    with pytest.raises(Refusal) as refused:
        written(cast)
    assert refused.value.code == "no-custodians"
    assert not whole(Letter, "test").exists()
    assert registered(cast).serial == 1


# --- a stolen disk ----------------------------------------------------------------------------------------------------


@pytest.mark.keys
def test_a_stolen_disk_with_one_custodians_password_opens_no_identity(cast):
    """The thief has the database, the key folder and the leader's password: everything the leader's key opens is tried."""
    letter = written(cast)
    secret = account_keys.unlock(cast.leader, FICTIONAL_PASSWORD)
    stored = key_folder.load(compartment(letter))
    own = Opener(account_keys.own_lock(cast.leader.pk), secret)
    boxes = {**stored.newest.wraps, **stored.newest.shares, "recovery": stored.newest.recovery}
    opened = []
    for whose, box in boxes.items():
        try:
            opened.append(
                (whose, open_envelope(own, split_keys._share_place(stored.name, whose), bytes.fromhex(box)))
            )
        except CannotOpen:
            continue
    assert [whose for whose, _ in opened] == [str(cast.leader.pk)]
    with pytest.raises(shares.CannotJoin):
        shares.join([share for _, share in opened])
    for column in ("reporter", "contact"):
        for key in (own, Opener(stored.lock, opened[0][1][1:33])):
            openers = split_keys.Openers(stored, {stored.newest.public: key})
            with pytest.raises(CannotOpen):
                vault.open_bytes(letter, column, openers)
        with pocket.holding(cast.leader.pk, secret), pytest.raises(Refusal):
            vault.open_bytes(letter, column)


def test_nothing_of_a_decided_proposal_is_left_that_would_complete_a_share(cast):
    letter = written(cast)
    opened_by_two(cast, letter)
    assert not whole(ProposalCopy, "test").filter(share__isnull=False).exists()


def test_a_share_put_in_for_one_proposal_is_not_read_in_another(cast):
    first, second = written(cast), written(cast, text="另一封")
    one, other = proposed(cast, first), proposed(cast, second)
    stolen = whole(ProposalCopy, "test").get(proposal=one, account=cast.leader)
    whole(ProposalCopy, "test").filter(proposal=other, account=cast.leader).update(
        body=stolen.body, share=stolen.share
    )
    with pytest.raises(CannotOpen):
        approve(by=cast.leader, proposal=other, version=1)
    assert not whole(OpenedIdentity, "test").exists()


def test_two_shares_of_different_splittings_join_to_nothing(cast):
    letter = written(cast)
    before = split_keys.share_of(compartment(letter), cast.petition.pk)
    old = [before, split_keys.share_of(compartment(letter), cast.leader.pk)]
    split_keys.split_anew(compartment(letter), old)
    after = split_keys.share_of(compartment(letter), cast.leader.pk)
    with pytest.raises(CannotOpen):
        split_keys.joined(compartment(letter), [before, after])
    assert writer_of(cast, letter) == (NAME, CONTACT)


# --- papers and traces ------------------------------------------------------------------------------------------------


def test_the_sheet_names_the_number_and_not_the_writer(cast):
    letter = written(cast)
    paper = draft_sheet(by=cast.petition, letter=again(cast, letter))
    facts = read_facts(by=cast.petition, paper=paper)
    assert facts["reporter"] == "已封存"
    assert NAME not in json.dumps(facts, ensure_ascii=False)


def referral(cast: Cast, letter: Letter, **more):
    from tests.letters.builders import matter_of

    given = {
        "receiver": None,
        "name": "县信访局",
        "summary": "某户的水渠坏了",
        "contact": "李晓",
        "phone": "0871-0",
    }
    return draft_referral(by=cast.petition, matter=matter_of(cast, letter), **{**given, **more})


def test_a_referral_with_the_writer_waits_until_two_opened_who_he_is(cast):
    letter = written(cast, consent=True)
    confirmed(cast, letter)
    with pytest.raises(Refusal) as refused:
        referral(cast, letter, with_writer=True)
    assert refused.value.code == "still-sealed"
    opened_by_two(cast, letter)
    paper = referral(cast, letter, with_writer=True)
    assert read_facts(by=cast.petition, paper=paper)["writer"] == f"{NAME}，{CONTACT}"


@pytest.mark.parametrize(
    "summary", [f"请联系{CONTACT}", "身份证53012719800101001X", "电话0871-6771234", f"{NAME}家的水渠"]
)
def test_a_summary_that_tells_who_wrote_is_refused(cast, summary):
    letter = written(cast)
    confirmed(cast, letter)
    if NAME in summary:
        opened_by_two(cast, letter)
    with pytest.raises(Refusal) as refused:
        referral(cast, letter, summary=summary)
    assert refused.value.code == "identity"


def test_what_was_opened_goes_when_the_letter_becomes_a_sealed_one(cast):
    letter = written(cast)
    opened_by_two(cast, letter)
    now = again(cast, letter)
    seal_letter(by=cast.petition, letter=now, version=now.version)
    assert not whole(OpenedIdentity, "test").exists()


def test_opening_and_seeing_are_journalled_and_hidden_from_the_office(cast):
    letter = written(cast)
    opened_by_two(cast, letter)
    see_identity(by=cast.leader, letter=letter)
    verbs = list(whole(Entry, "test").values_list("verb", flat=True))
    assert verbs.count("identity.opened") == 1
    assert verbs.count("openedidentity.added") == 2
    assert "letters.see_identity" in verbs
    bodies = "".join(whole(Entry, "test").values_list("body", flat=True))
    assert NAME not in bodies
    assert CONTACT not in bodies
    assert SECRET not in bodies
    mine = see(Entry, cast.office).values_list("verb", flat=True)
    assert not {"identity.opened", "deed.propose", "deed.approve", "deedproposal.added"} & set(mine)


def test_the_pages_show_it_sealed_then_to_the_two(cast, enter):
    letter = written(cast)
    petition, leader = enter(cast.petition), enter(cast.leader)
    where = f"/letters/{letter.pk}/identity/"
    assert NAME not in petition.get(f"/letters/{letter.pk}/").content.decode()
    answer = petition.post(where, {"do": "open", "reason": "要向本人核对"})
    assert answer.status_code == 302
    page = leader.get(answer["Location"]).content.decode()
    assert "要向本人核对" in page
    code = two.code_of(see(DeedProposal, cast.leader).get())
    assert code in page
    leader.post(answer["Location"], {"do": "approve", "version": "1"})
    for client in (petition, leader):
        assert NAME in client.get(where).content.decode()
    assert NAME not in enter(cast.deputy).get(where).content.decode()
    assert enter(cast.stranger).get(where).status_code == 404
