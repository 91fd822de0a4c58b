"""``xuncha bundle``: a round on a stand-alone machine: 配置–使用–审核–移交–入库–擦除."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.machines import identity, telling
from xuncha.machines.actions import check, merge_bundle, pack, register, take_in, wipe
from xuncha.machines.facts import readable
from xuncha.machines.models import Carriage, Machine
from xuncha.office.command import ClerkCommand, Stop
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see
from xuncha.trust.models import Account

STEPS = (
    ("introduce", "本机的登记文字和指纹（单机、巡察办各运行一次） / what this installation says of itself", ()),
    ("register", "[巡察办] 登记单机 / enter a machine", ("file", "label", "as")),
    ("trust", "[单机] 认定巡察办，只在新单机上办 / whose bundles count", ("file", "fingerprint")),
    ("out", "[巡察办·配置] 导出数据包给单机 / make a bundle for a machine", ("machine", "inspection", "people", "carrier", "to", "as")),
    ("take-in", "[单机] 收包，开始离线使用 / take a bundle in", ("file", "as?")),
    ("back", "[单机·移交] 导出带回数据包 / make the bundle to carry back", ("carrier", "to", "as")),
    ("check", "[巡察办·审核] 预审（试入库，不改动） / dry run", ("file", "as")),
    ("approve", "[审核] 同意入库，须是带包人以外的人 / approve, not the carrier", ("number", "as")),
    ("merge", "[巡察办·入库] 合并入库 / merge", ("file", "as")),
    ("slip", "打印数据包交接单 / the hand-over slip", ("number", "as")),
    ("receipt", "[巡察办] 出具入库回执 / the receipt for the machine", ("machine", "as")),
    ("wipe", "[单机·擦除] 凭入库回执清空单机 / empty the machine", ("receipt", "to", "as", "yes")),
    ("wiped", "[巡察办] 登记擦除回执 / record the wipe receipt", ("machine", "receipt", "as")),
    ("revoke", "[巡察办] 停用丢失或失控的单机 / strike a machine off", ("machine", "as")),
)  # fmt: skip
OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "file": (("file",), {"type": Path, "help": "文件 / the file"}),
    "number": (("number",), {"help": "数据包编号 / number of the bundle"}),
    "label": (("--label",), {"required": True, "help": "单机名称，如 一号机 / what it is called"}),
    "fingerprint": (("--fingerprint",), {"required": True, "help": "在巡察办屏幕上看到的指纹 / as the office's screen shows it"}),
    "machine": (("--machine",), {"required": True, "help": "单机名称 / which machine"}),
    "inspection": (("--inspection",), {"required": True, "help": "巡察任务标题 / title of the inspection"}),
    "people": (("--people",), {"required": True, "nargs": "+", "help": "在机人员账号 / who works on it"}),
    "carrier": (("--carrier",), {"required": True, "help": "带包人账号 / who carries it"}),
    "to": (("--to",), {"type": Path, "default": Path(), "help": "写到哪个文件夹 / which folder"}),
    "receipt": (("--receipt",), {"required": True, "help": "回执整行文字 / the receipt's line"}),
    "yes": (("--yes",), {"action": "store_true", "help": "不再询问 / do not ask again"}),
    "as": (("--as",), {"dest": "login", "required": True, "metavar": "账号", "help": "以谁的账号办理 / whose account"}),
    "as?": (("--as",), {"dest": "login", "default": "", "metavar": "账号", "help": "首次收包不用 / not for the first"}),
}  # fmt: skip


class Command(ClerkCommand):
    help = "单机数据包：配置、收包、带回、预审、入库、擦除 / carry a round to a stand-alone machine and back"
    examples = (
        "xuncha bundle introduce",
        "xuncha bundle out --as bangong --machine 一号机 --inspection 巡察某局 --people zuzhang lianluo --carrier lianluo --to /media/u",
        "xuncha bundle take-in /media/u/7K2M-9QXD.xcb",
        "xuncha bundle back --as zuzhang --carrier lianluo --to /media/u",
        "xuncha bundle check /media/u/4GTP-22WA.xcb --as bangong",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="what", required=True, metavar="步骤")
        for name, says, options in STEPS:
            step = steps.add_parser(name, help=says, description=says)
            for option in options:
                flags, more = OPTIONS[option]
                step.add_argument(*flags, **more)

    def work(self, **options: Any) -> int | None:
        step: Callable[..., int | None] = getattr(self, f"_{options['what'].replace('-', '_')}")
        return step(**options)

    def _introduce(self, **options: Any) -> None:
        told = identity.own().told
        self.say(told.text())
        self.say(Sentence(f"指纹：{told.fingerprint}", f"fingerprint: {told.fingerprint}"))
        self.emit({"introduction": told.text(), "fingerprint": told.fingerprint})

    def _register(self, file: Path, label: str, login: str, **options: Any) -> None:
        with self.entered(login) as by:
            machine = register.register_machine(by=by, introduction=_line(file), label=label)
        self.say(
            Sentence(
                f"已登记{machine.label}。请与单机屏幕核对指纹：{identity.introduced(_line(file)).fingerprint}",
                "registered",
            )
        )

    def _trust(self, file: Path, fingerprint: str, **options: Any) -> None:
        told = identity.introduced(_line(file))
        if "".join(fingerprint.split()).lower() != told.fingerprint.replace(" ", ""):
            raise Stop(
                2,
                Sentence("指纹不符，没有认定。", "The fingerprint differs; nothing was done."),
                Sentence("请当面与巡察办屏幕上的指纹核对。", "Compare it with the office's screen."),
            )
        take_in.trust_office(told.text())
        self.say(Sentence("已认定巡察办，可以收包。", "The office is known; its bundle can be taken in."))

    def _out(
        self,
        machine: str,
        inspection: str,
        people: list[str],
        carrier: str,
        to: Path,
        login: str,
        **options: Any,
    ) -> None:
        with self.entered(login) as by:
            packed = pack.configure(
                by=by, machine=_machine(by, machine), inspection=_inspection(by, inspection),
                people=[_account(one) for one in people], carrier=_account(carrier),
            )  # fmt: skip
        self._hand_out(packed, to)

    def _take_in(self, file: Path, login: str, **options: Any) -> None:
        if login:
            with self.entered(login) as by:
                carriage = take_in.take_in(by=by, data=_bytes(file))
        else:
            carriage = take_in.take_in_first(_bytes(file))
        self.say(
            Sentence(
                f"已收包 {carriage.number}。运行 xuncha serve，用原来的账号和密码登录。",
                f"taken in: {carriage.number}",
            )
        )
        self.emit({"bundle": carriage.number})

    def _back(self, carrier: str, to: Path, login: str, **options: Any) -> None:
        with self.entered(login) as by:
            office = see(Machine, by).filter(is_office=True).select_related("inspection").first()
            if office is None:
                raise Stop(
                    2, Sentence("本机不是单机，或者您无权导出。", "This is no machine, or you may not.")
                )
            packed = pack.bring_back(by=by, inspection=office.inspection, carrier=_account(carrier))
        self._hand_out(packed, to)

    def _check(self, file: Path, login: str, **options: Any) -> None:
        with self.entered(login) as by:
            carriage = check.check(by=by, data=_bytes(file))
            figures = readable(carriage.report, by.sight, carriage.inspection_id)
        self.say(
            Sentence(
                f"数据包 {carriage.number}：没有改动任何记录。",
                f"bundle {carriage.number}: nothing was changed",
            )
        )
        self.say(telling.turn_told(carriage.report))
        for kind, told in figures.items():
            self.say(f"  {telling.kind_named(kind)}：{telling.figures_told(told)}")
        self.say(Sentence("您无权查看的内容不在此列。", "What you may not see is not listed."))
        self.say(Sentence(f"请带包人以外的人审核：xuncha bundle approve {carriage.number} --as 账号", ""))
        self.emit(
            {
                "bundle": carriage.number,
                "state": carriage.state,
                "turn": carriage.report["turn"],
                "tables": figures,
            }
        )

    def _approve(self, number: str, login: str, **options: Any) -> None:
        with self.entered(login) as by:
            carriage = check.approve(by=by, carriage=_carriage(by, number))
        self.say(Sentence(f"已同意 {carriage.number} 入库。", f"approved: {carriage.number}"))

    def _merge(self, file: Path, login: str, **options: Any) -> None:
        with self.entered(login) as by:
            carriage = merge_bundle.merge_bundle(by=by, data=_bytes(file))
        self.say(Sentence(f"已入库：{carriage.number}。", f"merged: {carriage.number}"))
        self.emit({"bundle": carriage.number, "state": carriage.state})

    def _slip(self, number: str, login: str, **options: Any) -> None:
        with self.entered(login) as by:
            carriage = _carriage(by, number)
            for line in telling.slip_lines(carriage):
                self.say(line)

    def _receipt(self, machine: str, login: str, **options: Any) -> None:
        with self.entered(login) as by:
            line = wipe.give_receipt(by=by, machine=_machine(by, machine))
        self.say(line)
        self.emit({"receipt": line})

    def _wipe(self, receipt: str, to: Path, login: str, yes: bool, **options: Any) -> None:
        with self.entered(login) as by:
            line = wipe.ready_to_wipe(by=by, receipt=receipt)
        if not yes and input("输入“擦除”确认清空本机，不能恢复 / type 擦除 to go on: ").strip() != "擦除":
            raise Stop(1, Sentence("没有擦除。", "Nothing was wiped."))
        _write(to / "wiped.txt", line.encode())
        wipe.empty()
        self.say(
            Sentence(
                "本机已清空。请把擦除回执带回巡察办登记。", "The machine is empty. Carry the receipt home."
            )
        )
        self.say(line)
        self.emit({"receipt": line})

    def _wiped(self, machine: str, receipt: str, login: str, **options: Any) -> None:
        with self.entered(login) as by:
            row = wipe.record_wiped(by=by, machine=_machine(by, machine), receipt=receipt)
        self.say(Sentence(f"已登记擦除，回执码 {row.wiped_code}。", f"recorded: {row.wiped_code}"))

    def _revoke(self, machine: str, login: str, **options: Any) -> None:
        with self.entered(login) as by:
            register.revoke_machine(by=by, machine=_machine(by, machine))
        self.say(
            Sentence(
                "已停用，今后它签发的数据包一律不收。", "Struck off; no bundle of its is taken any more."
            )
        )

    def _hand_out(self, packed: pack.Packed, to: Path) -> None:
        _write(to / packed.name, packed.data)
        self.say(Sentence(f"已写出 {packed.name}", f"written: {packed.name}"))
        for line in telling.slip_lines(packed.carriage):
            self.say(line)
        self.emit(
            {
                "bundle": packed.carriage.number,
                "file": packed.name,
                "groups": telling.slip_groups(packed.carriage),
            }
        )


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise Stop(
            2,
            Sentence("找不到这个文件。", "There is no such file."),
            Sentence("请检查路径。", "Check the path."),
        )
    return file.read_bytes()


def _line(file: Path) -> str:
    """A line that was copied into a file, or typed in its place."""
    text = file.read_text(encoding="utf-8") if file.is_file() else str(file)
    return next((line for line in text.splitlines() if line.strip()), "")


def _write(path: Path, data: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise Stop(
            2,
            Sentence("文件已存在或不能写入。", "The file exists or cannot be written."),
            Sentence("请换一个文件夹。", "Choose another folder."),
        ) from None
    with os.fdopen(handle, "wb") as out:
        out.write(data)


def _one(found: Any, says: Sentence) -> Any:
    if found is None:
        raise Stop(2, says, Sentence("请核对后重新输入。", "Check and type it again."))
    return found


def _machine(by: Account, label: str) -> Machine:
    rows = see(Machine, by).filter(label=label, is_office=False).exclude(state=Machine.WIPED)
    return _one(rows.first(), Sentence("没有这台单机。", "There is no such machine."))


def _inspection(by: Account, title: str) -> Inspection:
    return _one(
        see(Inspection, by).filter(title=title).first(),
        Sentence("没有这个巡察任务。", "There is no such inspection."),
    )


def _carriage(by: Account, number: str) -> Carriage:
    rows = see(Carriage, by).filter(number=number.upper()).select_related("carrier")
    return _one(rows.first(), Sentence("没有这份数据包。", "There is no such bundle."))


def _account(login: str) -> Account:
    return _one(
        Account.objects.filter(login=login).first(),
        Sentence(f"没有账号 {login}。", f"There is no account {login}."),
    )
