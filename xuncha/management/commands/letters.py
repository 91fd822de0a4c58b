"""`xuncha letters suggest FILE`: triage of a table of letters, file to file, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.sheets_in import read_book
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence
from xuncha.letters.core.intake import Intake, read_letters
from xuncha.letters.core.listing import lines, summary, ways_line
from xuncha.letters.core.lists import Lists
from xuncha.letters.core.triage import Triaged, triage
from xuncha.letters.facts import triage_lists
from xuncha.office.command import ClerkCommand, Stop

COLUMNS = (
    Column("row", Sentence("行号", "row"), "int"),
    Column("matter", Sentence("第几件事", "matter"), "int"),
    Column("matters", Sentence("共几件事", "matters"), "int"),
    Column("subject", Sentence("类别（建议）", "subject (suggested)"), "text"),
    Column("ways", Sentence("去向（建议，未选定）", "ways (suggested, none chosen)"), "text", width=32),
    Column("reasons", Sentence("理由和依据", "reasons and basis"), "text", width=80),
    Column("resembles", Sentence("疑似与第几行重复", "resembles row"), "int"),
    Column("decided", Sentence("经办人定的去向", "way decided by a person"), "text", width=18),
)
TEXT = Column("text", Sentence("原文", "text"), "text", width=80)
NOTE = "建议由词表和规则给出，只供参考；逐件由人确定，不得整批照搬。"


class Command(ClerkCommand):
    help = "信访件分流建议：读一张来信表，逐件给出去向建议和理由\nsuggest a way for every letter of a table, with reasons"
    examples = (
        "xuncha letters suggest 来信.xlsx",
        "xuncha letters suggest 来信.csv --out 建议.xlsx --with-text",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["suggest"], help="suggest：给出分流建议 / suggest ways")
        parser.add_argument("file", type=Path, help="来信表（xlsx、xls、csv、csv.gz） / the table of letters")
        parser.add_argument(
            "--out", type=Path, help="把建议写成 Excel 文件 / write the suggestions as a workbook"
        )
        parser.add_argument(
            "--with-text",
            action="store_true",
            help="Excel 里附上原文（注意保管；屏幕上从不显示原文） / put the texts into the workbook",
        )
        parser.add_argument(
            "--channel",
            default="",
            help="表里没有渠道时按此渠道（来信、来访、来电、网络…） / channel where none is given",
        )

    def work(self, **options: Any) -> int:
        """0 when everything was read, 1 when a row or a sheet was left out, 2 when the file cannot be read."""
        lists = triage_lists()
        intake = read_letters(read_book(_existing(options["file"]), options["file"].name), lists)
        triaged = triage(intake.letters, lists, channel=_channel(options["channel"], lists))
        self._print(triaged, intake, lists)
        if options["out"]:
            options["out"].write_bytes(_book(triaged, lists, options["with_text"]))
            self.say(f"已写入 {options['out'].name} / written")
        for remark in intake.remarks:
            if not self.as_json:
                self.stderr.write(remark.line().zh)
        return 1 if any(remark.stops for remark in intake.remarks) else 0

    def _print(self, triaged: tuple[Triaged, ...], intake: Intake, lists: Lists) -> None:
        listed = lines(triaged, lists)
        for line in listed:
            several = f"（第{line['matter']}件，共{line['matters']}件）" if line["matters"] > 1 else ""
            again = f"；与第{line['resembles']}行疑似重复" if line["resembles"] else ""
            self.say(f"第{line['row']}行{several}  {ways_line(line)}{again}")
            for reason in line["reasons"]:
                self.say(f"    {reason}")
        counts = summary(triaged, lists)
        self.say(_counted(counts, lists))
        self.emit(
            {
                "lines": [_as_json(line) for line in listed],
                "summary": counts,
                "remarks": [remark.as_dict() for remark in intake.remarks],
            }
        )


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise Stop(
            2,
            Sentence("找不到这个文件。", "There is no such file."),
            Sentence("请检查路径。", "Check the path."),
        )
    return file


def _channel(said: str, lists: Lists) -> str:
    channel = lists.channel_of(said)
    if said and channel is None:
        known = "、".join(one.title.zh for one in lists.channels.values())
        raise Stop(2, Sentence(f"没有这种渠道。可写：{known}。", f"No such channel. Write one of: {known}."))
    return channel.key if channel else ""


def _counted(counts: dict[str, Any], lists: Lists) -> str:
    ways = "，".join(f"{lists.ways[way].title}{number}" for way, number in counts["by_way"].items())
    return (
        f"共{counts['letters']}件信访件、{counts['matters']}件事，其中一信多事{counts['several']}件，"
        f"疑似重复{counts['resembling']}件。建议去向（一件事可有几个）：{ways or '无'}；没有建议{counts['undecided']}件。{NOTE}"
    )


def _as_json(line: dict[str, Any]) -> dict[str, Any]:
    listed = {key: [one.as_dict() for one in line[key]] for key in ("ways", "reasons")}
    return {**line, **listed, "subject": line["subject"].as_dict() if line["subject"] else None}


def _book(triaged: tuple[Triaged, ...], lists: Lists, with_text: bool) -> bytes:
    columns = (*COLUMNS, TEXT) if with_text else COLUMNS
    rows = [
        {
            **line,
            "subject": line["subject"].zh if line["subject"] else "",
            "ways": ways_line(line).zh,
            "reasons": "\n".join(reason.zh for reason in line["reasons"]),
        }
        for line in lines(triaged, lists, with_text=with_text)
    ]
    return write_book([Sheet("分流建议", columns, rows, notes=(NOTE,), landscape=True)])
