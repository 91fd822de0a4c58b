"""Papers out of letters: the sheet to be signed, and the letter that hands one matter on."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.letters.actions.open_identity import Identity, see_identity
from xuncha.letters.actions.propose_way import letter_of
from xuncha.letters.actions.read import OpenedLetter, loaded, read_letter
from xuncha.letters.actions.refer import bar_receiver
from xuncha.letters.core.tell_tale import contacts_in
from xuncha.letters.facts import clocks, triage_lists
from xuncha.letters.models import READERS, Letter, Matter
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.rulebook import calendar
from xuncha.trust.act import Act, action

SEALED = "已封存"


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
        "reporter": SEALED if row.names_writer else "",
        "contact": f"第{row.serial}号，联系时由保管人拆封" if row.names_writer else "",
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

    Refuses a matter that is not decided, the accused side as receiver, an empty summary, a summary that tells who wrote, and
    asking for the writer where he did not agree or where nobody opened who he is.
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
    consent = bool(loaded(act.open([letter], "about")[0]["about"]).get("consent"))
    writer = _writer(act, letter, see_identity(by=act, letter=letter), summary, with_writer, consent)
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


def _writer(
    act: Act, letter: Letter, identity: Identity | None, summary: str, with_writer: bool, consent: bool
) -> str:
    """Who wrote, where he agreed and the acting account opened that with another; else nothing, and the number stands for him."""
    if with_writer and not consent:
        act.refuse(
            "consent",
            Sentence("登记时没有记录反映人同意提供姓名。", "No consent of the writer is on record."),
            Sentence("请征得本人同意并改登记后再办，或者不提供姓名。", "Ask for it, or leave the name out."),
        )
    if with_writer and identity is None:
        act.refuse(
            "still-sealed",
            Sentence("反映人身份还封存着。", "Who wrote it is still sealed."),
            Sentence(
                "确需提供的，先由两名保管人拆封，再拟转办函。",
                "Two custodians open it first, if it must be given.",
            ),
        )
    known = [part for part in (identity.reporter, identity.contact) if part] if identity else []
    if not with_writer and (
        any(part in summary for part in known) or (letter.names_writer and contacts_in(summary))
    ):
        act.refuse(
            "identity",
            Sentence(
                "转办内容里出现了反映人的姓名，或者像联系电话、证件号码的数字。",
                "The summary holds the writer's name, or what looks like a telephone or identity number.",
            ),
            Sentence(
                "请删去后再拟；转办函不得暴露反映人。", "Take it out; a referral never tells who wrote."
            ),
        )
    return identity.line if with_writer and identity else ""


def _reply_by(today: date) -> str:
    """When the answer is asked for, by the rulebook; a blank to be filled in where it holds no such clock."""
    clock = clocks(today).get("letters.done")
    return clock.due(today, calendar.official()).isoformat() if clock else ""
