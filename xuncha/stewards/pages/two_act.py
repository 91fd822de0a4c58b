"""One two-person act: what it is about, why, and what this account can do with it now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import day, line, passage
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.steps import Step, StepForm, take_step
from xuncha.stewards.pages._two_words import state_mark
from xuncha.stewards.pages.two_acts import TITLE
from xuncha.trust import clock, two
from xuncha.trust.access import see, see_one
from xuncha.trust.actions.approve import approve, read_proposal
from xuncha.trust.actions.end_proposal import end_proposal
from xuncha.trust.actions.record_signed import record_signed
from xuncha.trust.core.deeds import DEEDS, Deed
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import Account, DeedProposal
from xuncha.trust.models.grants import on_trial
from xuncha.trust.refusal import Refusal

DONE = Sentence("已批准并办理。", "Approved and done.")
VOID = Sentence(
    "提议之后内容有变动，提议已作废，什么也没有办理。请重新提议。",
    "Its content changed; it is void, nothing was done.",
)
ENDED = Sentence("已记录。", "Recorded.")
DECLINE = Sentence("不同意", "Decline")


class SignedForm(StepForm):
    code = line("校验码", "Code", "照批准单抄录，如 1A2B-3C4D", "As printed on the sheet", longest=12)
    signer = line("签字人", "Signed by", longest=40)
    signed_on = day("签字日期", "Signed on")
    original_at = line(
        "原件存放处", "Original", "如：双人事项卷第3页", "Where the signed sheet lies", longest=120
    )


@page("two/<uuid:act>/", title=Sentence("双人事项", "Two-person act"), roles=EVERYONE - {Role.CONTACT})
def two_act(request: HttpRequest, act: UUID) -> HttpResponse:
    """Approve, record the signed sheet, decline or withdraw; each only for who may."""
    row = see_one(DeedProposal, request.user, act)
    deed = DEEDS[row.kind]
    taken = take_step(request, _steps(deed, row, request.user), row)
    if taken.done:
        now = see_one(DeedProposal, request.user, act)
        outcome = {DeedProposal.DONE: DONE, DeedProposal.VOID: VOID}.get(now.state, ENDED)
        return go(request, "stewards-two_act", act=row.pk, done=outcome)
    told, rows = _told(row, request.user), two.rows_of(deed, row.rows)
    words, tone = state_mark(row, clock.today())
    return show(
        request, "stewards/two_act.html", status=taken.status, row=row, deed=deed, state=words, tone=tone, told=told,
        pairs=_pairs(row, deed, rows, told), boxes=taken.boxes, code=two.code_of(row),
        subject=_subject(deed, row, told, rows, request.user),
        mine=row.proposed_by_id == request.user.pk, is_open=_is_open(row), trial=_trial(row),
        crumbs=[Crumb(TITLE, reverse("stewards-two_acts"))],
    )  # fmt: skip


def _is_open(row: DeedProposal) -> bool:
    return row.state == DeedProposal.OPEN and row.expires >= clock.today()


def _trial(row: DeedProposal) -> list[Sentence]:
    """Why nobody can approve it and what to do about that, where one person only tries the program out."""
    return [two.TRIAL, two.TRIAL_DO] if _is_open(row) and on_trial() else []


def _told(row: DeedProposal, by: Account) -> two.Told | None:
    try:
        return read_proposal(by=by, proposal=row)
    except Refusal:
        return None


def _pairs(
    row: DeedProposal, deed: Deed, rows: Sequence[Any], told: two.Told | None
) -> list[tuple[Sentence, Any]]:
    pairs: list[tuple[Sentence, Any]] = list(deed.says(rows, told.payload)) if told else []
    pairs += [
        (Sentence("提议理由", "Reason"), told.reason if told else None),
        (Sentence("提议人", "Proposed by"), row.proposed_by.name),
        (Sentence("提议日期", "Proposed"), row.proposed_on),
        (Sentence("有效期至", "Until"), row.expires),
    ]
    if row.decided_by:
        label = Sentence("代录人", "Recorded by") if row.on_paper else Sentence("办理人", "Decided by")
        pairs += [(label, row.decided_by.name), (Sentence("办结日期", "Decided on"), row.decided_on)]
    if told and told.signed:
        pairs += [
            (Sentence("签字人", "Signed by"), told.signed["signer"]),
            (Sentence("签字日期", "Signed on"), told.signed["signed_on"]),
            (Sentence("原件存放处", "Original"), told.signed["original_at"]),
        ]
    return pairs


def _subject(deed: Deed, row: DeedProposal, told: two.Told | None, rows: Sequence[Any], by: Account) -> str:
    """The page of what it is about, where it has one that this account may open: it sees the row, or was shown it by this act."""
    if not deed.page or not rows or told is None:
        return ""
    if row.state != DeedProposal.DONE and not see(type(rows[0]), by).filter(pk=rows[0].pk).exists():
        return ""
    name, argument = deed.page
    return reverse(name, kwargs={argument: row.rows[0]})


def _steps(deed: Deed, row: DeedProposal, by: Account) -> list[Step]:
    if not _is_open(row):
        return []
    if row.proposed_by_id == by.pk:
        return [_end(Sentence("撤回", "Withdraw"))]
    if on_trial():
        return [_end(DECLINE)] if two.may(by, deed, deed.decide, row.inspection) else []
    steps = []
    if two.may(by, deed, deed.approve, row.inspection):
        steps.append(_approve(deed))
    if two.may(by, deed, deed.decide, row.inspection):
        steps += [_record(deed), _end(DECLINE)]
    return steps


def _approve(deed: Deed) -> Step:
    return Step(
        "approve", Sentence("批准", "Approve"),
        lambda by, row, given: approve(by=by, proposal=row, version=given.pop("version"), given=given),
        _asking(deed, StepForm),
        Sentence("批准后立即办理，并记入留痕。", "It is done at once and journalled."),
    )  # fmt: skip


def _record(deed: Deed) -> Step:
    def take(by: Account, row: DeedProposal, given: dict[str, Any]) -> None:
        extra = {name: given.pop(name) for name in deed.asks}
        record_signed(by=by, proposal=row, given=extra, **given)

    return Step(
        "record", Sentence("代录签批", "Record the signed sheet"), take, _asking(deed, SignedForm),
        Sentence("批准人不登录的，打印批准单签字后由提议人以外的人代录。", "Where the approver signed the printed sheet."),
    )  # fmt: skip


def _end(button: Sentence) -> Step:
    return Step("end", button, lambda by, row, given: end_proposal(by=by, proposal=row))


def _asking(deed: Deed, form: type[StepForm]) -> type[StepForm]:
    """The form with what this deed asks of its approver."""
    fields = {name: passage(asked.zh, asked.en, rows=2) for name, asked in deed.asks.items()}
    return type(form.__name__, (form,), fields) if fields else form
