"""岗位收效: what talks with each type of post gave in earlier rounds; posts and units, never a person, never a talker."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence, joined, same
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Mark, Table
from xuncha.interviews.actions.count import count_talks
from xuncha.interviews.actions.overrule import overrule
from xuncha.interviews.actions.plan import read_plan
from xuncha.interviews.core.worth import Cell, Worth
from xuncha.interviews.facts import candidates_of, layers, unit_types, worths_at
from xuncha.interviews.pages._plan_forms import OverruleForm
from xuncha.interviews.pages._words import tabs
from xuncha.rounds.models import Inspection
from xuncha.rulebook.models import value
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("layer", Sentence("岗位类型", "Type of post"), width=16),
    Column("unit", Sentence("单位类型", "Type of unit"), width=16),
    Column("worth", Sentence("每百场估计有收效", "Of a hundred talks"), "int"),
    Column("interval", Sentence("九成把握的范围", "Interval of 90 %"), width=14),
    Column("talks", Sentence("历轮已谈场次", "Talks so far"), "int"),
    Column("gave", Sentence("其中写入底稿", "Taken up"), "int"),
    Column("set", Sentence("人工改定", "Set by hand"), width=30),
)


@page(
    "inspections/<uuid:inspection>/interviews/worth/",
    title=Sentence("岗位收效", "Worth of posts"),
    roles=TEAM,
    where="inspection",
)
def worth(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST `do=set` sets a figure by hand (heads), `do=count` adds this inspection's sums (leader)."""
    one = see_one(Inspection, request.user, inspection)
    version, body = read_plan(by=request.user, inspection=one)
    by_hand = body.get("overruled", {})
    found = _found(one, by_hand)
    form = OverruleForm(request.POST if request.POST.get("do") == "set" else None, cells=_choices(found))
    no = None
    if request.method == "POST":
        try:
            done = _do(request, one, form)
            if done:
                return go(request, "interviews-worth", inspection=one.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "interviews/worth.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "worth"),
        no=no,
        version=version,
        form=form,
        worths=_table(found, by_hand),
        least=value("interviews.least_counted", one.starts),
        may_set=request.user.sight.has(HEADS, one.pk),
        may_count=request.user.sight.has({Role.LEADER}, one.pk),
    )


def _do(request: HttpRequest, inspection: Inspection, form: OverruleForm) -> Sentence | None:
    if request.POST.get("do") == "count":
        kept = count_talks(by=request.user, inspection=inspection)
        return Sentence(f"已汇总，留下{kept}类。", f"Summed up: {kept} kinds were kept.")
    if request.POST.get("do") == "set" and form.is_valid():
        given, posted = form.cleaned_data, request.POST.get("version", "")
        layer, _, unit = given["cell"].partition("|")
        overrule(
            by=request.user,
            inspection=inspection,
            version=int(posted) if posted.isdigit() else 0,
            layer=layer,
            unit=unit,
            percent=given["percent"],
            reason=given["reason"],
        )
        return Sentence("已改定，理由已留存。", "Set; the reason is on record.")
    return None


def _found(inspection: Inspection, by_hand: dict[str, Any]) -> dict[Cell, Worth]:
    """The cells of this body, in the order of layers."""
    wanted = candidates_of(inspection)
    types = unit_types({one.office for one in wanted})
    place = {layer.key: number for number, layer in enumerate(layers())}
    cells = sorted({(one.layer, types[one.office]) for one in wanted}, key=lambda c: (place[c[0]], c[1]))
    overruled = {tuple(key.split("|", 1)): one["percent"] for key, one in by_hand.items()}
    return worths_at(inspection, cells, overruled)


def _named(cell: Cell) -> Sentence:
    title = next(layer.title for layer in layers() if layer.key == cell[0])
    return joined([title, same(cell[1])], "，", ", ") if cell[1] else title


def _choices(found: dict[Cell, Worth]) -> list[tuple[str, str]]:
    return [("|".join(cell), str(_named(cell))) for cell in found]


def _table(found: dict[Cell, Worth], by_hand: dict[str, Any]) -> Table:
    titles = {layer.key: layer.title for layer in layers()}
    rows = []
    for (layer, unit), one in found.items():
        record = by_hand.get(f"{layer}|{unit}")
        rows.append(
            {
                "layer": titles[layer],
                "unit": unit or Sentence("未登记类型", "not on record"),
                "worth": round(100 * one.mean),
                "interval": f"{100 * one.low:.0f}–{100 * one.high:.0f}",
                "talks": one.talks,
                "gave": one.gave,
                "set": [Mark(Sentence("人工", "by hand"), "wait"), record["reason"]] if record else None,
            }
        )
    empty = Sentence("没有登记任职，无从估计。", "No posts are on record.")
    return Table("worth", Sentence("岗位收效估计", "Worth of posts"), COLUMNS, rows, empty, numbered=False)
