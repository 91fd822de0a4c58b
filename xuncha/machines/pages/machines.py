"""单机: every stand-alone machine and how far it is; on a machine, the way home."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, go, page, show
from xuncha.desk.steps import Step, take_step
from xuncha.desk.table import Link, Mark, Table
from xuncha.machines import identity, telling
from xuncha.machines.actions.register import register_machine
from xuncha.machines.models import KEEPERS, Machine
from xuncha.machines.pages._forms import RegisterForm
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE

TITLE = Sentence("单机（离线使用）", "Stand-alone machines")
COLUMNS = (
    Column("label", Sentence("单机", "Machine"), width=20),
    Column("inspection", Sentence("巡察任务", "Inspection"), width=40),
    Column("registered_on", Sentence("登记", "Registered"), "date"),
    Column("state", Sentence("状态", "State"), "mark"),
)
EMPTY = Sentence(
    "还没有登记单机。在单机上安装本系统，运行 xuncha bundle introduce，把显示的文字登记到这里。",
    "No machine yet. Install this software on one, run xuncha bundle introduce, and enter its line here.",
)
REGISTER = Step(
    "register",
    Sentence("登记单机", "Enter a machine"),
    lambda by, row, fields: register_machine(
        by=by, introduction=fields["introduction"], label=fields["label"]
    ),
    RegisterForm,
    Sentence(
        "登记后与单机屏幕当面核对指纹。", "Compare the fingerprint with the machine's screen afterwards."
    ),
)


@page("machines/", title=TITLE, roles=OFFICE | KEEPERS, menu=Menu("result", 85))
def machines(request: HttpRequest) -> HttpResponse:
    """POST enters a machine."""
    rows = list(see(Machine, request.user).select_related("inspection").order_by("state", "label"))
    at_home = not any(one.is_office for one in rows)
    steps = [REGISTER] if at_home and request.user.sight.has(OFFICE) else []
    taken = take_step(request, steps, Machine())
    if taken.done:
        return go(
            request,
            "machines-machines",
            done=Sentence("已登记，请核对指纹。", "Entered; compare the fingerprint."),
        )
    return show(
        request, "machines/machines.html", status=taken.status, machines=_table(rows), boxes=taken.boxes,
        told=identity.own().told if request.user.sight.has(OFFICE) else None, at_home=at_home,
    )  # fmt: skip


def _table(rows: list[Machine]) -> Table:
    cells = [
        {
            "label": Link(one.label, reverse("machines-machine", args=[one.pk])),
            "inspection": one.inspection.title if one.inspection else "",
            "registered_on": one.registered_on,
            "state": Mark(*telling.STATES[one.state]),
        }
        for one in rows
    ]
    return Table("machines", TITLE, COLUMNS, cells, EMPTY)
