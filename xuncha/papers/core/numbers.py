"""Numbers of papers: 明川巡办〔2026〕3号. By series and year, no gap, no second use; void ones stay."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from xuncha.base.words import Sentence

_WRITTEN = re.compile(
    r"^(?P<mark>.+?)\s*[〔\[(（【](?P<year>\d{4})[〕\])）】]\s*(?:第)?\s*0*(?P<serial>\d+)\s*号$"
)


@dataclass(frozen=True, order=True)
class Number:
    """One number: `mark` 机关代字, `year` 年份, `serial` 序号 from 1."""

    mark: str
    year: int
    serial: int

    def __str__(self) -> str:
        """In GB/T 9704 form: hexagonal brackets, no 第, no leading noughts."""
        return f"{self.mark}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, written: str) -> "Number | None":
        """Read a number as people type it ([2026], (2026), 第003号); None when it is not one."""
        found = _WRITTEN.match(written.strip())
        if not found:
            return None
        return cls(found["mark"].strip(), int(found["year"]), int(found["serial"]))


def next_number(mark: str, year: int, used: Iterable[int]) -> Number:
    """The next number of the series; `used` are all serials ever given in that year, void ones too."""
    return Number(mark, year, max(used, default=0) + 1)


def flaws(mark: str, year: int, used: Iterable[int]) -> tuple[Sentence, ...]:
    """What is wrong with a year's register: gaps and doubles, each as a sentence. Empty when sound."""
    counted = Counter(used)
    if not counted:
        return ()
    doubles = sorted(serial for serial, times in counted.items() if times > 1)
    gaps = sorted(set(range(1, max(counted) + 1)) - set(counted))
    said = [
        Sentence(
            f"{Number(mark, year, serial)} 用了 {counted[serial]} 次，请核对发文登记簿，只保留一件。",
            f"{Number(mark, year, serial)} was used {counted[serial]} times; keep one of them.",
        )
        for serial in doubles
    ]
    said += [
        Sentence(
            f"{Number(mark, year, serial)} 没有登记文书，请补登；确未使用的，登记为作废并说明原因。",
            f"{Number(mark, year, serial)} has no paper; register it, or enter it as void with the reason.",
        )
        for serial in gaps
    ]
    return tuple(said)
