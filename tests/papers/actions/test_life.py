"""A paper from its draft to its receipt, as rows; and every refusal that leaves it as it was."""

from datetime import date

import pytest

from tests.cast import TODAY
from xuncha.papers.actions.confirm_signoff import confirm_signoff
from xuncha.papers.actions.deliver import deliver_paper, record_receipt, stamp_paper
from xuncha.papers.actions.draft import draft_paper, redraft_paper
from xuncha.papers.actions.give_number import give_number
from xuncha.papers.actions.print_paper import print_paper, read_facts
from xuncha.papers.actions.record_signoff import record_signoff
from xuncha.papers.actions.submit import submit_paper, withdraw_paper
from xuncha.papers.actions.void import void_paper
from xuncha.papers.core.forms import form_named
from xuncha.papers.models import NumberSeries, Paper, SignOff
from xuncha.trust import clock
from xuncha.trust.access import see, whole
from xuncha.trust.models import Entry
from xuncha.trust.refusal import NoRight, NotSeen, Refusal, Stale

pytestmark = pytest.mark.django_db
FORM = "approval_request"
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today():
    with clock.on_day(TODAY):
        yield


@pytest.fixture
def draft(cast):
    return draft_paper(by=cast.office, form=FORM, facts=form_named(FORM).sample)


def again(paper):
    return whole(Paper, "a test looks at the row").get(pk=paper.pk)


def signed(cast, paper):
    submit_paper(by=cast.office, paper=paper)
    record_signoff(by=cast.office, paper=paper, signer="周正", signed_on=DAY, original_at="档案柜3")
    confirm_signoff(by=cast.office2, code=again(paper).code)
    return again(paper)


def numbered(cast, paper):
    return give_number(by=cast.office, paper=signed(cast, paper))


def test_a_draft_keeps_its_facts_sealed_and_reads_them_back(cast, draft):
    assert draft.state == "draft"
    assert "明川".encode() not in bytes(again(draft).facts)
    assert read_facts(by=cast.office, paper=draft)["signer"] == "周正"


def test_papers_are_numbered_through_the_office(cast, draft):
    second = draft_paper(by=cast.office, form=FORM, facts=form_named(FORM).sample)
    assert (draft.serial, second.serial) == (1, 2)


def test_an_unknown_form_is_refused_with_the_list_of_forms(cast):
    with pytest.raises(Refusal, match="approval_request"):
        draft_paper(by=cast.office, form="no_such_form", facts={})
    assert not whole(Paper, "test").exists()


def test_facts_that_cannot_freeze_are_refused(cast):
    with pytest.raises(Refusal, match=r"facts\.on"):
        draft_paper(by=cast.office, form=FORM, facts={"on": DAY})
    assert not whole(Paper, "test").exists()


def test_a_member_cannot_draft_a_paper_of_the_office(cast):
    with pytest.raises(NoRight):
        draft_paper(
            by=cast.member, form=FORM, facts=form_named(FORM).sample, inspection_id=cast.inspection.pk
        )


def test_the_whole_way(cast, draft):
    paper = numbered(cast, draft)
    assert (paper.state, paper.issued_on) == ("signed", DAY)
    assert paper.number.endswith("巡办〔2026〕1号")
    stamp_paper(by=cast.office, paper=paper, day=DAY)
    deliver_paper(by=cast.office, paper=paper, day=DAY, way="直接送达")
    record_receipt(by=cast.office, paper=paper, day=DAY, kept_at="档案柜3")
    paper = again(paper)
    assert (paper.state, paper.delivered_by, paper.receipt_on) == ("delivered", "直接送达", DAY)


def test_every_step_is_in_the_journal(cast, draft):
    numbered(cast, draft)
    verbs = list(see(Entry, cast.audit).values_list("verb", flat=True))
    for verb in (
        "papers.draft",
        "papers.submit",
        "papers.record_signoff",
        "papers.confirm_signoff",
        "papers.give_number",
    ):
        assert verbs.count(verb) == 1


def test_an_unconfirmed_signature_does_not_sign(cast, draft):
    submit_paper(by=cast.office, paper=draft)
    record_signoff(by=cast.office, paper=draft, signer="周正", signed_on=DAY, original_at="档案柜3")
    assert again(draft).state == "submitted"
    with pytest.raises(Refusal, match="送签"):
        give_number(by=cast.office, paper=draft)


def test_the_recorder_cannot_confirm(cast, draft):
    submit_paper(by=cast.office, paper=draft)
    record_signoff(by=cast.office, paper=draft, signer="周正", signed_on=DAY, original_at="档案柜3")
    with pytest.raises(Refusal, match="不能自己复核"):
        confirm_signoff(by=cast.office, code=again(draft).code)
    assert again(draft).state == "submitted"
    assert whole(SignOff, "test").get().confirmed_by_id is None


def test_the_code_of_another_draft_confirms_nothing(cast, draft):
    submit_paper(by=cast.office, paper=draft)
    record_signoff(by=cast.office, paper=draft, signer="周正", signed_on=DAY, original_at="档案柜3")
    with pytest.raises(Refusal, match="没有待复核的签批"):
        confirm_signoff(by=cast.office2, code="AAAA-BBBB")
    assert again(draft).state == "submitted"


def test_one_who_may_not_read_the_paper_may_confirm_it_by_the_code_on_the_original(cast, draft):
    submit_paper(by=cast.office, paper=draft)
    record_signoff(by=cast.office, paper=draft, signer="周正", signed_on=DAY, original_at="档案柜3")
    confirm_signoff(by=cast.member, code=again(draft).code.lower())
    assert again(draft).state == "signed"
    with pytest.raises(NotSeen):
        read_facts(by=cast.member, paper=draft)


def test_a_contact_cannot_confirm(cast, draft):
    submit_paper(by=cast.office, paper=draft)
    record_signoff(by=cast.office, paper=draft, signer="周正", signed_on=DAY, original_at="档案柜3")
    with pytest.raises(NoRight):
        confirm_signoff(by=cast.contact, code=again(draft).code)


def test_taking_a_paper_back_ends_the_signatures_on_it(cast, draft):
    submit_paper(by=cast.office, paper=draft)
    record_signoff(by=cast.office, paper=draft, signer="周正", signed_on=DAY, original_at="档案柜3")
    withdraw_paper(by=cast.office, paper=draft, reason="改日期")
    submit_paper(by=cast.office, paper=draft)
    with pytest.raises(Refusal, match="没有待复核的签批"):
        confirm_signoff(by=cast.office2, code=again(draft).code)


def test_redrafting_changes_the_code(cast, draft):
    facts = dict(read_facts(by=cast.office, paper=draft), title="另一标题")
    code = draft.code
    assert redraft_paper(by=cast.office, paper=draft, facts=facts).code != code


def test_a_submitted_paper_is_not_redrafted(cast, draft):
    submit_paper(by=cast.office, paper=draft)
    with pytest.raises(Refusal, match="只有“草稿”的文书才能修改"):
        redraft_paper(by=cast.office, paper=draft, facts={})
    assert read_facts(by=cast.office, paper=draft)["signer"] == "周正"


def test_of_two_people_editing_the_second_is_told_and_the_first_stays(cast, draft):
    seen = draft.version
    redraft_paper(by=cast.office, paper=draft, facts={"title": "先存的"}, version=seen)
    with pytest.raises(Stale):
        redraft_paper(by=cast.office2, paper=draft, facts={"title": "后存的"}, version=seen)
    assert read_facts(by=cast.office, paper=draft) == {"title": "先存的"}


def test_a_void_number_is_not_used_again(cast, draft):
    first = numbered(cast, draft)
    void_paper(by=cast.office, paper=first, reason="内容有误")
    second = numbered(
        cast, draft_paper(by=cast.office, form=FORM, facts={**form_named(FORM).sample, "title": "二"})
    )
    assert first.number.endswith("〔2026〕1号")
    assert second.number.endswith("〔2026〕2号")
    assert again(first).number == first.number
    assert NumberSeries.objects.get().last == 2


def test_a_refused_number_leaves_no_gap(cast, draft):
    with pytest.raises(Refusal):
        give_number(by=cast.office, paper=draft)
    assert not NumberSeries.objects.exists()


def test_the_seal_before_the_number_is_refused(cast, draft):
    paper = signed(cast, draft)
    with pytest.raises(Refusal, match="请先编号"):
        stamp_paper(by=cast.office, paper=paper, day=DAY)
    assert again(paper).state == "signed"


def test_a_void_needs_a_reason(cast, draft):
    with pytest.raises(Refusal, match="作废原因"):
        void_paper(by=cast.office, paper=draft, reason="  ")
    assert again(draft).state == "draft"


def test_the_contact_sees_a_paper_only_when_it_was_delivered_to_his_body(cast):
    paper = draft_paper(
        by=cast.office, form=FORM, facts=form_named(FORM).sample, organisation_id=cast.unit.pk
    )
    paper = numbered(cast, paper)
    with pytest.raises(NotSeen):
        print_paper(by=cast.contact, paper=paper)
    stamp_paper(by=cast.office, paper=paper, day=DAY)
    deliver_paper(by=cast.office, paper=paper, day=DAY)
    assert print_paper(by=cast.contact, paper=paper).content.startswith(b"PK")


def test_a_print_is_journalled_and_named_by_number_and_form(cast, draft):
    paper = numbered(cast, draft)
    printed = print_paper(by=cast.office, paper=paper)
    assert printed.name == f"{paper.number} 呈批件.docx"
    assert "paper.printed" in list(see(Entry, cast.audit).values_list("verb", flat=True))


def test_another_team_sees_no_paper_of_this_inspection(cast, draft):
    assert not see(Paper, cast.stranger).exists()
    assert see(Paper, cast.office).exists()


def test_a_paper_for_the_leader_alone_is_seen_by_nobody_else_and_confirmed_by_the_code(cast):
    form = form_named("lead_transfer")
    paper = draft_paper(by=cast.leader, form=form.key, facts=form.sample, inspection_id=cast.inspection.pk)
    submit_paper(by=cast.leader, paper=paper)
    record_signoff(by=cast.leader, paper=paper, signer="组长", signed_on=DAY, original_at="保密柜")
    for who in (cast.office, cast.deputy, cast.member, cast.petition, cast.contact, cast.stranger):
        assert not see(Paper, who).exists()
        assert not see(SignOff, who).exists()
    confirm_signoff(by=cast.deputy, code=again(paper).code)
    assert again(paper).state == "signed"
    assert not see(Paper, cast.deputy).exists()


def test_taking_back_needs_a_reason(cast, draft):
    submit_paper(by=cast.office, paper=draft)
    with pytest.raises(Refusal, match="退回原因"):
        withdraw_paper(by=cast.office, paper=draft, reason="")
    assert again(draft).state == "submitted"


def test_a_day_in_the_future_is_refused(cast, draft):
    paper = numbered(cast, draft)
    with pytest.raises(Refusal, match="晚于今天"):
        stamp_paper(by=cast.office, paper=paper, day=date(2026, 11, 21))
    assert again(paper).state == "signed"


def test_the_facts_cannot_be_read_by_a_stranger_or_a_contact(cast, draft):
    with pytest.raises(NotSeen):
        read_facts(by=cast.stranger, paper=draft)
    with pytest.raises(NoRight):
        read_facts(by=cast.contact, paper=draft)


def test_what_is_written_on_a_paper_about_a_lead_is_not_copied_into_an_unsealed_column(cast):
    form = form_named("lead_transfer")
    paper = draft_paper(by=cast.leader, form=form.key, facts=form.sample, inspection_id=cast.inspection.pk)
    submit_paper(by=cast.leader, paper=paper)
    with pytest.raises(Refusal, match="不在系统里录签批意见原文"):
        record_signoff(
            by=cast.leader,
            paper=paper,
            signer="组长",
            signed_on=DAY,
            original_at="保密柜",
            opinion="同意移交某某",
        )
    assert not whole(SignOff, "test").exists()
