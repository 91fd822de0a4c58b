"""调阅资料: asked for, received, returned, or asked for no longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xuncha.base.words import Sentence
from xuncha.fieldwork.core.files import File, order_fault
from xuncha.fieldwork.facts import file_of, lists
from xuncha.fieldwork.models import Borrowed
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action("fieldwork.ask_files", roles=TEAM, where="inspection", says=Sentence("提出调阅资料", "ask for files"))
def ask_files(
    act: Act,
    *,
    inspection: Inspection,
    titles: Sequence[str],
    area: str = "",
    due: date | None = None,
    copy: bool = False,
) -> list[Borrowed]:
    """One row per file. Raises Refusal when no file is named or the time limit has passed."""
    named = list(dict.fromkeys(title.strip() for title in titles if title.strip()))
    if not named:
        act.refuse("empty", Sentence("请写要调阅的资料，一行一件。", "Name the files, one a line."))
    if area and area not in lists().areas:
        act.refuse("area", Sentence("请选择资料类别。", "Choose the kind of file."))
    _judge(act, File(0, act.today, due))
    rows = []
    for title in named:
        row = Borrowed(
            inspection=inspection, serial=act.next_serial(Borrowed, inspection), area=area, copy=copy, asked_on=act.today,
            due=due, handled_by=act.by,
        )  # fmt: skip
        act.seal(row, "title", title)
        rows.append(act.add(row))
    return rows


@action(
    "fieldwork.receive_files",
    roles=TEAM,
    where="inspection",
    says=Sentence("登记收到资料", "record files received"),
)
def receive_files(act: Act, *, inspection: Inspection, files: Sequence[Borrowed], on: date) -> None:
    """Record that files were handed over. All or nothing: raises Refusal naming the first that cannot be."""
    for row in _mine(act, inspection, files):
        _judge(act, replace(file_of(row), received_on=on), row)
        act.change(row, noting="received", received_on=on, handled_by=act.by)


@action(
    "fieldwork.return_files",
    roles=TEAM,
    where="inspection",
    says=Sentence("登记归还资料", "record files returned"),
)
def return_files(act: Act, *, inspection: Inspection, files: Sequence[Borrowed], on: date) -> None:
    """Record that files were given back. All or nothing: raises Refusal naming the first that cannot be."""
    for row in _mine(act, inspection, files):
        _judge(act, replace(file_of(row), returned_on=on), row)
        act.change(row, noting="returned", returned_on=on, handled_by=act.by)


@action(
    "fieldwork.withdraw_files",
    roles=TEAM,
    where="inspection",
    says=Sentence("不再调阅资料", "ask for files no longer"),
)
def withdraw_files(act: Act, *, inspection: Inspection, files: Sequence[Borrowed]) -> None:
    """Files that are not needed any more. Raises Refusal for a file that was received: it has to be returned."""
    for row in _mine(act, inspection, files):
        if row.received_on:
            act.refuse(
                "held",
                Sentence(
                    f"第 {row.serial} 号资料已经收到，不能撤回调阅。", f"File No. {row.serial} was received."
                ),
                Sentence("请登记归还。", "Record its return."),
            )
        act.change(row, noting="withdrawn", withdrawn=True, handled_by=act.by)


@action("fieldwork.remark_file", roles=TEAM, where="file", says=Sentence("备注调阅资料", "remark on a file"))
def remark_file(act: Act, *, file: Borrowed, version: int, remark: str) -> Borrowed:
    """A remark: pages missing, a copy in place of the original, why it was not given. Raises Stale."""
    return act.change(file, version, noting="remark", remark=vault.seal(file, "remark", remark.strip()))


@action(
    "fieldwork.read_files",
    roles=TEAM,
    where="anywhere",
    says=Sentence("查看调阅资料清单", "read the list of files"),
    reads=True,
)
def read_files(act: Act, *, files: list[Borrowed]) -> list[dict[str, str]]:
    """Title and remark of files, in their order."""
    return act.open(files, "title", "remark")


def _mine(act: Act, inspection: Inspection, files: Sequence[Borrowed]) -> list[Borrowed]:
    """The files as they are now; only those of this inspection. Raises Refusal when none is left."""
    keys = [file.pk for file in files]
    rows = list(act.see(Borrowed).filter(inspection=inspection, pk__in=keys).order_by("serial"))
    if not rows:
        act.refuse(
            "none",
            Sentence("没有选择资料。", "No file was chosen."),
            Sentence("请先勾选。", "Choose some first."),
        )
    return rows


def _judge(act: Act, file: File, row: Borrowed | None = None) -> None:
    number = Sentence(f"第 {row.serial} 号资料：", f"File No. {row.serial}: ") if row else Sentence("", "")
    fault = order_fault(file)
    if fault:
        act.refuse("days", Sentence(f"{number.zh}{fault.zh}。", f"{number.en}{fault.en}."))
    for day in (file.received_on, file.returned_on):
        if day and day > act.today:
            act.refuse(
                "future", Sentence(f"{number.zh}日期在今天之后。", f"{number.en}the day lies in the future.")
            )
    if row and file.withdrawn:
        act.refuse(
            "withdrawn", Sentence(f"{number.zh}已经不再调阅。", f"{number.en}it is not asked for any more.")
        )
