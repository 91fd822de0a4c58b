"""Parts of a file that could not be read, each named with line and JSON path; the many of one kind are counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import Sentence

NAMED = 20
"""So many parts of one kind are named one by one."""
_INDEX = re.compile(r"/\d+")

FAULTS: dict[str, Sentence] = {
    "json": Sentence("不是完整的 JSON，这一行没有读", "is no complete JSON; the line is left out"),
    "utf-8": Sentence("不是 UTF-8 文字，这一行没有读", "is not UTF-8; the line is left out"),
    "cut": Sentence("文件到这里中断，后面的没有读到", "the file breaks off here; nothing behind it was read"),
    "packed": Sentence(
        "压缩文件不完整，断开之后的没有读到",
        "the packed file is incomplete; nothing behind the break was read",
    ),
    "empty": Sentence(
        "文件里没有发布（release）或记录（record），没有可筛查的内容",
        "the file holds no release and no record; there is nothing to screen",
    ),
    "letters": Sentence(
        "文件不是 UTF-8 文字，读不出的字成了“\ufffd”，名称可能不全",
        "the file is not UTF-8; letters that could not be read became “\ufffd”, names may be incomplete",
    ),
    "shape": Sentence("不是 OCDS 的发布（release）或记录（record）", "is no OCDS release or record"),
    "ocid": Sentence("没有 ocid，认不出是哪个项目", "has no ocid; nobody can tell which process it is"),
    "object": Sentence("应当是一组内容，这里不是，没有采用", "should be an object; it is left out"),
    "list": Sentence("应当是一个清单，这里不是，没有采用", "should be a list; it is left out"),
    "one": Sentence("应当是一个清单，这里只有一项，按一项读", "should be a list; read as its only member"),
    "text": Sentence("应当是文字，这里不是，没有采用", "should be a text; it is left out"),
    "date": Sentence("读不成日期，没有采用", "cannot be read as a date; it is left out"),
    "whole": Sentence("读不成整数，没有采用", "cannot be read as a whole number; it is left out"),
    "number": Sentence("读不成数，没有采用", "cannot be read as a number; it is left out"),
    "amount": Sentence("读不成金额，没有采用", "cannot be read as an amount; it is left out"),
}
STOPS = frozenset({"cut", "packed", "empty"})
"""Faults by which more than the part itself is lost."""
_REMEDY = Sentence(
    "其余内容照常参加筛查；请向提供数据的单位核对这一处。",
    "All else is screened; ask the publisher about it.",
)
_ASK_AGAIN = Sentence(
    "请重新下载或复制这个文件，再筛查一次。", "Download or copy the file again and screen it once more."
)


@dataclass
class Rejected:
    """Collects faults of one file. `counts` is kept per kind: fault and path without its numbers."""

    file: str
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    _named: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, line: int, path: str, fault: str) -> None:
        """One part: line from 1, JSON pointer, key of FAULTS."""
        kind = (fault, _INDEX.sub("/*", path))
        self.counts[kind] = self.counts.get(kind, 0) + 1
        named = self._named.setdefault(kind, [])
        if len(named) < NAMED:
            named.append((line, path))

    @property
    def total(self) -> int:
        """How many parts were left out."""
        return sum(self.counts.values())

    def remarks(self) -> tuple[Remark, ...]:
        """Every part by place, then how many more of each kind."""
        found = []
        for (fault, pattern), places in self._named.items():
            found += [self._remark(line, path, fault) for line, path in places]
            more = self.counts[fault, pattern] - len(places)
            if more:
                found.append(self._remark(None, pattern, fault, more))
        return tuple(found)

    def _remark(self, line: int | None, path: str, fault: str, more: int = 0) -> Remark:
        says = _more(FAULTS[fault], more) if more else FAULTS[fault]
        stops = fault in STOPS
        place = Place(self.file, "", line or None, path)
        return Remark("error" if stops else "notice", place, says, _ASK_AGAIN if stops else _REMEDY)


def _more(says: Sentence, number: int) -> Sentence:
    return Sentence(f"另有 {number} 处同样{says.zh}", f"{number} more: {says.en}")
