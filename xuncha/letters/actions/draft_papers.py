"""Papers out of letters: the sheet to be signed, and the letter that hands one matter on."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.letters.actions.propose_way import letter_of
from xuncha.letters.actions.read import OpenedLetter, loaded, read_letter
from xuncha.letters.actions.refer import bar_receiver
from xuncha.letters.facts import clocks, triage_lists
from xuncha.letters.models import READERS, Letter, Matter
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.rulebook import calendar
from xuncha.trust.act import Act, action


@action(
    "letters.draft_sheet", roles=READERS, where="letter", says=Sentence("拟制信访登记表", "draft the sheet")
)
def draft_sheet(act: Act, *, letter: Letter) -> Paper:
    """信访登记表 with every matter as it stands. Refuses a sealed letter: there is nothing to print."""
    if letter.sealed_upward:
        act.refuse("sealed", Sentence("密封件不打印登记表。", "A sealed letter has no sheet."))
    inspection = act.one(Inspection, letter.inspection_id)
    facts = _sheet_facts(read_letter(by=act, letter=letter), inspection, act.today)
    return draft_paper(
        by=act, form="letter_sheet", facts=facts, inspection_id=letter.inspection_id, about_id=letter.pk
    )


def _sheet_facts(opened: OpenedLetter, inspection: Inspection, today: date) -> dict[str, object]:
    lists, row, about = triage_lists(), opened.row, opened.about
    reported = (about.get("reported_body"), about.get("reported_post"), about.get("reported"))
    matters = []
    for one in opened.matters:
        way, subject = lists.ways.get(one.row.way), lists.subjects.get(one.row.category)
        matters.append(
            {
                "number": one.row.number,
                "text": one.text,
                "category": subject.title.zh if subject else "",
                "way": way.title.zh if way else "",
                "reason": one.handling.get("proposal", ""),
            }
        )
    return {
        "serial": row.serial,
        "inspection": inspection.title,
        "channel": lists.channels[row.channel].title.zh,
        "received_on": row.received_on.isoformat(),
        "named": "实名" if row.named else "匿名或未核实",
        "reporter": opened.reporter,
        "contact": opened.contact,
        "reported": " ".join(part for part in reported if part),
        "drafted_on": today.isoformat(),
        "matters": matters,
    }


@action(
    "letters.draft_referral",
    roles=READERS,
    where="matter",
    says=Sentence("拟制转办函", "draft a referral letter"),
)
def draft_referral(
    act: Act,
    *,
    matter: Matter,
    receiver: Organisation | None,
    name: str = "",
    summary: str,
    contact: str,
    phone: str,
    with_writer: bool = False,
) -> Paper:
    """转办函: the summary as the clerk wrote it, never the letter itself, and no writer unless he agreed.

    Refuses a matter that is not decided, the accused side as receiver, an empty summary, a summary that names the
    writer or his contact without his consent, and asking for the writer where he did not agree.
    """
    name = receiver.name if receiver else name.strip()
    if matter.state not in ("decided", "sent", "answered") or not triage_lists().ways[matter.way].needs_body:
        act.refuse("undecided", Sentence("先定去向、签批后才能拟转办函。", "Decide the way first."))
    if not (name and summary.strip()):
        act.refuse(
            "blank", Sentence("请写明收文单位和转办内容。", "Name the receiver and write the summary.")
        )
    bar_receiver(act, matter, receiver, name)
    letter = letter_of(act, matter)
    plain = act.open([letter], "reporter", "contact", "about")[0]
    consent = bool(loaded(plain["about"]).get("consent"))
    writer = _writer(act, plain, summary, with_writer, consent)
    inspection = act.see(Inspection).select_related("round").get(pk=matter.inspection_id)
    facts = {
        "organ": organ("office", act.today),
        "to": name,
        "round": inspection.round.title,
        "matter": summary.strip(),
        "category": matter.category,
        "reply_by": _reply_by(act.today),
        "contact": contact.strip(),
        "phone": phone.strip(),
        "writer": writer,
        "direct": bool(writer),
    }
    return draft_paper(
        by=act, form="referral_letter", facts=facts, inspection_id=matter.inspection_id, about_id=matter.pk
    )


def _writer(act: Act, plain: dict[str, str], summary: str, with_writer: bool, consent: bool) -> str:
    if with_writer and not consent:
        act.refuse(
            "consent",
            Sentence("登记时没有记录反映人同意提供姓名。", "No consent of the writer is on record."),
            Sentence("请征得本人同意并改登记后再办，或者不提供姓名。", "Ask for it, or leave the name out."),
        )
    named = [part for part in (plain["reporter"], plain["contact"]) if part and part in summary]
    if named and not with_writer:
        act.refuse(
            "identity",
            Sentence(
                "转办内容里出现了反映人的姓名或者联系方式。",
                "The summary holds the writer's name or contact.",
            ),
            Sentence(
                "请删去后再拟；转办函不得暴露反映人。", "Take it out; a referral never tells who wrote."
            ),
        )
    return "，".join(part for part in (plain["reporter"], plain["contact"]) if part) if with_writer else ""


def _reply_by(today: date) -> str:
    """When the answer is asked for, by the rulebook; a blank to be filled in where it holds no such clock."""
    clock = clocks(today).get("letters.done")
    return clock.due(today, calendar.official()).isoformat() if clock else ""
