"""导入整改台账: the body's ledger comes back; first read, then taken over whole or not at all."""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said
from xuncha.desk.table import Table
from xuncha.rectification.actions.import_return import import_return, read_returned
from xuncha.rectification.core.returns import Reading
from xuncha.rectification.models import READERS, Item
from xuncha.registry.models import Organisation
from xuncha.rulebook.uploads import ScanField
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.refusal import NotSeen, Refusal

TITLE = Sentence("导入整改台账", "Take over a returned ledger")
LARGEST = 1_500_000
COLUMNS = (
    Column("number", Sentence("问题编号", "No."), width=10),
    Column("claim", Sentence("填报状态", "Claim"), width=12),
    Column("measures", Sentence("新增措施", "New measures"), width=36),
    Column("progress", Sentence("整改进展", "Progress"), width=36),
    Column("evidence", Sentence("佐证材料", "Evidence"), width=24),
)
CLAIMS = {
    "": Sentence("未填", "none"),
    "done": Sentence("已完成，将报送审核", "done: will be handed in"),
    "running": Sentence("整改中", "under way"),
    "lasting": Sentence("长期坚持（由巡察办审核确定）", "lasting: the office decides"),
}
TOO_BIG = Refusal(
    "too-big",
    Sentence("文件超过1.5 MB，整改台账不应这样大", "The file is larger than 1.5 MB"),
    Sentence("请删去图片和无关工作表后再试。", "Remove pictures and other sheets and try again."),
)


class ReturnForm(forms.Form):
    use_required_attribute = False
    file = ScanField(
        label=said(Sentence("单位报来的台账", "The returned ledger")),
        help_text=said(
            Sentence("Excel 或 CSV；表头写法不同也能识别", "Excel or CSV, however its columns are headed")
        ),
    )


@page("rectification/returns/<uuid:organisation>/", title=TITLE, roles=READERS | {Role.CONTACT})
def returns(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Choose a file, read what it would do, take it over."""
    body = see(Organisation, request.user).filter(pk=organisation).first()
    if body is None or not see(Item, request.user).filter(organisation=body).exists():
        raise NotSeen
    content, name, no, reading = b"", "", None, None
    form = ReturnForm(request.POST or None, request.FILES or None)
    try:
        if request.method == "POST" and "again" in request.POST:
            content, name = _again(request), request.POST.get("name", "")
            import_return(by=request.user, organisation=body, content=content, name=name)
            return go(
                request,
                "rectification-ledger",
                done=Sentence("已导入，原件已密封留存。", "Taken over; the original is kept."),
            )
        if form.is_bound and form.is_valid():
            content, name = form.cleaned_data["file"].read(), form.cleaned_data["file"].name
            if len(content) > LARGEST:
                raise TOO_BIG
            reading = read_returned(by=request.user, organisation=body, content=content, name=name)
    except Refusal as refusal:
        no = refusal
    return show(
        request, "rectification/returns.html", status=no.status if no else 200, body=body, form=form, no=no, reading=reading,
        table=_table(reading) if reading else None, remarks=reading.remarks if reading else (), name=name,
        again=base64.b64encode(content).decode() if reading and reading.passes else "",
        crumbs=[Crumb(Sentence("整改台账", "Rectification"), reverse("rectification-ledger"))],
    )  # fmt: skip


def _again(request: HttpRequest) -> bytes:
    try:
        return base64.b64decode(request.POST["again"], validate=True)
    except binascii.Error:
        raise NotSeen from None


def _table(reading: Reading) -> Table:
    rows = [
        {
            "number": one.number,
            "claim": CLAIMS[one.claim],
            "measures": [measure.says for measure in one.measures],
            "progress": one.progress,
            "evidence": list(one.evidence),
        }
        for one in reading.items
    ]
    return Table("", Sentence("将导入的内容", "What would be taken over"), COLUMNS, rows)
