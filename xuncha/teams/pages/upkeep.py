"""人才库维护: training, pledges, evaluations, leader pool and absences, a kind a tab; a table in and out of Excel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.desk.page import download, go, language, page, show
from xuncha.desk.parts import Crumb, Tab
from xuncha.desk.spoken import said
from xuncha.desk.table import Link, Table
from xuncha.rounds.models import Round
from xuncha.rulebook.uploads import TableField
from xuncha.teams.actions.enter import enter
from xuncha.teams.models import Cadre, CadreEntry
from xuncha.teams.upkeep import KINDS, Fact, Kind
from xuncha.teams.upkeep_sheet import Read, columns_of, read_entries
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import NotSeen, Refusal

BLANK_ROWS = 30


class EntryForm(forms.Form):
    """One entry of a kind; `kind` decides which columns there are and what they are called."""

    use_required_attribute = False
    cadre = forms.ChoiceField(label=said(Sentence("人员", "Person")))
    starts = forms.DateField(widget=forms.DateInput({"type": "date"}))
    ends = forms.DateField(widget=forms.DateInput({"type": "date"}), required=False)
    what = forms.CharField(max_length=120, required=False)
    document = forms.CharField(max_length=120, required=False)
    around = forms.ChoiceField(label=said(Sentence("轮次", "Round")), required=False)

    def __init__(self, *args: Any, kind: Kind, pool: list[Cadre], rounds: list[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts", "ends", "what", "document"):
            self.fields[name].label = said(getattr(kind, name))
        if not kind.ends:
            del self.fields["ends"]
        if not kind.of_round:
            del self.fields["around"]
        else:
            self.fields["around"].choices = [("", "—"), *((str(one.pk), one.title) for one in rounds)]
        people = ((str(one.pk), f"{one.person.name}（{one.unit.name if one.unit else ''}）") for one in pool)
        self.fields["cadre"].choices = [("", "—"), *people]


class FileForm(forms.Form):
    """A filled-in table."""

    use_required_attribute = False
    file = TableField(
        label=said(Sentence("填好的表", "Filled-in table")),
        help_text=said(
            Sentence(
                "可以用下面的空表，也可以在导出的表上添行；已有的记录不会重复登记。",
                "The blank table below, or rows added to an exported one; what stands already is not entered twice.",
            )
        ),
    )


@page("teams/upkeep/<slug:kind>/", title=Sentence("人才库维护", "Upkeep of the pool"), roles=OFFICE)
def upkeep(request: HttpRequest, kind: str) -> HttpResponse:
    """``do``: enter one, or take a table in. ``?blank=1`` hands out the blank table."""
    if kind not in KINDS:
        raise NotSeen
    now = KINDS[kind]
    if request.GET.get("blank"):
        return download(f"{now.title.zh}登记表.xlsx", _blank(now))
    pool = list(
        see(Cadre, request.user).select_related("person", "unit").order_by("unit__name", "person__name")
    )
    rounds = list(see(Round, request.user).order_by("-entry_day"))
    what = request.POST.get("do", "")
    form = EntryForm(request.POST if what == "enter" else None, kind=now, pool=pool, rounds=rounds)
    file = FileForm(request.POST or None, request.FILES) if what == "file" else FileForm()
    read, no = None, None
    try:
        if what == "enter" and form.is_valid():
            made = enter(by=request.user, kind=now, facts=[_fact(request, form)])
            done = (
                Sentence("已登记。", "Entered.")
                if made
                else Sentence("这条记录已经有了。", "It stands already.")
            )
            return go(request, "teams-upkeep", kind=kind, done=done)
        if what == "file" and file.is_valid():
            read = _taken(request, now, file, pool, rounds)
            if not read.remarks:
                return go(request, "teams-upkeep", kind=kind, done=_counted(read))
    except Refusal as refusal:
        no = refusal
    return show(
        request,
        "teams/upkeep.html",
        kind=now,
        table=_table(request, now),
        form=form,
        file=file,
        read=read,
        counted=_counted(read) if read else None,
        no=no,
        tabs=[
            Tab(one.title, reverse("teams-upkeep", kwargs={"kind": one.key}), here=one.key == kind)
            for one in KINDS.values()
        ],
        crumbs=[Crumb(Sentence("人才库", "Cadre pool"), reverse("teams-pool"))],
    )


def _fact(request: HttpRequest, form: EntryForm) -> Fact:
    filled = form.cleaned_data
    around = filled.get("around")
    ends = filled.get("ends")
    return Fact(
        see(Cadre, request.user).select_related("person").get(pk=filled["cadre"]),
        Day.of(filled["starts"]),
        Day.of(ends) if ends else None,
        filled["what"],
        filled["document"],
        see_one(Round, request.user, around) if around else None,
    )


def _taken(request: HttpRequest, kind: Kind, file: FileForm, pool: list[Cadre], rounds: list[Round]) -> Read:
    """What the table held; its sound rows are entered."""
    received = file.cleaned_data["file"]
    try:
        book = read_book(received.read(), received.name)
    except Unreadable as bad:
        raise Refusal("unreadable", bad.says, bad.remedy) from None
    read = read_entries(book, kind, pool, rounds)
    enter(by=request.user, kind=kind, facts=read.facts)
    return read


def _counted(read: Read) -> Sentence:
    rows, bad = len(read.facts), len(read.remarks)
    if not bad:
        return Sentence(f"已读入{rows}行。", f"{rows} rows taken in.")
    return Sentence(
        f"读入{rows}行，另有{bad}处须改正；改好后再交一次，已读入的不会重复。",
        f"{rows} rows taken in, {bad} to be corrected; send it again, nothing is entered twice.",
    )


def _table(request: HttpRequest, kind: Kind) -> Table:
    rows = see(CadreEntry, request.user).filter(kind=kind.key, struck="")
    shown = rows.select_related("cadre__person", "cadre__unit", "round").order_by("-starts", "pk")
    columns = (*columns_of(kind), Column("open", Sentence("查看", "Open"), width=8))
    return Table(kind.key, kind.title, columns, [_row(one) for one in shown], EMPTY)


EMPTY = Sentence(
    "还没有登记。可以逐人登记，也可以下载空表填好后一次导入。",
    "Nothing yet: enter one, or fill in the blank table.",
)


def _row(one: CadreEntry) -> dict[str, Any]:
    return {
        "name": one.cadre.person.name,
        "unit": one.cadre.unit.name if one.cadre.unit else "",
        "starts": Day.parse(one.starts),
        "ends": Day.parse(one.ends),
        "what": one.what,
        "document": one.document,
        "round": one.round.title if one.round else "",
        "open": Link(Sentence("查看", "open"), reverse("teams-cadre", kwargs={"cadre": one.cadre_id})),
    }


def _blank(kind: Kind) -> bytes:
    sheet = Sheet(kind.title.in_(language()), columns_of(kind), landscape=True, blank_rows=BLANK_ROWS)
    return write_book([sheet], language=language())
