"""`xuncha registry`: write the county workbook, judge it without a database, import it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import OperationalError, ProgrammingError

from xuncha.base.remarks import Remark, errors, notices
from xuncha.base.sheets_in import Book, read_book
from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.registry.actions.import_county import Imported, NotSound, import_county, preview_county
from xuncha.registry.choices import choices
from xuncha.registry.core.county import LIST_OF, County
from xuncha.registry.core.form import blank_forms
from xuncha.registry.core.judge import judge
from xuncha.registry.core.template import blank, template
from xuncha.registry.divisions import county_frame
from xuncha.rulebook.uploads import TABLES, judged
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, accounts_holding
from xuncha.trust.refusal import Refusal

KINDS = {name: kind.KIND for kind, name in LIST_OF.items()}
BLANKS = tuple(form.name.zh for form in blank_forms())
_SHOWN_NOTICES = 30
_YES = frozenset({"y", "yes", "是", "好"})


class Command(ClerkCommand):
    help = "县情登记工作簿：生成模板、检查、导入\nthe county workbook: write a template, check it, import it"
    examples = (
        "xuncha registry template 县情.xlsx                     生成空白工作簿（带说明、下拉选项和示例）",
        "xuncha registry template 县情.xlsx --county 530127     预填该县的街道、乡镇和常设单位，标“待核对”",
        "xuncha registry template 花名册.xlsx --blank 干部花名册  生成发给单位填的空白表",
        "xuncha registry check 县情.xlsx                        检查，不用数据库；逐处说明表、行、列和改法",
        "xuncha registry import 县情.xlsx --dry-run             只看会改动什么",
        "xuncha registry import 县情.xlsx --as bgs              导入；全部成功或一处不改",
        "退出码 exit codes：0 正常；1 工作簿有错误；2 文件读不了或参数不对；3 无权或没有确认",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "verb",
            choices=["template", "check", "import"],
            help="template 生成 / check 检查 / import 导入",
        )
        parser.add_argument(
            "file", type=Path, help="工作簿（.xlsx，检查和导入也认 .xls、.csv） / the workbook"
        )
        parser.add_argument("--county", default="", help="县级行政区划代码，六位，如 530127 / division code")
        parser.add_argument("--blank", choices=BLANKS, help="生成发给单位填的空白表 / a blank form for units")
        parser.add_argument("--unit", default="", help="空白表里预填的单位名称 / unit written into the form")
        parser.add_argument("--dry-run", action="store_true", help="只看差异，不写入 / show, change nothing")
        parser.add_argument(
            "--as", dest="login", default="", help="经办人登录名（巡察办） / the clerk's log-in"
        )
        parser.add_argument("--yes", action="store_true", help="不再询问，直接导入 / do not ask")
        parser.add_argument("--force", action="store_true", help="覆盖已有文件 / overwrite the file")

    def work(self, **options: Any) -> int:
        """0 when all is well, 1 when the workbook has errors, 2 when the file cannot be used, 3 when not allowed."""
        verbs = {"template": self._template, "check": self._check, "import": self._import}
        return verbs[options["verb"]](options)

    def _template(self, options: dict[str, Any]) -> int:
        file: Path = options["file"]
        if file.exists() and not options["force"]:
            raise Stop(
                2,
                Sentence(f"{file.name} 已存在，没有覆盖。", f"{file.name} exists and was not overwritten."),
                Sentence("请换一个文件名，或加 --force 覆盖。", "Choose another name, or add --force."),
            )
        if options["blank"]:
            form = next(form for form in blank_forms() if form.name.zh == options["blank"])
            file.write_bytes(blank(form, choices(), options["unit"]))
            counts: dict[str, int] = {}
        else:
            frame = county_frame(options["county"]) if options["county"] else County()
            file.write_bytes(template(frame if options["county"] else None, choices()))
            counts = {name: number for name, number in frame.counts().items() if number}
        self.say(Sentence(f"已写入 {file.name}。", f"Written: {file.name}."))
        if counts:
            self.say(f"预填 {_counted(counts)}，均标“待核对”，请逐项核对后再导入。")
        self.emit({"file": file.name, "counts": counts})
        return 0

    def _check(self, options: dict[str, Any]) -> int:
        judgement = judge(_book(options["file"]), choices=choices())
        counts = {name: number for name, number in judgement.county.counts().items() if number}
        self._remarks(judgement.remarks)
        self.say(f"读到 {_counted(counts) or '0 项'}。")
        self._verdict(judgement.remarks)
        self.emit(
            {
                "passes": judgement.passes,
                "counts": counts,
                "remarks": [one.as_dict() for one in judgement.remarks],
            }
        )
        return 0 if judgement.passes else 1

    def _import(self, options: dict[str, Any]) -> int:
        book = _book(options["file"])
        judged(options["file"].name, options["file"].read_bytes(), TABLES)
        try:
            by = _clerk(options["login"])
            told = preview_county(by=by, book=book)
            self._difference(told)
            if not options["dry_run"] and not told.nothing_new:
                self._confirm(options["yes"])
                told = import_county(by=by, book=book)
                self.say(Sentence("已导入。", "Imported."))
        except NotSound as no:
            self._remarks(no.remarks)
            self._verdict(no.remarks)
            self.emit({"passes": False, "remarks": [one.as_dict() for one in no.remarks]})
            return 1
        except Refusal as no:
            raise Stop(3, no.says, no.remedy) from None
        except (OperationalError, ProgrammingError):
            raise Stop(
                3,
                Sentence("数据库还没有建立。", "There is no database yet."),
                Sentence("请先运行 xuncha setup。", "Run xuncha setup first."),
            ) from None
        self.emit(
            {
                "passes": True,
                "imported": not options["dry_run"] and not told.nothing_new,
                "changes": [
                    {"what": what.as_dict(), "added": a, "changed": c} for what, a, c in told.counts()
                ],
                "remarks": [one.as_dict() for one in told.remarks],
            }
        )
        return 0

    def _difference(self, told: Imported) -> None:
        if told.nothing_new:
            self.say(Sentence("与已有内容完全一致，没有要改动的。", "Everything is there already."))
        for what, added, changed in told.counts():
            self.say(f"{what.zh}：新增 {added}，改动 {changed}")

    def _confirm(self, yes: bool) -> None:
        if yes:
            return
        if not sys.stdin.isatty() or input("确认导入？(y/n) ").strip().lower() not in _YES:
            raise Stop(
                3,
                Sentence("没有确认，什么都没有改动。", "Not confirmed; nothing was changed."),
                Sentence("确认无误后加 --yes。", "Add --yes when sure."),
            )

    def _remarks(self, remarks: tuple[Remark, ...]) -> None:
        if self.as_json:
            return
        for one in errors(remarks):
            self.stderr.write(f"错误  {one.line().zh}\n      {one.line().en}")
        others = notices(remarks)
        for one in others[:_SHOWN_NOTICES]:
            self.stdout.write(f"提示  {one.line().zh}")
        if len(others) > _SHOWN_NOTICES:
            self.stdout.write(f"提示  另有 {len(others) - _SHOWN_NOTICES} 条提示，加 --json 查看全部。")

    def _verdict(self, remarks: tuple[Remark, ...]) -> None:
        wrong, told = len(errors(remarks)), len(notices(remarks))
        if wrong:
            self.say(
                Sentence(
                    f"有 {wrong} 处错误、{told} 条提示；改正错误后才能导入。",
                    f"{wrong} errors, {told} notices; correct the errors first.",
                )
            )
        else:
            self.say(Sentence(f"没有错误，{told} 条提示，可以导入。", f"No errors, {told} notices: ready."))


def _counted(counts: dict[str, int]) -> str:
    return "、".join(f"{KINDS[name].zh} {number}" for name, number in counts.items())


def _book(file: Path) -> Book:
    if not file.is_file():
        raise Stop(
            2,
            Sentence(f"没有找到文件 {file.name}。", f"There is no file {file.name}."),
            Sentence("请检查文件名和所在文件夹。", "Check its name and folder."),
        )
    return read_book(file)


def _clerk(login: str) -> Account:
    """The account that imports: the one named, or the only one of the office."""
    if login:
        found = Account.objects.filter(login=login, is_active=True).first()
        if found is not None:
            return found
        raise Stop(3, Sentence(f"没有登录名为“{login}”的账号。", f"There is no account “{login}”."))
    clerks = Account.objects.filter(pk__in=accounts_holding({Role.OFFICE}, None, None))
    if len(clerks) == 1:
        return clerks[0]
    raise Stop(
        3,
        Sentence("请写明是谁在导入。", "Say who imports."),
        Sentence(
            "加 --as 和巡察办账号的登录名；还没有账号的先运行 xuncha first。",
            "Add --as LOGIN; xuncha first makes an account.",
        ),
    )
