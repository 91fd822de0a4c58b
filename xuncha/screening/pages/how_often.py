"""筛查项目成立情况: for whoever looks after the screens; in the order of the catalogue, never by how often."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import NOTHING, Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.table import Table
from xuncha.rulebook.models import value
from xuncha.screening.actions.how_often import how_often as told
from xuncha.screening.facts import declared
from xuncha.trust import clock
from xuncha.trust.core.roles import Role
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("screen", Sentence("筛查项目", "Screen"), width=28),
    Column("held", Sentence("成立", "Held"), "int"),
    Column("not_held", Sentence("不成立", "Did not hold"), "int"),
    Column("other", Sentence("转其他", "Passed on"), "int"),
    Column("open", Sentence("未核实", "Not checked"), "int"),
    Column("share", Sentence("成立占已核实（%）", "Held of those checked (%)"), "int"),
    Column("note", Sentence("说明", "Note"), width=24),
)
EMPTY = Sentence("已结束的轮次里还没有疑点。", "No doubts in closed rounds yet.")
FEW = Sentence("已核实的不足 {n} 个，不显示", "fewer than {n} were checked: not shown")


@page(
    "screening/how-often/",
    title=Sentence("筛查项目成立情况", "How often screens held"),
    roles={Role.OFFICE},
    menu=Menu("settings", 60),
)
def how_often(request: HttpRequest) -> HttpResponse:
    """Over all closed rounds together. Says how to switch it on while it is off."""
    table, off = None, None
    try:
        table = _table(request)
    except Refusal as no:
        off = no
    return show(request, "screening/how_often.html", held=table, off=off)


def _table(request: HttpRequest) -> Table:
    found = told(by=request.user)
    few = FEW.filled(n=value("screening.how_often", clock.today())["at_least"])
    rows = []
    for key, screen in declared(Path(settings.XUNCHA_HOME)).items():
        if key not in found:
            continue
        one = found[key]
        counts = {name: getattr(one, name, None) for name in ("held", "not_held", "other", "open", "share")}
        rows.append({"screen": screen.title, "note": NOTHING if one else few} | counts)
    return Table(
        "held", Sentence("各项目核实结果", "What checking gave"), COLUMNS, rows, EMPTY, numbered=False
    )
