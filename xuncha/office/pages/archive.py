"""归档目录: the papers of a round as the list that lies on top of its files, for one round or one inspection."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Mark, Table
from xuncha.papers.core.forms import forms as paper_forms
from xuncha.papers.core.life import DELIVERED, STATES, VOID
from xuncha.papers.models import Paper
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.access import see
from xuncha.trust.core.roles import INSIDE
from xuncha.trust.models import Account

TITLE = Sentence("归档目录", "Archive")
COLUMNS = (
    Column("form", Sentence("文书种类", "Kind")),
    Column("number", Sentence("文号", "Number")),
    Column("title", Sentence("题名", "Title")),
    Column("place", Sentence("巡察任务", "Inspection")),
    Column("drafted_on", Sentence("拟稿", "Drafted"), "date"),
    Column("issued_on", Sentence("签发", "Signed"), "date"),
    Column("delivered_on", Sentence("送达", "Delivered"), "date"),
    Column("code", Sentence("事实码", "Code")),
    Column("state", Sentence("状态", "State"), "mark"),
)
NOTHING = Sentence(
    "这一轮还没有您可以查看的文书。文书拟稿后会自动列入本目录。",
    "No papers that you may see yet; they are listed here as soon as they are drafted.",
)
WHOLE_ROUND = Sentence("本轮", "the round")


class Choice(forms.Form):
    use_required_attribute = False
    round = forms.ChoiceField(label=said(Sentence("轮次", "Round")), required=False)
    inspection = forms.ChoiceField(label=said(Sentence("巡察任务", "Inspection")), required=False)


@page("archive/", title=TITLE, roles=INSIDE, menu=Menu("paper", 80))
def archive(request: HttpRequest) -> HttpResponse:
    """The papers of the newest round, or of the round and inspection that were chosen."""
    rounds = list(see(Round, request.user).order_by("-entry_day"))
    chosen = _among(rounds, request.GET.get("round", "")) or (rounds[0] if rounds else None)
    inspections = list(see(Inspection, request.user).filter(round=chosen).order_by("title"))
    place = _among(inspections, request.GET.get("inspection", ""))
    filters = _choice(rounds, chosen, inspections, place)
    rows = _rows(_papers(request.user, chosen, inspections, place), inspections)
    return show(
        request,
        "office/archive.html",
        filters=filters,
        papers=Table("papers", chosen_title(chosen), COLUMNS, rows, empty=NOTHING),
    )


def chosen_title(chosen: Round | None) -> Sentence:
    """The heading of the list."""
    return Sentence(f"{chosen.title}文书目录", f"Papers of {chosen.title}") if chosen else TITLE


def _among(rows: list[Any], wanted: str) -> Any:
    return next((one for one in rows if str(one.pk) == wanted), None)


def _choice(
    rounds: list[Round], chosen: Round | None, inspections: list[Inspection], place: Inspection | None
) -> Choice:
    form = Choice({"round": chosen.pk if chosen else "", "inspection": place.pk if place else ""})
    form.fields["round"].choices = [(one.pk, one.title) for one in rounds]
    every = ("", spoken(Sentence("全部", "all")))
    form.fields["inspection"].choices = [every, *((one.pk, one.title) for one in inspections)]
    return form


def _papers(
    by: Account, chosen: Round | None, inspections: list[Inspection], place: Inspection | None
) -> QuerySet[Paper]:
    """Papers of an inspection of the round, and those about the round itself."""
    if place is not None:
        wanted = Q(inspection_id=place.pk)
    else:
        wanted = Q(inspection_id__in=[one.pk for one in inspections])
        if chosen is not None:
            wanted |= Q(inspection_id=None, about_id=chosen.pk)
    return see(Paper, by).filter(wanted).order_by("drafted_on", "number")


def _rows(papers: QuerySet[Paper], inspections: list[Inspection]) -> list[dict[str, Any]]:
    titles = {one.pk: one.title for one in inspections}
    return [_row(one, titles) for one in papers]


def _row(one: Paper, titles: dict[UUID, str]) -> dict[str, Any]:
    form = paper_forms().get(one.form)
    tone = {DELIVERED: "ok", VOID: "off"}.get(one.state, "go")
    return {
        "form": form.title if form else one.form,
        "number": one.number,
        "title": one.title,
        "place": titles.get(one.inspection_id, WHOLE_ROUND),
        "drafted_on": one.drafted_on,
        "issued_on": one.issued_on,
        "delivered_on": one.delivered_on,
        "code": one.code,
        "state": Mark(STATES[one.state], tone),
    }
