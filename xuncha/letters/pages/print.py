"""拟制文书: the sheet of a letter, and a referral letter for each matter that goes to another body."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import said
from xuncha.letters.actions.draft_papers import draft_referral, draft_sheet
from xuncha.letters.actions.read import OpenedLetter, OpenedMatter, read_letter
from xuncha.letters.facts import refused_receivers, triage_lists
from xuncha.letters.models import READERS, Letter
from xuncha.letters.pages._forms import Plain
from xuncha.letters.pages._words import back_to, crumbs_to
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.models import Account
from xuncha.trust.refusal import NotSeen, Refusal


class ReferralForm(Plain):
    """What goes into a referral letter: an allow-list."""

    receiver = forms.ChoiceField(label=said(Sentence("收文单位", "Receiving body")), required=False)
    name = forms.CharField(
        label=said(Sentence("不在单位名册上的，写名称", "Or its name")), required=False, max_length=80
    )
    summary = forms.CharField(
        label=said(Sentence("转办内容", "What is handed on")),
        widget=forms.Textarea({"rows": 6}),
        help_text=said(
            Sentence(
                "概括写，不照抄原信；不写反映人的姓名、住址、电话和能猜出是谁的细节。",
                "In your own words; no name, address, phone or detail that tells who wrote.",
            )
        ),
    )
    contact = forms.CharField(label=said(Sentence("联系人", "Contact person")), max_length=40)
    phone = forms.CharField(label=said(Sentence("联系电话", "Phone")), max_length=40)
    with_writer = forms.BooleanField(
        label=said(Sentence("提供反映人姓名（本人已同意）", "Give the writer's name (he agreed)")),
        required=False,
    )

    def __init__(self, *args: object, receivers: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = [("", said(Sentence("请选择", "choose"))), *receivers]


@page("letters/<uuid:letter>/print/", title=Sentence("拟制信访文书", "Papers of a letter"), roles=READERS)
def print(request: HttpRequest, letter: UUID) -> HttpResponse:
    """`do` is `sheet` or the id of a matter; the paper goes on to its own page."""
    row = see_one(Letter, request.user, letter)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    opened = read_letter(by=request.user, letter=row)
    receivers = _receivers(opened, request.user)
    forms_of = {
        str(one.row.pk): ReferralForm(receivers=receivers, auto_id=f"id_{one.row.number}_%s")
        for one in opened.matters
        if _may_go(one)
    }
    no, do = None, request.POST.get("do", "")
    if request.method == "POST":
        try:
            paper = _draft(request, row, opened, forms_of, do, receivers)
            if paper is not None:
                done = Sentence("已拟出草稿，请核对、送签。", "Drafted: check it and submit it.")
                return go(request, "papers-paper", paper=paper, done=done)
        except Refusal as refusal:
            no = refusal
    numbers = {str(one.row.pk): one.row.number for one in opened.matters}
    return show(
        request,
        "letters/print.html",
        status=no.status if no else 200,
        letter=row,
        boxes=[(key, numbers[key], form) for key, form in forms_of.items()],
        no=no,
        back_url=reverse("letters-letter", args=[row.pk]),
        crumbs=crumbs_to(inspection, back_to(row)),
    )


def _draft(
    request: HttpRequest,
    row: Letter,
    opened: OpenedLetter,
    forms_of: dict[str, ReferralForm],
    do: str,
    receivers: list[tuple[str, str]],
) -> UUID | None:
    """The new paper's id; None when the form is not right yet."""
    if do == "sheet":
        return draft_sheet(by=request.user, letter=row).pk
    if do not in forms_of:
        raise NotSeen
    matter = next(one.row for one in opened.matters if str(one.row.pk) == do)
    form = forms_of[do] = ReferralForm(request.POST, receivers=receivers, auto_id=f"id_{matter.number}_%s")
    if not form.is_valid():
        return None
    said_in = dict(form.cleaned_data)
    receiver = see(Organisation, request.user).filter(pk=said_in.pop("receiver") or None).first()
    return draft_referral(by=request.user, matter=matter, receiver=receiver, **said_in).pk


def _may_go(one: OpenedMatter) -> bool:
    way = triage_lists().ways.get(one.row.way)
    return bool(way and way.needs_body) and one.row.state in ("decided", "sent", "answered")


def _receivers(opened: OpenedLetter, by: Account) -> list[tuple[str, str]]:
    barred = refused_receivers(opened.about, clock.today())
    units = see(Organisation, by).filter(tree="unit").order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in units if str(pk) not in barred]
