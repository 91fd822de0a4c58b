"""One machine on one page: 配置–使用–审核–移交–入库–擦除."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import NOTHING, Sentence
from xuncha.desk import parts
from xuncha.desk.page import download, go, page, show
from xuncha.desk.steps import Taken, take_step
from xuncha.desk.table import Link, Mark, Table
from xuncha.machines import telling
from xuncha.machines.facts import people_at, readable
from xuncha.machines.identity import Introduction
from xuncha.machines.models import KEEPERS, Carriage, Machine
from xuncha.machines.pages._forms import ChosenForm
from xuncha.machines.pages._steps import ENDED, Around, steps_of
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import AT_AN_INSPECTION, OFFICE

COLUMNS = (
    Column("number", Sentence("数据包编号", "Bundle")),
    Column("way", Sentence("方向", "Way")),
    Column("seq", Sentence("第几份", "No."), "int"),
    Column("on", Sentence("日期", "Day"), "date"),
    Column("carrier", Sentence("带包人", "Carrier")),
    Column("approver", Sentence("审核人", "Approved by")),
    Column("state", Sentence("状态", "State"), "mark"),
)
EMPTY = Sentence(
    "还没有数据包。先选巡察任务，导出配置数据包。", "No bundles yet. Choose an inspection and make the first."
)
HERE = Sentence("本机", "this installation")


@page(
    "machines/<uuid:machine>/", title=Sentence("单机", "Machine"), roles=OFFICE | KEEPERS | AT_AN_INSPECTION
)
def machine(request: HttpRequest, machine: UUID) -> HttpResponse:
    """POST takes a step; a step that makes a bundle answers with its file."""
    see_one(Machine, request.user, machine)
    row = see(Machine, request.user).select_related("inspection").get(pk=machine)
    around, chosen = _around(request, row)
    taken = take_step(request, steps_of(around), row)
    if around.made is not None:
        return download(around.made.name, around.made.data)
    if taken.done and not around.receipt:
        return go(request, "machines-machine", machine=row.pk, done=Sentence("已办理。", "Done."))
    return _shown(request, around, taken, chosen)


def _around(request: HttpRequest, row: Machine) -> tuple[Around, ChosenForm | None]:
    bundles = see(Carriage, request.user).filter(machine=row).select_related("carrier", "approved_by")
    around = Around(request.user, row, list(bundles.order_by("-id")), row.inspection)
    chosen = None
    if row.inspection is None and row.state not in ENDED and request.user.sight.has(OFFICE):
        open_ = see(Inspection, request.user).filter(round__state="open", imported=False).order_by("title")
        chosen = ChosenForm(request.GET or None)
        chosen.fields["inspection"].choices = [("", ""), *((str(one.pk), one.title) for one in open_)]
        wanted = chosen["inspection"].value() or ""
        around.inspection = next((one for one in open_ if str(one.pk) == wanted), None)
    if around.inspection is not None:
        around.people = people_at(around.inspection.pk)
    return around, chosen


def _shown(request: HttpRequest, around: Around, taken: Taken, chosen: ChosenForm | None) -> HttpResponse:
    row = around.machine
    last = next((one for one in around.bundles if not one.sent and one.report), None)
    figures = readable(last.report, request.user.sight, last.inspection_id) if last else {}
    approving = any(box["step"].key == "approve" for box in taken.boxes)
    return show(
        request, "machines/machine.html", status=taken.status, machine=row, boxes=taken.boxes, open_first=approving,
        steps=life(row, around.bundles), pairs=_pairs(row), filters=chosen, receipt=around.receipt,
        bundles=_table(around.bundles), turn=telling.turn_told(last.report) if last else NOTHING, last=last,
        figures=[(telling.kind_named(kind), telling.figures_told(told)) for kind, told in figures.items()],
        apart=sum(told.get("conflicts", 0) for told in figures.values()),
        may_decide=last is not None and request.user.sight.has(AT_AN_INSPECTION, last.inspection_id),
        crumbs=[parts.Crumb(Sentence("单机", "Machines"), reverse("machines-machines"))],
    )  # fmt: skip


def _pairs(row: Machine) -> list[tuple[Sentence, Any]]:
    told = Introduction(row.known_as, row.sign_key, row.seal_key)
    pairs = [
        (Sentence("巡察任务", "Inspection"), row.inspection.title if row.inspection else ""),
        (Sentence("指纹", "Fingerprint"), told.fingerprint),
        (Sentence("登记", "Registered"), row.registered_on),
        (Sentence("擦除", "Wiped"), row.wiped_on),
        (Sentence("擦除回执码", "Code of the wipe receipt"), row.wiped_code),
    ]
    return [(label, value) for label, value in pairs if value]


def _table(bundles: list[Carriage]) -> Table:
    ways = {True: Sentence("发出", "sent"), False: Sentence("收到", "came")}
    rows = [
        {
            "number": Link(one.number, reverse("machines-slip", args=[one.pk])),
            "way": ways[one.sent],
            "seq": one.seq,
            "on": one.made_on,
            "carrier": one.carrier.name,
            "approver": one.approved_by.name if one.approved_by else "",
            "state": Mark(*telling.BUNDLE_STATES[one.state]),
        }
        for one in bundles
    ]
    return Table("bundles", Sentence("数据包", "Bundles"), COLUMNS, rows, EMPTY)


def life(row: Machine, bundles: list[Carriage]) -> list[parts.Step]:
    """The six steps and how far this machine is."""
    came = [one for one in bundles if not one.sent]
    agreed = any(one.approved_by_id for one in came)
    reached = {
        "configure": any(one.sent for one in bundles) or row.is_office,
        "use": bool(came) or row.state in {Machine.BACK, Machine.WIPED},
        "review": agreed,
        "hand_over": agreed,
        "store": row.state in {Machine.BACK, Machine.WIPED},
        "wipe": row.state == Machine.WIPED,
    }
    titles = {
        "configure": Sentence("配置", "configure"),
        "use": Sentence("使用", "use"),
        "review": Sentence("审核", "review"),
        "hand_over": Sentence("移交", "hand over"),
        "store": Sentence("入库", "merge"),
        "wipe": Sentence("擦除", "wipe"),
    }
    here = next((name for name in titles if not reached[name]), "")
    return [
        parts.Step(titles[name], "done" if done else "now" if name == here else "todo")
        for name, done in reached.items()
    ]
