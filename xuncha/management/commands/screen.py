"""`xuncha screen`: books and tender files in, doubts out, file to file, without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar
from xuncha.management.commands._screen_files import (
    Books,
    mapped_by_hand,
    state_of,
    tender_files,
    with_settings,
)
from xuncha.management.commands._screen_shown import (
    books_as_dict,
    books_written,
    show_list,
    show_outcome,
    show_reading,
    tenders_as_dict,
    tenders_written,
)
from xuncha.office.command import ClerkCommand, Stop
from xuncha.screening.core.canonical import NotCanonical
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.explain import Part, own_told, tables_told, told
from xuncha.screening.core.hits_book import DOUBT_ONLY
from xuncha.screening.core.own_run import run_owns
from xuncha.screening.core.own_sql import OwnFault
from xuncha.screening.core.own_trial import Reader, tried
from xuncha.screening.core.room import OutOfRoom, Room
from xuncha.screening.core.run import Also, Screening, nothing_else, run_canonical, run_screens, screens
from xuncha.screening.core.spark import NoSpark, SparkEngine
from xuncha.screening.core.table import FAMILIES
from xuncha.screening.core.table_set import set_told
from xuncha.screening.core.tenders import run_tenders
from xuncha.screening.facts import (
    own_folder,
    own_screen,
    own_screens,
    shipped_rules,
    standing,
    table_set,
    tender_words,
    vocabulary,
)

TOLD_ROWS = 500_000
"""After so many rows of a file the command says how far it is."""
_NOT_CANONICAL = Sentence(
    "列名都是规范表的列名，内容却不是（种类应为 entries 或 payments，日期应如 2024-03-05，金额应为整数分），已按普通表读取，金额按元",
    "the columns are named like canonical ones, but hold something else (kinds are entries or payments, days like 2024-03-05,"
    " amounts whole cents); it was read as any table, amounts in yuan",
)
_NOT_CENTS = Sentence(
    "如果金额本来是分，请改正内容后重新筛查。",
    "If amounts are cents, correct what it holds and screen it again.",
)
AS_EXPECTED = Sentence(
    "例子里的疑点都查出来了，可以放进数据文件夹的 screens",
    "All doubts of the example were found: it may go into the folder screens.",
)
EXAMPLES = {
    "ledger": "ledger 序时账.xlsx",
    "tenders": "tenders 开标记录.xlsx",
    "test": "test 打印费.toml",
    "explain": "explain duplicate_payments",
}
ENGINES: dict[str, type[Engine]] = {"duckdb": Engine, "spark": SparkEngine}


class Command(ClerkCommand):
    help = "数据筛查：读账表、招标文件，逐行指出疑点和理由\nscreen books and tenders: what to look at, row by row, with reasons"
    examples = (
        "xuncha screen ledger 序时账.xlsx",
        "xuncha screen ledger 支付明细*.csv --out 疑点.xlsx",
        "xuncha screen ledger 序时账.xls --set splitting.limit=200000",
        "xuncha screen tenders releases.jsonl 开标记录.xlsx --json",
        "xuncha screen list",
        "xuncha screen explain duplicate_payments",
        "xuncha screen explain tables",
        "xuncha screen test 打印费.toml",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        one, how = parser.add_argument, partial(parser.add_argument, default=[], action="append")
        one(
            "what",
            choices=["list", "ledger", "tenders", "test", "explain"],
            help="ledger：筛查账表；tenders：筛查招标；list：列出项目；explain：说明一个项目或各表（tables）；test：试自己写的项目",
        )
        one(
            "files",
            nargs="*",
            metavar="文件",
            help="账表（xlsx、xls、csv、tsv、csv.gz、parquet）、招标文件（另可 json、jsonl）或项目 / files",
        )
        one("--out", type=Path, help="把疑点写成 Excel 文件 / write the doubts as a workbook")
        one("--area", default="", help="行政区划代码，取当地的限额 / division code for local limits")
        how(
            "--set", metavar="项目.参数=值", help="临时改参数，如 splitting.limit=200000 / change a parameter"
        )
        how("--map", metavar="表头=内容", help="指定某列是什么，如 户名=收款人 / say what a column is")
        one("--days", choices=["dmy", "mdy"], help="日期写成 05/03/2024 时的次序 / order of day and month")
        one(
            "--engine",
            choices=list(ENGINES),
            default="duckdb",
            help="用什么计算，spark 要另装 / what computes",
        )
        one("--memory", default="", metavar="4GB", help="内存上限 / limit of memory")
        one("--spill", type=Path, help="内存不够时用的文件夹，须在加密磁盘上 / a folder on an encrypted disk")
        one(
            "--own",
            type=Path,
            help="自己写的项目所在的文件夹，默认数据文件夹下的 screens / folder of own screens",
        )

    def work(self, **options: Any) -> int:
        """0 when every file was read, 1 when a part was left out, 2 when nothing could be done."""
        self.options = options
        acts = {
            "list": self._list,
            "explain": self._explain,
            "test": self._test,
            "ledger": self._ledger,
            "tenders": self._tenders,
        }
        if options["what"] != "list" and not options["files"]:
            raise Stop(
                2,
                Sentence("没有给出文件或项目。", "No file or screen was given."),
                Sentence(
                    f"例：xuncha screen {EXAMPLES[options['what']]}",
                    f"For example: xuncha screen {EXAMPLES[options['what']]}",
                ),
            )
        try:
            return acts[options["what"]]()
        except (OutOfRoom, NoSpark) as no:
            raise Stop(2, no.says, no.remedy) from None

    def _list(self) -> int:
        listed = [(family, one) for family in FAMILIES for one in screens(family)]
        own, _ = self._own()
        listed += [(one.family, one) for one in own]
        self.emit(
            [
                {
                    "screen": one.key,
                    "family": family,
                    "title": one.title.as_dict(),
                    "why": one.why.as_dict(),
                    "look": one.look.as_dict(),
                }
                for family, one in listed
            ]
        )
        for family, title in FAMILIES.items():
            self.say(f"\n== {title.zh}")
            for _, one in (pair for pair in listed if pair[0] == family):
                self.say(f"{one.key}  {one.title.zh}\n    {one.why.zh}\n    看什么：{one.look.zh}")
        return 0

    def _explain(self) -> int:
        rules = shipped_rules()
        known: dict[str, tuple[Sentence, Sequence[Part]]] = {
            one.key: (one.title, told(one, family, rules)) for family in FAMILIES for one in screens(family)
        }
        known |= {one.key: (one.title, own_told(one)) for one in self._own()[0]}
        known["tables"] = (Sentence("规范表", "canonical tables"), tables_told())
        asked = self.options["files"]
        if strange := next((name for name in asked if name not in known), ""):
            near = get_close_matches(strange, known, 5, 0.4)
            raise Stop(
                2,
                Sentence(f"没有叫“{strange}”的筛查项目。", f"There is no screen “{strange}”."),
                Sentence(
                    f"相近的有：{'、'.join(near) or '无'}。全部项目见 xuncha screen list，各表见 tables。",
                    f"Like it are: {', '.join(near) or 'none'}. All: xuncha screen list; the tables: tables.",
                ),
            )
        self.emit([self._tell(name, *known[name]) for name in asked])
        return 0

    def _tell(self, key: str, title: Sentence, parts: Sequence[Part]) -> dict[str, Any]:
        """Says a screen part by part, and gives it for JSON."""
        self.say(f"{key}  {title.zh}")
        for part in parts:
            self.say(f"\n{part.heading.zh}")
            for line in part.lines:
                self.say(f"    {line.zh}")
        return {
            "screen": key,
            "title": title.as_dict(),
            "parts": [
                {"heading": part.heading.as_dict(), "lines": [line.as_dict() for line in part.lines]}
                for part in parts
            ],
        }

    def _test(self) -> int:
        reader = Reader(
            vocabulary(), tender_words(), standing(shipped_rules(), date.max, self.options["area"])
        )
        tests = []
        for name in self.options["files"]:
            try:
                trial = tried(own_screen(Path(name)), reader)
                says, found = trial.says, [hit.as_dict() for hit in trial.outcome.hits]
            except OwnFault as no:
                says, found = no.told, []
            tests.append({"file": Path(name).name, "fault": says.as_dict() if says else None, "hits": found})
            told = says or AS_EXPECTED
            self.say(f"{Path(name).name}：{told.zh}\n    {told.en}")
            for hit in found:
                self.say(f"    {hit['says']['zh']}")
        self.emit(tests)
        return 1 if any(one["fault"] for one in tests) else 0

    def _ledger(self) -> int:
        options = self.options
        self.far: dict[str, int] = {}
        rules = with_settings(shipped_rules(), options["set"])
        files = [Path(one) for one in options["files"]]
        by_hand = mapped_by_hand(options["map"])
        books = Books(files, by_hand, options["days"], partial(show_reading, self.say), self._far)
        own, own_faults = self._own()
        how = {
            "rules": rules,
            "standing": standing(rules, date.max, options["area"]),
            "calendar": Calendar.official(),
            "area": options["area"],
            "opened": self._opened,
            "also": self._also(own),
        }
        screening = self._where_they_lie(books, how) or run_screens(books, **how)
        self.say(f"\n{DOUBT_ONLY.zh}")
        for outcome in screening.outcomes:
            show_outcome(self.say, outcome)
        if options["out"]:
            books_written(options["out"], screening.outcomes, books.read)
            self.say(f"\n疑点已写入 {options['out'].name} / written")
        of_books = [remark for records in books.read for remark in records.remarks]
        of_sets = set_told(table_set(), books.read)
        remarks = [*books.faults, *own_faults, *of_books, *of_sets, *screening.remarks]
        self.emit(books_as_dict(books.read, screening.outcomes, remarks))
        return self._ended(remarks, any(records.counts.get("read") for records in books.read))

    def _where_they_lie(self, books: Books, how: Mapping[str, Any]) -> Screening | None:
        """Screens a single file with canonical columns without reading it in; None for every other, to be read as any table."""
        if not (found := books.canonical()):
            return None
        file, sha256 = found
        state = state_of(file.path)
        try:
            screening, lines = run_canonical(file, sha256, **how)
        except NotCanonical:
            books.faults.append(Remark("notice", Place(file.path.name), _NOT_CANONICAL, _NOT_CENTS))
            return None
        books.read_in_place(file, sha256, lines, state)
        return screening

    def _far(self, file: str, rows: int, share: float) -> None:
        """Says how far a large file has been read."""
        if not self.as_json and rows // TOLD_ROWS > self.far.get(file, 0):
            self.far[file] = rows // TOLD_ROWS
            self.stderr.write(f"《{file}》已读 {rows} 行（{share:.0%}） / rows read")

    def _tenders(self) -> int:
        files, faults = tender_files([Path(one) for one in self.options["files"]])
        own, own_faults = self._own()
        screening = run_tenders(
            files,
            rules=with_settings(shipped_rules(), self.options["set"]),
            words=tender_words(),
            calendar=Calendar.official(),
            area=self.options["area"],
            opened=self._opened,
            also=self._also(own),
        )
        for reading in screening.lists:
            show_list(self.say, reading)
        self.say(
            f"\n读入采购过程 {screening.rows['tenders']} 个、投标 {screening.rows['bids']} 份\n{DOUBT_ONLY.zh}"
        )
        for outcome in screening.outcomes:
            show_outcome(self.say, outcome)
        if out := self.options["out"]:
            tenders_written(out, screening)
            self.say(f"\n疑点已写入 {out.name} / written")
        remarks = [*faults, *own_faults, *screening.remarks]
        self.emit(tenders_as_dict(screening, remarks))
        return self._ended(remarks, any(screening.rows.values()))

    @property
    def _opened(self) -> partial[Engine]:
        options = self.options
        return partial(ENGINES[options["engine"]], room=Room(options["memory"], spill=options["spill"]))

    def _also(self, own: Sequence[Any]) -> Also:
        return partial(run_owns, own) if own else nothing_else

    def _own(self) -> tuple[Sequence[Any], tuple[Remark, ...]]:
        return own_screens(self.options["own"] or own_folder(Path(settings.XUNCHA_HOME)))

    def _ended(self, remarks: Sequence[Remark], read: bool) -> int:
        for remark in remarks:
            if not self.as_json:
                self.stderr.write(str(remark.line()))
        if not read:
            return 2
        return 1 if any(remark.stops for remark in remarks) else 0
