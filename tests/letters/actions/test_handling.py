"""One matter, one way, signed; sent to nobody it is about; sealed letters keep no content."""

from datetime import date

import pytest

from tests.cast import TODAY
from tests.letters.builders import (
    SECRET,
    again,
    confirmed,
    counts,
    decided,
    matter_of,
    proposed,
    registered,
)
from xuncha.letters.actions.close_matter import close_matter
from xuncha.letters.actions.decide_way import confirm_way, decide_way
from xuncha.letters.actions.extend_referral import propose_referral_extension
from xuncha.letters.actions.propose_way import propose_way
from xuncha.letters.actions.read import read_letter
from xuncha.letters.actions.refer import record_answer, refer_matter, tell_writer
from xuncha.letters.actions.seal_upward import hand_up, register_sealed, seal_letter
from xuncha.letters.actions.split import split_letter
from xuncha.letters.models import Matter, Referral
from xuncha.registry.models import Organisation
from xuncha.trust.access import see
from xuncha.trust.actions.approve import approve
from xuncha.trust.refusal import Refusal, Stale

pytestmark = pytest.mark.django_db


def refer(cast, matter, receiver=None, name="县信访局"):
    return refer_matter(
        by=cast.petition, matter=matter, version=matter.version, receiver=receiver, name=name, sent_on=TODAY
    )


def refused(code, call, *arguments, **more):
    with pytest.raises(Refusal) as no:
        call(*arguments, **more)
    assert no.value.code == code


def test_a_proposal_waits_for_the_signature(cast):
    matter = proposed(cast, registered(cast))
    assert (matter.state, matter.way, matter.decided_on) == ("proposed", "petition", None)


def test_a_proposal_without_a_reason_is_refused(cast):
    matter = matter_of(cast, registered(cast))
    refused(
        "reason",
        propose_way,
        by=cast.petition,
        matter=matter,
        version=matter.version,
        way="keep",
        category="",
        reason=" ",
    )
    assert again(cast, matter).state == "open"


def test_the_sealed_way_cannot_be_proposed_like_another(cast):
    refused("seal", proposed, cast, registered(cast), way="upward")


def test_the_heads_own_decision_holds_at_once(cast):
    assert decided(cast, registered(cast)).state == "decided"


def test_a_recorded_signature_holds_after_a_second_person_confirmed_it(cast):
    matter = decided(cast, registered(cast), by="petition")
    assert matter.state == "recorded"
    refused("same", confirm_way, by=cast.petition, matter=matter, version=matter.version)
    assert again(cast, matter).state == "recorded"
    assert confirm_way(by=cast.deputy, matter=matter, version=matter.version).state == "decided"


def test_a_clerk_must_say_where_the_signed_original_lies(cast):
    matter = proposed(cast, registered(cast))
    arguments = {"opinion": "同意", "signer": "组长", "signed_on": TODAY}
    refused(
        "original",
        decide_way,
        by=cast.petition,
        matter=matter,
        version=matter.version,
        way="keep",
        **arguments,
    )
    assert again(cast, matter).state == "proposed"


def test_two_people_deciding_one_matter_do_not_overwrite_each_other(cast):
    matter = proposed(cast, registered(cast))
    old = matter.version
    decide = {"way": "keep", "opinion": "同意", "signer": "组长", "signed_on": TODAY}
    decide_way(by=cast.leader, matter=again(cast, matter), version=old, **decide)
    with pytest.raises((Stale, Refusal)):
        decide_way(by=cast.deputy, matter=matter, version=old, **{**decide, "way": "file"})
    assert again(cast, matter).way == "keep"


def test_a_confirmed_matter_is_sent_and_the_clock_of_the_receiver_runs(cast):
    referral = refer(cast, confirmed(cast, registered(cast)))
    matter = again(cast, referral.matter)
    assert matter.state == "sent"
    assert matter.due == date(2026, 12, 5)


def test_an_undecided_matter_is_not_sent(cast):
    refused("undecided", refer, cast, proposed(cast, registered(cast)))
    assert counts(cast)[2] == 0


def test_a_letter_is_never_sent_to_the_body_it_is_about(cast):
    matter = confirmed(cast, registered(cast, reported_body="嵩阳街道办事处"), way="department")
    refused("accused", refer, cast, matter, receiver=cast.unit)
    refused("accused", refer, cast, matter, name="嵩阳街道办事处(虚构)")
    refused("accused", refer, cast, matter, name="嵩阳街道办事处办公室")
    assert counts(cast)[2] == 0


def test_nor_to_what_that_body_controls(cast):
    school = Organisation.objects.create(tree="unit", name="嵩阳小学(虚构)", parent=cast.unit)
    matter = confirmed(cast, registered(cast, reported_body="嵩阳街道办事处"), way="department")
    refused("accused", refer, cast, matter, receiver=school)
    refused("accused", refer, cast, matter, receiver=cast.party)


def test_nor_to_where_the_person_reported_sits_today(cast):
    matter = confirmed(cast, registered(cast, reported="现任乙"), way="department")
    refused("accused", refer, cast, matter, receiver=cast.unit)


def test_where_he_sat_before_may_receive_it(cast):
    matter = confirmed(cast, registered(cast, reported="前任甲"), way="department")
    assert refer(cast, matter, receiver=cast.unit).pk


def test_a_matter_is_closed_after_the_answer_and_the_clocks_stop(cast):
    letter = registered(cast)
    referral = refer(cast, confirmed(cast, letter))
    matter = again(cast, referral.matter)
    refused("early", close_matter, by=cast.petition, matter=matter, version=matter.version, outcome="已解决")
    record_answer(
        by=cast.petition, referral=referral, version=referral.version, answered_on=TODAY, answer="已修好"
    )
    matter = again(cast, matter)
    close_matter(by=cast.petition, matter=matter, version=matter.version, outcome="已解决")
    assert again(cast, matter).state == "closed"
    assert (again(cast, letter).stage, again(cast, letter).due) == ("closed", None)


def test_a_named_report_that_is_kept_must_be_answered_within_fifteen_working_days(cast):
    letter = registered(cast, named=True, writer="某甲", contact="123")
    matter = decided(cast, letter, way="keep")
    assert again(cast, matter).due == date(2026, 11, 30)
    matter = again(cast, matter)
    tell_writer(
        by=cast.petition, matter=matter, version=matter.version, told_on=TODAY, result=False, words="已收到"
    )
    assert again(cast, matter).due is None


def test_a_matter_that_is_handled_is_not_split_any_more(cast):
    letter = registered(cast)
    proposed(cast, letter)
    letter = again(cast, letter)
    refused(
        "handled", split_letter, by=cast.petition, letter=letter, version=letter.version, texts=["一", "二"]
    )
    assert counts(cast) == (1, 1, 0)


def test_a_sealed_letter_keeps_no_content(cast):
    letter = registered(cast, writer="某甲", contact="123", reported="某县长")
    letter = again(cast, letter)
    seal_letter(by=cast.petition, letter=letter, version=letter.version)
    kept = again(cast, letter)
    assert (kept.text, kept.heading, kept.reporter, kept.contact, kept.about) == (None,) * 5
    assert (kept.sealed_upward, kept.same_token) == (True, "")
    assert kept.due == date(2026, 11, 16)
    assert [(m.state, m.text) for m in see(Matter, cast.petition)] == [("void", None)]
    assert SECRET not in repr(read_letter(by=cast.leader, letter=kept))


def test_a_letter_sealed_on_sight_has_a_number_and_a_day_only(cast):
    letter = register_sealed(by=cast.petition, inspection=cast.inspection, channel="box", received_on=TODAY)
    assert (letter.serial, letter.due, counts(cast)) == (1, date(2026, 11, 27), (1, 0, 0))


def test_handing_a_sealed_letter_up_closes_it(cast):
    letter = register_sealed(by=cast.petition, inspection=cast.inspection, channel="box", received_on=TODAY)
    hand = {"seal_number": "017", "carrier": "某某", "receiver": "市委巡察办", "handed_on": TODAY}
    hand_up(by=cast.petition, letter=letter, version=letter.version, **hand)
    kept = again(cast, letter)
    assert (kept.stage, kept.due) == ("closed", None)
    assert read_letter(by=cast.leader, letter=kept).envelope["seal"] == "017"


def test_a_letter_of_which_a_matter_has_left_is_not_sealed_any_more(cast):
    letter = registered(cast)
    refer(cast, confirmed(cast, letter))
    letter = again(cast, letter)
    refused("sent", seal_letter, by=cast.petition, letter=letter, version=letter.version)
    assert again(cast, letter).text is not None
    assert see(Referral, cast.petition).count() == 1


def test_an_extension_moves_the_clock_of_the_receiver_within_the_limit_when_two_agree(cast):
    letter = registered(cast)
    referral = again(cast, refer(cast, confirmed(cast, letter)))
    assert referral.due == date(2027, 1, 19)
    wanted = {"by": cast.petition, "referral": referral, "reason": "情况复杂"}
    refused("day", propose_referral_extension, until=date(2027, 2, 19), **wanted)
    proposal = propose_referral_extension(until=date(2027, 2, 18), **wanted)
    refused("same-person", approve, by=cast.petition, proposal=proposal, version=proposal.version)
    assert again(cast, referral).due == date(2027, 1, 19)
    approve(by=cast.leader, proposal=proposal, version=proposal.version)
    assert again(cast, referral).due == date(2027, 2, 18)
    told = {"told_on": TODAY, "result": False, "words": "已转"}
    matter = matter_of(cast, letter)
    tell_writer(by=cast.petition, matter=matter, version=matter.version, **told)
    assert again(cast, matter).due == date(2027, 2, 18)


def test_an_answered_referral_is_not_extended(cast):
    referral = again(cast, refer(cast, confirmed(cast, registered(cast))))
    answered = record_answer(
        by=cast.petition, referral=referral, version=referral.version, answered_on=TODAY, answer="已办"
    )
    wanted = {"by": cast.petition, "until": date(2027, 2, 1), "reason": "情况复杂"}
    refused("none", propose_referral_extension, referral=answered, **wanted)
