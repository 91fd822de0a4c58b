"""`xuncha screen ledger FILE…`: books in, doubts out, file to file, without a database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.remarks import Remark
from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar
from xuncha.office.command import ClerkCommand, Stop
from xuncha.rulebook.core.rule import Rule
from xuncha.screening.core.cells import DayOrder
from xuncha.screening.core.hits_book import DOUBT_ONLY, hits_book
from xuncha.screening.core.mapping import KINDS
from xuncha.screening.core.reading import Correction, Records, Source, read_source
from xuncha.screening.core.run import run_screens, screens
from xuncha.screening.core.screen import Outcome
from xuncha.screening.facts import shipped_rules, standing, vocabulary

SHOWN_HITS = 20
BY_HAND = "命令行指定"


class Command(ClerkCommand):
    help = "数据筛查：读账表，逐行指出疑点和理由\nscreen account books: what to look at, row by row, with reasons"
    examples = (
        "xuncha screen ledger 序时账.xlsx",
        "xuncha screen ledger 支付明细*.csv --out 疑点.xlsx",
        "xuncha screen ledger 序时账.xls --set splitting.limit=200000",
        "xuncha screen list",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "what",
            choices=["ledger", "list"],
            help="ledger：筛查账表；list：列出筛查项目 / screen books, list screens",
        )
        parser.add_argument(
            "files", nargs="*", type=Path, help="账表（xlsx、xls、csv、csv.gz），可多个 / books"
        )
        parser.add_argument("--out", type=Path, help="把疑点写成 Excel 文件 / write the hits as a workbook")
        parser.add_argument(
            "--area", default="", help="行政区划代码，取当地的限额 / division code for local limits"
        )
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="项目.参数=值",
            help="临时改参数，如 splitting.limit=200000 / change a parameter",
        )

        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="表头=内容",
            help="指定某列是什么，如 户名=收款人 / say what a column is",
        )
        parser.add_argument(
            "--days", choices=["dmy", "mdy"], help="日期写成 05/03/2024 时的次序 / order of day and month"
        )

    def work(self, **options: Any) -> int:
        """0 when every sheet was read, 1 when one was left out, 2 when no file could be read."""
        if options["what"] == "list":
            self._list()
            return 0
        if not options["files"]:
            raise Stop(
                2,
                Sentence("没有给出账表文件。", "No file was given."),
                Sentence("例：xuncha screen ledger 序时账.xlsx", ""),
            )
        rules = _with_settings(shipped_rules(), options["set"])
        books, faults = _read(options["files"], _by_hand(options["map"]), options["days"])
        for records in books:
            self._show_reading(records)
        screening = run_screens(
            books,
            rules=rules,
            standing=standing(rules, date.max, options["area"]),
            calendar=Calendar.official(),
            area=options["area"],
        )
        outcomes = screening.outcomes
        self.say(f"\n{DOUBT_ONLY.zh}")
        for outcome in outcomes:
            self._show(outcome)
        if options["out"]:
            titles = {key: vocabulary().title(key) for key in vocabulary().fields}
            options["out"].write_bytes(hits_book(outcomes, books, titles))
            self.say(f"\n疑点已写入 {options['out'].name} / written")
        remarks = [*faults, *(remark for records in books for remark in records.remarks), *screening.remarks]
        self.emit(_as_dict(books, outcomes, remarks))
        for remark in remarks:
            if not self.as_json:
                self.stderr.write(str(remark.line()))
        if not any(records.rows for records in books):
            return 2
        return 1 if any(remark.stops for remark in remarks) else 0

    def _list(self) -> None:
        self.emit(
            [
                {
                    "screen": one.key,
                    "title": one.title.as_dict(),
                    "why": one.why.as_dict(),
                    "look": one.look.as_dict(),
                }
                for one in screens()
            ]
        )
        for one in screens():
            self.say(f"{one.key}  {one.title.zh}\n    {one.why.zh}\n    看什么：{one.look.zh}")

    def _show_reading(self, records: Records) -> None:
        self.say(
            f"\n《{records.file}》“{records.sheet}”表：{KINDS[records.kind].zh}，读入 {len(records.rows)} 行"
        )
        if not records.columns:
            return
        words = vocabulary()
        for guess in records.columns.guesses:
            unit = records.columns.units.get(guess.field)
            in_unit = f"，单位{unit[0]}" if unit and unit[1] else ""
            self.say(f"    “{guess.header}” → {words.title(guess.field).zh}{in_unit}（{guess.reason.zh}）")
        if records.columns.order:
            order = {"dmy": "日/月/年", "mdy": "月/日/年"}[records.columns.order]
            self.say(f"    日期按 {order} 读，因为有“{records.columns.order_why}”")
        if records.columns.unused:
            self.say(f"    没有用到的列：{'、'.join(records.columns.unused)}")
        if records.counts.get("sum_rows"):
            wrong = records.counts.get("sums_wrong", 0)
            self.say(f"    合计、承前页等 {records.counts['sum_rows']} 行不参加筛查，核对不符 {wrong} 处")

    def _show(self, outcome: Outcome) -> None:
        if outcome.not_applicable:
            self.say(f"\n【{outcome.screen.title.zh}】不适用：{outcome.not_applicable.zh}")
            return
        self.say(f"\n【{outcome.screen.title.zh}】疑点 {outcome.found} 个")
        for value in outcome.values:
            self.say(f"    {value.zh}")
        for remark in outcome.remarks:
            self.say(f"    {remark.line().zh}")
        for number, hit in enumerate(outcome.hits[:SHOWN_HITS], 1):
            self.say(f"  {number}. {hit.says.zh}")
            first = hit.evidence[0]
            voucher = f"，凭证 {first.voucher}" if first.voucher else ""
            self.say(
                f"     见《{first.file}》“{first.sheet}”表第{first.row}行 {first.amount_cell}{voucher}，共 {hit.rows} 行"
            )
        if outcome.found > SHOWN_HITS:
            self.say(f"  ……另有 {outcome.found - SHOWN_HITS} 个，用 --out 写成 Excel 看全部")


def _read(
    files: Sequence[Path], by_hand: Mapping[str, str], days: DayOrder | None
) -> tuple[list[Records], list[Remark]]:
    """The records of all files that can be read, and a remark for each that cannot."""
    books: list[Records] = []
    faults: list[Remark] = []
    for file in files:
        try:
            raw = file.read_bytes()
            source = Source(file.name, hashlib.sha256(raw).hexdigest(), read_book(raw, file.name))
        except Unreadable as no:
            faults.append(no.remark(file.name))
        except OSError:
            says = Sentence(f"打不开文件 {file.name}。", f"Cannot open {file.name}.")
            raise Stop(2, says, Sentence("请检查路径。", "Check the path.")) from None
        else:
            first = read_source(source, vocabulary())
            fixes = {one.sheet: fix for one in first if (fix := _correction(one, by_hand, days))}
            books.extend(read_source(source, vocabulary(), fixes) if fixes else first)
    return books, faults


def _correction(records: Records, by_hand: Mapping[str, str], days: DayOrder | None) -> Correction | None:
    """What was said by hand about the headings of this sheet, or None."""
    titles = [records.head.shown(at) for at in range(len(records.head.titles))] if records.head else []
    changes = {field: titles.index(heading) for heading, field in by_hand.items() if heading in titles}
    return Correction(changes, days) if changes or days else None


def _by_hand(given: Sequence[str]) -> dict[str, str]:
    """Heading → key of a field. Raises Stop for a field that is not known."""
    fields = vocabulary().fields.values()
    known = {field.key: field.key for field in fields} | {field.title.zh: field.key for field in fields}
    found = {}
    for text in given:
        heading, _, field = text.partition("=")
        if field not in known:
            titles = "、".join(one.title.zh for one in fields)
            raise Stop(
                2,
                Sentence(f"不知道“{field}”是什么内容。", f"“{field}” is not known."),
                Sentence(f"可写：{titles}。", f"Write one of: {', '.join(one.key for one in fields)}."),
            )
        found[heading] = known[field]
    return found


def _with_settings(rules: Sequence[Rule], given: Sequence[str]) -> list[Rule]:
    """The rules with the parameters given by hand in their place. Raises Stop for an unknown one."""
    changed = list(rules)
    for text in given:
        name, _, value = text.partition("=")
        key = f"screening.{name}"
        old = next((rule for rule in rules if rule.key == key), None)
        try:
            found = json.loads(value)
        except json.JSONDecodeError:
            found = value.split("、")
        if old is None or not isinstance(found, (int, float, list)):
            known = "、".join(
                rule.key.removeprefix("screening.") for rule in rules if rule.key.count(".") == 2
            )
            raise Stop(
                2,
                Sentence(
                    f"没有这个参数，或值不对：{text}。可改：{known}",
                    f"No such parameter, or a wrong value: {text}",
                ),
            )
        fresh = replace(old, value=found, basis=BY_HAND, confirmed=True, area="", starts=None, ends=None)
        changed = [rule for rule in changed if rule.key != key] + [fresh]
    return changed


def _as_dict(
    books: Sequence[Records], outcomes: Sequence[Outcome], remarks: Sequence[Remark]
) -> dict[str, Any]:
    return {
        "files": [
            {
                "file": records.file,
                "sha256": records.sha256,
                "sheet": records.sheet,
                "kind": records.kind,
                "rows": len(records.rows),
                "counts": dict(records.counts),
                "mapping": records.columns.as_dict() if records.columns else None,
            }
            for records in books
        ],
        "screens": [outcome.as_dict() for outcome in outcomes],
        "remarks": [remark.as_dict() for remark in remarks],
    }
