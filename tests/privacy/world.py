"""A county with a fed-back inspection, and then everything about it that is sealed, each thing holding a word of its own."""

from __future__ import annotations

from dataclasses import dataclass

from tests.cast import TODAY, Cast, account, grant
from tests.findings.conftest import WRITTEN
from tests.interviews.people import released, street
from tests.screening.conftest import LIST
from xuncha.fieldwork.actions.borrow import ask_files
from xuncha.fieldwork.actions.correct import give_correction
from xuncha.fieldwork.actions.print_papers import print_files
from xuncha.fieldwork.actions.write_note import write_note
from xuncha.findings.actions.attribute import approve_finding
from xuncha.findings.actions.confirm_facts import hand_over_slip, record_answer
from xuncha.findings.actions.draft_report import save_report, submit_report
from xuncha.findings.actions.handle_lead import transfer_lead
from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.findings.actions.merge import merge_papers
from xuncha.findings.actions.print_papers import draft_transfer
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.sign_paper import send_for_signature, take_signed
from xuncha.findings.actions.write_paper import write_paper
from xuncha.findings.facts import shipped
from xuncha.findings.models import Finding, Lead, Observation, WorkingPaper
from xuncha.interviews.actions.add import add_musts, add_person
from xuncha.interviews.actions.draft_papers import draft_for_body, draft_for_team, draft_notice
from xuncha.interviews.actions.jot import jot
from xuncha.interviews.actions.place import confirm_timetable, lay_musts, place_talk
from xuncha.interviews.actions.plan import read_plan, set_pairs
from xuncha.interviews.actions.release import release_talks
from xuncha.interviews.actions.talk import open_talk, stop_talk, write_record
from xuncha.interviews.core.lay import Desk
from xuncha.interviews.core.pairs import Inspector, TalkPair
from xuncha.interviews.core.release import Answer, Asked
from xuncha.interviews.core.timetable import Slot
from xuncha.interviews.facts import outlines
from xuncha.interviews.models import Interview
from xuncha.leaving.actions.begin import begin_leaving
from xuncha.leaving.actions.write import write_words
from xuncha.letters.actions.decide_way import decide_way
from xuncha.letters.actions.draft_papers import draft_referral, draft_sheet
from xuncha.letters.actions.open_identity import OPEN
from xuncha.letters.actions.refer import record_answer as record_referral_answer
from xuncha.letters.actions.refer import refer_matter
from xuncha.letters.actions.register import register_letter
from xuncha.letters.actions.seal_upward import register_sealed
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.models import Letter, Matter, Referral
from xuncha.office.demo.ink import issue, sign
from xuncha.papers.actions.attach import attach
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.core.forms import form_named
from xuncha.papers.models import Paper
from xuncha.rectification.actions.feed_back import feed_back
from xuncha.rectification.actions.repair import plan_measure
from xuncha.rectification.models import Item
from xuncha.screening.actions.load_ledger import load_ledger
from xuncha.screening.actions.run_screens import run_screens
from xuncha.trust.access import see, see_one, whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.roles import Role

PETITIONERS = frozenset({"petition", "leader", "deputy"})
TEAM = frozenset({"leader", "deputy", "liaison", "member", "member2"})
LEADER = frozenset({"leader"})
TWO = frozenset({"petition", "leader"})
"""Who opened together who wrote the letter; the deputy reads the letter and not this."""
SAFE = {"place_checked": "是", "escort": "组员", "health_asked": "良好", "route_back": "自行返回"}


@dataclass(frozen=True)
class Word:
    """A word that stands in one sealed place only, and the accounts that may read it."""

    says: str
    readers: frozenset[str]


WORDS = {
    "letter.heading": Word("秘标壹来信标题", PETITIONERS),
    "letter.text": Word("秘标贰来信正文", PETITIONERS),
    "letter.reporter": Word("秘标叁写信人", TWO),
    "letter.contact": Word("13900007771", TWO),
    "deed.reason": Word("秘标巳拆封理由", PETITIONERS),
    "letter.reported": Word("秘标肆被反映人", PETITIONERS),
    "matter.opinion": Word("秘标伍签批意见", PETITIONERS),
    "referral.answer": Word("秘标陆转办回复", PETITIONERS),
    "referral.summary": Word("秘标柒转办概括", PETITIONERS),
    "observation.of_letter": Word("秘标捌信访待核", PETITIONERS),
    "observation.of_letter.evidence": Word("秘标玖信访佐证", PETITIONERS),
    "observation.sealed": Word("秘标拾密封待核", LEADER),
    "lead.person": Word("秘标丁线索人", LEADER),
    "lead.did": Word("秘标戊线索行为", LEADER),
    "disclosure": Word("秘标己主动交代", LEADER),
    "talk.person": Word("秘标庚主动约谈人", TEAM),
    "talk.record": Word("秘标辛谈话记录", TEAM),
    "file.title": Word("秘标壬调阅资料", TEAM),
    "note.text": Word("秘标癸走访记录", TEAM),
    "correction.problem": Word("秘标子立行立改", TEAM),
    "ledger.name": Word("秘标丑账套文件", TEAM),
    "attachment.petition": Word("秘标寅信访附件", PETITIONERS),
    "leaving.words": Word(
        "秘标辰给下一任", frozenset({"leader", "deputy", "liaison", "member2", "office", "office2"})
    ),
    "attachment.leader": Word("秘标卯组长附件", LEADER),
    "talk.jotting": Word("秘标巳谈后小记", TEAM),
    "talk.pair": Word("秘标午谈话组", TEAM),
    "talk.asked": Word("秘标未向谁请示", LEADER),
}


def word(key: str) -> str:
    return WORDS[key].says


def base(cast: Cast) -> None:
    """What everybody may know: a finding that was fed back, talks of the heads, a timetable delivered to the body."""
    street(cast)
    cast.accounts["contact2"] = account("contact2", "别单位联络人")
    grant(cast.contact2, Role.CONTACT, organisation=cast.other.target.members.get().organisation_id)
    grant(cast.stranger, Role.PETITION, inspection=cast.other.pk)
    the_repair(cast)
    back_to_work(cast)
    the_timetable(cast)


def the_repair(cast: Cast) -> None:
    seen = raise_observation(
        by=cast.member, inspection=cast.inspection, source="hit", text="专项资金余额三年未动", evidence=["余额表第3行"]
    )  # fmt: skip
    paper = write_paper(
        by=cast.member, inspection=cast.inspection, organisation=cast.unit, written=WRITTEN,
        authors=[cast.member, cast.member2], observations=[seen], evidence=["2022年3月凭证12号，第1页"],
    )  # fmt: skip
    hand_over_slip(by=cast.member, paper=paper, on=TODAY)
    record_answer(by=cast.member, paper=see_one(WorkingPaper, cast.member, paper.pk), answer="属实", on=TODAY)
    sheet = send_for_signature(by=cast.member, paper=see_one(WorkingPaper, cast.member, paper.pk))
    sign(sheet, cast.member, cast.member2, "底稿盒1第1件")
    take_signed(by=cast.member, paper=see_one(WorkingPaper, cast.member, paper.pk))
    finding = merge_papers(
        by=cast.member,
        inspection=cast.inspection,
        papers=list(see(WorkingPaper, cast.member)),
        written=WRITTEN,
    )
    approve_finding(by=cast.leader, finding=see_one(Finding, cast.leader, finding.pk))
    save_report(
        by=cast.member, inspection=cast.inspection, areas="four", overall="总体较好", suggestions=["压实责任"]
    )
    submit_report(by=cast.leader, inspection=cast.inspection)
    feed_back(
        by=cast.office, inspection=cast.inspection, organisation=cast.unit, on=TODAY, plan_clock="1个月", report_clock="6个月"
    )  # fmt: skip


def back_to_work(cast: Cast) -> None:
    """The feedback ended the rights of the heads; the story goes on with all that a team does, so they are granted anew."""
    for role in (Role.LEADER, Role.DEPUTY, Role.LIAISON):
        grant(cast.accounts[role.value], role, inspection=cast.inspection.pk)


def the_timetable(cast: Cast) -> None:
    add_musts(by=cast.member, inspection=cast.inspection)
    lay_musts(by=cast.member, inspection=cast.inspection, desks=(Desk(("甲",), "乙", "一室"),))
    confirm_timetable(by=cast.leader, inspection=cast.inspection)


def timetable_for_body(cast: Cast) -> Paper:
    """The body's list of talks, numbered, stamped and handed over."""
    paper = draft_for_body(by=cast.leader, inspection=cast.inspection, contact="联络甲", phone="0")
    issue(paper, cast.liaison, cast.member)
    return see_one(Paper, cast.liaison, paper.pk)


def open_work(cast: Cast) -> None:
    """What everybody may see being done: a timetable for the body, a doubt of a member's, a measure of the body's."""
    timetable_for_body(cast)
    raise_observation(by=cast.member, inspection=cast.inspection, source="hit", text="三公经费科目混用")
    item = see(Item, cast.contact).get()
    plan_measure(by=cast.contact, item=item, says="收回滞留资金", department="财政所", due=TODAY)
    draft_paper(by=cast.office, form="approval_request", facts=form_named("approval_request").sample)


def team_work(cast: Cast) -> None:
    """What the team alone knows, of whatever way of looking but letters and talks that were asked for."""
    member, inspection = cast.member, cast.inspection
    files = ask_files(by=member, inspection=inspection, titles=[word("file.title")])
    print_files(by=member, inspection=inspection, files=files, form="file_request")
    write_note(
        by=member, inspection=inspection, method="visit", on=TODAY, heading="走访", text=word("note.text")
    )
    give_correction(
        by=cast.leader,
        inspection=inspection,
        problem=word("correction.problem"),
        demand="限期改正",
        due=TODAY,
    )
    begun = begin_leaving(by=cast.liaison, inspection=inspection, account=cast.member2)
    write_words(by=cast.member2, leaving=begun, version=begun.version, words=word("leaving.words"))
    load_ledger(by=member, inspection=inspection, name=f"{word('ledger.name')}.csv", content=LIST)
    run_screens(by=member, inspection=inspection)


def letters_and_leads(cast: Cast) -> None:
    """Letters with everything that can become of them, and leads with a transfer on its way."""
    petition, inspection = cast.petition, cast.inspection
    letter = register_letter(
        by=petition, inspection=inspection,
        row=LetterRow(
            "", 0, channel="post", day=TODAY, subject=word("letter.heading"), text=word("letter.text"), named=True,
            writer=word("letter.reporter"), contact=word("letter.contact"), reported=word("letter.reported"),
        ),
    )  # fmt: skip
    opening = propose(by=petition, kind=OPEN.kind, rows=[letter], reason=word("deed.reason"))
    approve(by=cast.leader, proposal=opening, version=opening.version)
    kept = _decided(cast, letter, "keep")
    draft_sheet(by=petition, letter=letter)
    raised = raise_observation(
        by=petition, inspection=inspection, source="letter", source_id=kept.pk, text=word("observation.of_letter"),
        evidence=[word("observation.of_letter.evidence")],
    )  # fmt: skip
    other = register_letter(
        by=petition,
        inspection=inspection,
        row=LetterRow("", 0, channel="post", day=TODAY, text="邻里宅基地边界争议"),
    )
    sent = _decided(cast, other, "petition")
    water = cast.other.target.members.get().organisation
    paper = draft_referral(
        by=petition, matter=sent, receiver=water, summary=word("referral.summary"), contact="信访", phone="0"
    )
    issue(paper, petition, cast.deputy)
    refer_matter(by=petition, matter=sent, version=sent.version, receiver=water, sent_on=TODAY)
    record_referral_answer(
        by=petition, referral=(r := see(Referral, petition).get()), version=r.version, answered_on=TODAY,
        answer=word("referral.answer"),
    )  # fmt: skip
    register_sealed(by=petition, inspection=inspection, channel="post", received_on=TODAY)
    attach(
        by=petition, name=f"{word('attachment.petition')}.txt", content=word("attachment.petition").encode(),
        inspection_id=inspection.pk, audience="petition",
    )  # fmt: skip
    the_leads(cast)
    assert see_one(Observation, petition, raised.pk).state == Observation.OPEN


def _decided(cast: Cast, letter: Letter, way: str) -> Matter:
    matter = see(Matter, cast.leader).get(letter=letter)
    decide_way(
        by=cast.leader, matter=matter, version=matter.version, way=way, opinion=word("matter.opinion"), signer="组长",
        signed_on=TODAY, original_at="信访卷1",
    )  # fmt: skip
    return see_one(Matter, cast.petition, matter.pk)


def the_leads(cast: Cast) -> None:
    raised = raise_observation(
        by=cast.leader, inspection=cast.inspection, source="letter", text=word("observation.sealed")
    )
    written = LeadText(
        word("lead.person"), "股长", word("lead.did"), "廉洁纪律", "转账记录1份", "时间金额明确"
    )
    make_lead(by=cast.leader, inspection=cast.inspection, written=written, observation=raised)
    receiver = next(iter(shipped("disciplines")["receivers"]))
    lead = see(Lead, cast.leader).get()
    lead = transfer_lead(by=cast.leader, lead=lead, to=receiver, on=TODAY, document="会议纪要1号")
    issue(draft_transfer(by=cast.leader, lead=lead, organ="县委巡察办"), cast.leader, cast.deputy)
    attach(
        by=cast.leader, name=f"{word('attachment.leader')}.txt", content=word("attachment.leader").encode(),
        inspection_id=cast.inspection.pk, audience="leader",
    )  # fmt: skip


def asked_talks(cast: Cast) -> None:
    """Two people asked to talk; one was heard, one began to own up and the talk was stopped."""
    for number, said in enumerate(("talk.record", "disclosure")):
        talk = add_person(
            by=cast.member, inspection=cast.inspection, kind="asked", name=word("talk.person") + "甲乙"[number], post="职工"
        )  # fmt: skip
        place_talk(
            by=cast.member, interview=talk, version=talk.version, day=TODAY, slot=Slot(540 + 90 * number, 600 + 90 * number),
            room="二室", talkers=["丙"], recorder="丁",
        )  # fmt: skip
        draft_notice(by=cast.member, interview=talk, contact="联络甲", phone="0")
        talk = see_one(Interview, cast.member, talk.pk)
        released(cast, talk)
        open_talk(by=cast.member, interview=talk, version=talk.version, safety=SAFE)
        talk = see_one(Interview, cast.member, talk.pk)
        question = outlines()[talk.outline].questions[0].key
        write_record(
            by=cast.member, interview=talk, version=0,
            body={"told": [], "answers": {question: {"answer": word(said), "result": "check"}}, "free": ""},
        )  # fmt: skip
        if said == "disclosure":
            stop_talk(by=cast.member, interview=talk, version=talk.version, words=word(said))
        else:
            jot(by=cast.member, interview=talk, version=0, text=word("talk.jotting"))
    pair = TalkPair("1", (Inspector("丙", experienced=True), Inspector("丁")), word("talk.pair"))
    version, _ = read_plan(by=cast.member, inspection=cast.inspection)
    set_pairs(by=cast.member, inspection=cast.inspection, version=version, pairs=[pair])
    waits = add_person(
        by=cast.member, inspection=cast.inspection, kind="asked", name=word("talk.person") + "丙", post="职工"
    )
    waits = place_talk(
        by=cast.member, interview=waits, version=waits.version, day=TODAY, slot=Slot(900, 960), room="二室",
        talkers=["丙"], recorder="丁",
    )  # fmt: skip
    asked = Asked(word("talk.asked"), TODAY, "refused", "批件1号")
    release_talks(by=cast.leader, inspection=cast.inspection, answers={waits.pk: Answer(False, asked)})
    draft_for_team(by=cast.member, inspection=cast.inspection)


def rows_of(model: type, why: str = "a test looks at every row") -> list:
    return list(whole(model, why))
