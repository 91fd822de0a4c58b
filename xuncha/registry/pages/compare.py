"""导入工作簿, second step: what the judge says, what would change, and the clerk's yes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.money import wan
from xuncha.base.remarks import Remark, errors
from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence, joined, same
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.table import Mark, Table
from xuncha.registry.actions.import_county import Imported, NotSound, import_county
from xuncha.registry.core.form import column_title
from xuncha.registry.core.merging import Change
from xuncha.registry.held import Held, held, release
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal

SUMS = (
    Column("what", Sentence("内容", "What"), width=24),
    Column("added", Sentence("新增", "Added"), "int"),
    Column("changed", Sentence("改动", "Changed"), "int"),
)
CHANGES = (
    Column("what", Sentence("内容", "What"), width=16),
    Column("way", Sentence("将会", "Will be"), "mark", width=8),
    Column("thing", Sentence("名称", "Thing"), width=40),
    Column("fields", Sentence("改动", "Change"), width=60),
)
REMARKS = (
    Column("level", Sentence("程度", "Level"), "mark", width=10),
    Column("sheet", Sentence("工作表", "Sheet"), width=16),
    Column("row", Sentence("行", "Row"), "int", width=8),
    Column("column", Sentence("列", "Column"), width=18),
    Column("says", Sentence("问题", "What"), width=60),
    Column("remedy", Sentence("怎么办", "What to do"), width=50),
)
MARKS = {
    "added": Mark(Sentence("新增", "added"), "go"),
    "changed": Mark(Sentence("改动", "changed"), "wait"),
}
MUST = Mark(Sentence("须改正", "must be corrected"), "stop")
NOTICE = Mark(Sentence("提示", "notice"), "wait")


class Gone(Refusal):
    """The workbook is no longer kept."""

    status = 410

    def __init__(self) -> None:
        super().__init__(
            "upload-gone",
            Sentence("上传的工作簿已过时（超过半小时或程序重启过）。", "The upload is no longer kept."),
            Sentence("没有改动任何内容，请重新上传。", "Nothing was changed; upload it again."),
        )


@page("registry/upload/<uuid:upload>/", title=Sentence("核对并导入", "Compare and import"), roles=OFFICE)
def compare(request: HttpRequest, upload: UUID) -> HttpResponse:
    """GET shows the dry run, POST imports."""
    one = held(upload, request.user.pk)
    if one is None:
        raise Gone
    if request.method == "POST" and one.told is not None:
        try:
            told = import_county(by=request.user, book=one.book)
        except NotSound as no:
            one = Held(one.owner, one.book, no.remarks, None)
        else:
            release(upload)
            return go(request, "registry-organisations", done=_done(told))
    remarks = sorted(one.remarks, key=lambda remark: not remark.stops)
    return show(
        request,
        "registry/compare.html",
        told=one.told,
        wrong=len(errors(remarks)),
        sums=Table("sums", Sentence("导入后的变化", "What changes"), SUMS, _sums(one.told)),
        changes=Table("changes", Sentence("逐项变化", "Each change"), CHANGES, _changes(one.told)),
        remarks=Table(
            "remarks",
            Sentence("检查结果", "Remarks"),
            REMARKS,
            [_remark(remark) for remark in remarks],
            Sentence("没有发现问题。", "No remarks."),
        ),
        crumbs=[Crumb(Sentence("导入工作簿", "Import"), reverse("registry-upload"))],
    )


def _done(told: Imported) -> Sentence:
    if told.nothing_new:
        return Sentence("与已有内容完全一致，没有改动。", "Everything was there already.")
    added = sum(number for _, number, _ in told.counts())
    changed = sum(number for _, _, number in told.counts())
    return Sentence(
        f"已导入：新增 {added} 项，改动 {changed} 项。", f"Imported: {added} added, {changed} changed."
    )


def _sums(told: Imported | None) -> list[dict[str, Any]]:
    counts = told.counts() if told else []
    return [{"what": what, "added": added, "changed": changed} for what, added, changed in counts]


def _changes(told: Imported | None) -> list[dict[str, Any]]:
    return [_change(one) for one in told.difference.changes] if told else []


def _change(one: Change) -> dict[str, Any]:
    moved = [_moved(name, *values) for name, values in one.fields.items()]
    return {
        "what": one.thing.KIND,
        "way": MARKS[one.kind],
        "thing": one.thing.shown(),
        "fields": joined(moved, "；", "; "),
    }


def _moved(name: str, old: Any, new: Any) -> Sentence:
    title, before, after = column_title(name), _shown(name, old), _shown(name, new)
    return Sentence(f"{title.zh}：{before.zh} → {after.zh}", f"{title.en}: {before.en} → {after.en}")


def _shown(name: str, value: Any) -> Sentence:
    if value in (None, ""):
        return Sentence("（空）", "(blank)")
    if isinstance(value, bool):
        return Sentence("是", "yes") if value else Sentence("否", "no")
    if name == "budget":
        return same(wan(value))
    return same("".join(map(str, value[1:])) if isinstance(value, tuple) else str(value))


def _remark(one: Remark) -> dict[str, Any]:
    return {
        "level": MUST if one.stops else NOTICE,
        "sheet": one.place.sheet,
        "row": one.place.row,
        "column": one.place.column,
        "says": one.says,
        "remedy": one.remedy,
    }
