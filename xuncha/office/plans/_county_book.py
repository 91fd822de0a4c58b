"""The county of a workbook, or the demo county where no file is given; and the first day that somebody names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xuncha.base.remarks import Remark
from xuncha.base.sheets_in import read_book
from xuncha.base.words import Sentence
from xuncha.office.command import Stop
from xuncha.office.demo.county import demo_county
from xuncha.registry.core.county import County
from xuncha.registry.core.judge import judge


def county_of(file: Path | None) -> tuple[County, list[Remark]]:
    """The county and what of the file was left out. Raises Stop where there is no file, or no unit in it."""
    if file is None:
        return demo_county(), []
    if not file.is_file():
        raise Stop(2, Sentence("找不到这个文件。", "There is no such file."))
    judged = judge(read_book(file, file.name))
    if not judged.county.units:
        raise Stop(
            2,
            Sentence("名册里没有读到任何单位。", "No unit was found in the workbook."),
            Sentence("请先运行 xuncha registry check 查看原因。", "Run xuncha registry check first."),
        )
    return judged.county, [one for one in judged.remarks if one.stops]


def day_said(text: str | None) -> date | None:
    """The day of an option; None where it was not given. Raises Stop."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(
            2, Sentence(f"日期“{text}”应写成 2026-03-02。", f"Write the day “{text}” as 2026-03-02.")
        ) from None
