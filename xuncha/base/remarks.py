"""What a reader of files says about them: where, what was found and expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from xuncha.base.words import NOTHING, Sentence

Level = Literal["error", "notice"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file. `row` is the number a person sees in Excel (first row is 1), `column` its heading."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def says(self) -> Sentence:
        """The place in words: 《文件》“表”第3行“列”."""
        zh = (f"《{self.file}》" if self.file else "") + (f"“{self.sheet}”表" if self.sheet else "")
        zh += (f"第{self.row}行" if self.row else "") + (f"“{self.column}”列" if self.column else "")
        en = [
            self.file,
            f"sheet “{self.sheet}”" if self.sheet else "",
            f"row {self.row}" if self.row else "",
            f"column “{self.column}”" if self.column else "",
        ]
        return Sentence(zh, ", ".join(part for part in en if part))


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark on a file. An "error" stops what was asked for, a "notice" does not."""

    level: Level
    place: Place
    says: Sentence
    remedy: Sentence = NOTHING

    @property
    def stops(self) -> bool:
        """Whether what was asked for cannot be done before this is repaired."""
        return self.level == "error"

    def line(self) -> Sentence:
        """Place, fault and remedy as one line for a terminal or a list."""
        where = self.place.says()
        zh = (f"{where.zh}：" if where.zh else "") + self.says.zh
        en = (f"{where.en}: " if where.en else "") + self.says.en
        if self.remedy:
            zh = f"{zh.rstrip('。')}。{self.remedy.zh}"
            en = f"{en.rstrip('.')}. {self.remedy.en}"
        return Sentence(zh, en)

    def as_dict(self) -> dict[str, object]:
        """Plain values for `--json`."""
        return {
            "level": self.level,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "column": self.place.column,
            "says": self.says.as_dict(),
            "remedy": self.remedy.as_dict(),
        }


def errors(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Only the remarks that stop."""
    return tuple(remark for remark in remarks if remark.stops)


def notices(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Only the remarks that do not stop."""
    return tuple(remark for remark in remarks if not remark.stops)
