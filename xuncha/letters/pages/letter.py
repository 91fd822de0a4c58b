"""一件信访件: its words, its matters, suggestions with reasons (none chosen), and the next step of each matter."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.base.workdays import YearUnknown
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Link, Mark
from xuncha.letters.actions.read import OpenedLetter, OpenedMatter, read_letter
from xuncha.letters.actions.seal_upward import hand_up
from xuncha.letters.core.handling import STATES
from xuncha.letters.core.listing import reasoned
from xuncha.letters.core.matters import split
from xuncha.letters.core.suggest import UNDECIDED, read_matter
from xuncha.letters.facts import dues, known, refused_receivers, triage_lists
from xuncha.letters.models import READERS, Letter
from xuncha.letters.pages._forms import HandUpForm
from xuncha.letters.pages._steps import STEPS, form_of, next_steps
from xuncha.letters.pages._words import TONES, crumbs_to, due_mark
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal


@page("letters/<uuid:letter>/", title=Sentence("信访件", "Letter"), roles=READERS)
def letter(request: HttpRequest, letter: UUID) -> HttpResponse:
    """`do` is `<step>:<matter>` or `hand_up`; what was typed is shown again when it is refused."""
    row = see_one(Letter, request.user, letter)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    opened = read_letter(by=request.user, letter=row)
    today = clock.today()
    receivers = _receivers(opened, today, request.user)
    no, bound = None, {}
    if request.method == "POST":
        key, _, matter_id = request.POST.get("do", "").partition(":")
        form, take = _posted(request, opened, key, matter_id, receivers)
        bound[request.POST.get("do", "")] = form
        if form.is_valid():
            try:
                take()
                return go(request, "letters-letter", letter=row.pk, done=Sentence("已记录。", "Recorded."))
            except Refusal as refusal:
                no = refusal
    hints = known(inspection)
    boxes = [_box(request, opened, one, hints, today, bound, receivers) for one in opened.matters]
    return show(
        request,
        "letters/letter.html",
        status=no.status if no else 200,
        letter=row,
        inspection=inspection,
        facts=_facts(opened),
        text=opened.text,
        boxes=boxes,
        same=_same_words(row, request.user),
        no=no,
        pieces=len(split(opened.text, triage_lists().limits.shortest)),
        may_split=all(one.row.state == "open" for one in opened.matters) and not row.sealed_upward,
        may_seal=not row.sealed_upward and not any(one.referrals for one in opened.matters),
        hand_up=_hand_up_form(row, bound),
        due=due_mark(row.due, today),
        late=row.received_on > inspection.ends,
        crumbs=crumbs_to(inspection),
    )


def _posted(
    request: HttpRequest, opened: OpenedLetter, key: str, matter_id: str, receivers: list[tuple[str, str]]
) -> tuple[Any, Any]:
    """The form that was posted and what it would do. Raises Refusal for a step that is not known."""
    version = request.POST.get("version", "")
    number = int(version) if version.isdigit() else 0
    if key == "hand_up":
        form = HandUpForm(request.POST)
        return form, lambda: hand_up(by=request.user, letter=opened.row, version=number, **form.cleaned_data)
    matter = next((one.row for one in opened.matters if str(one.row.pk) == matter_id), None)
    if key not in STEPS or matter is None:
        raise Refusal("step", Sentence("没有这一步。", "There is no such step."))
    form = form_of(STEPS[key], request.POST, receivers)
    return form, lambda: STEPS[key].take(request.user, matter, {"version": number, **form.cleaned_data})


def _box(
    request: HttpRequest,
    opened: OpenedLetter,
    one: OpenedMatter,
    hints: Any,
    today: date,
    bound: dict[str, Any],
    receivers: list[tuple[str, str]],
) -> dict[str, Any]:
    """One matter as the template shows it."""
    lists = triage_lists()
    read = read_matter(one.text, lists, channel=opened.row.channel, known=hints)
    steps = []
    for step in next_steps(opened.row, one.row, request.user):
        do = f"{step.key}:{one.row.pk}"
        form = bound.get(do) or form_of(step, None, receivers)
        form.auto_id = f"id_{step.key}_{one.row.number}_%s"
        steps.append({"do": do, "step": step, "form": form})
    return {
        "row": one.row,
        "text": one.text,
        "state": Mark(STATES[one.row.state], TONES[one.row.state]),
        "due": due_mark(one.row.due, today),
        "subject": lists.subjects[read.subject.key].title if read.subject else None,
        "suggestions": [reasoned(s, lists) for s in read.suggestions] or [UNDECIDED],
        "facts": _handling(one),
        "clocks": _clocks(opened.row, one, today),
        "steps": steps,
        "upward": one.row.state == "open" and any(not lists.ways[way].keeps_text for way in read.ways),
        "kept": one.row.way == "keep" and one.row.state in ("decided", "closed"),
        "suggesting": one.row.state in ("open", "proposed"),
    }


def _facts(opened: OpenedLetter) -> list[tuple[Sentence, Any]]:
    row, about = opened.row, opened.about
    lists = triage_lists()
    facts: list[tuple[Sentence, Any]] = [
        (Sentence("收到日期", "Received"), row.received_on),
        (Sentence("渠道", "Channel"), lists.channels[row.channel].title),
    ]
    if row.sealed_upward:
        envelope = opened.envelope
        return [
            *facts,
            (Sentence("封条号", "Seal"), envelope.get("seal")),
            (Sentence("送件人", "Carrier"), envelope.get("carrier")),
            (Sentence("接收", "Receiver"), envelope.get("receiver")),
            (Sentence("上送日期", "Handed up"), envelope.get("handed_on")),
        ]
    named = Sentence("实名", "real name") if row.named else Sentence("匿名或未核实", "anonymous")
    reported = " ".join(
        filter(None, (about.get("reported_body"), about.get("reported_post"), about.get("reported")))
    )
    return [
        *facts,
        (Sentence("署名", "Name"), named),
        (Sentence("反映人和联系方式", "Writer and contact"), _writer(opened)),
        (Sentence("被反映对象", "Reported"), reported),
        (Sentence("原件编号", "Original"), about.get("number")),
        (Sentence("标题", "Heading"), opened.heading),
    ]


def _writer(opened: OpenedLetter) -> Any:
    """Sealed, with the way to open it; to who opened it with another, who it is."""
    if not opened.row.names_writer:
        return None
    where = reverse("letters-identity", args=[opened.row.pk])
    if opened.identity is not None:
        return Link(f"{opened.identity.line}（{opened.identity.until}后自动清除）", where)
    return Link(Sentence("已封存，两名保管人共同拆封", "sealed; two custodians open it together"), where)


def _handling(one: OpenedMatter) -> list[tuple[Sentence, Any]]:
    lists, handling = triage_lists(), one.handling
    proposed, way = lists.ways.get(handling.get("proposed_way", "")), lists.ways.get(one.row.way)
    facts: list[tuple[Sentence, Any]] = [
        (Sentence("拟办去向", "Proposed"), proposed.title if proposed else None),
        (Sentence("拟办理由", "Because"), handling.get("proposal")),
        (Sentence("签批去向", "Decided"), way.title if way and one.row.decided_on else None),
        (Sentence("签批意见", "Opinion"), handling.get("opinion")),
        (Sentence("签批人", "Signed by"), handling.get("signer")),
        (Sentence("签批日期", "Signed on"), one.row.decided_on),
        (Sentence("原件", "Original"), handling.get("original_at")),
    ]
    for referral, to, answer in one.referrals:
        facts += [
            (Sentence("转出", "Sent"), f"{referral.sent_on} {to.get('name', '')}"),
            (
                Sentence("回复", "Answer"),
                f"{referral.answered_on} {answer}" if referral.answered_on else None,
            ),
        ]
    facts += [
        (Sentence("延期", "Extended"), handling.get("extended")),
        (Sentence("告知受理", "Told"), handling.get("told")),
        (Sentence("反馈结果", "Told the result"), handling.get("told_result")),
        (Sentence("办理结果", "Outcome"), handling.get("outcome")),
    ]
    return [(label, value) for label, value in facts if value]


def _clocks(row: Letter, one: OpenedMatter, today: date) -> list[tuple[Sentence, Any, str]]:
    """Running clocks as (what, how long, basis); a year nobody entered says so in place of a day."""
    sent = one.referrals[-1][0] if one.referrals else None
    try:
        found = dues(row, one.row, sent)
    except YearUnknown as unknown:
        return [(unknown.says, None, "")]
    return [(due.title, due_mark(due.due, today), f"{due.due}　{due.basis}") for due in found]


def _same_words(row: Letter, by: Account) -> list[Letter]:
    """Earlier letters with the same words, to be looked at beside this one."""
    if not row.repeat:
        return []
    alike = see(Letter, by).filter(inspection_id=row.inspection_id, same_token=row.same_token)
    return list(alike.filter(serial__lt=row.serial).order_by("serial"))


def _receivers(opened: OpenedLetter, today: date, by: Account) -> list[tuple[str, str]]:
    """Units to which the letter may go: everyone but the accused side."""
    if not any(one.row.state == "decided" for one in opened.matters):
        return []
    barred = refused_receivers(opened.about, today)
    units = see(Organisation, by).filter(tree="unit").order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in units if str(pk) not in barred]


def _hand_up_form(row: Letter, bound: dict[str, Any]) -> HandUpForm | None:
    if not row.sealed_upward or row.stage == "closed":
        return None
    return bound.get("hand_up") or HandUpForm()
