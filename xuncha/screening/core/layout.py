"""Where the heading of a sheet stands: below title rows, one to three rows deep, with merged cells over pairs of columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from xuncha.base.money import CENTS_IN, MoneyUnit
from xuncha.base.sheets_in import Cell, Range
from xuncha.screening.core.cells import as_text, is_blank, read_cents, read_day
from xuncha.screening.core.vocabulary import Vocabulary, plain, without_brackets

SEARCHED_ROWS = 40
DEEPEST = 3
FEWEST_STRANGE = 3
WIDEST_PAIR = 6
"""A cell that stands over more columns than this is the title of the sheet, not the upper half of a heading."""
_MONEY = "(百万元|千元|万元|亿元|元)"
_UNITS = re.compile(
    rf"单位[(]?(?:人民币)?{_MONEY}|[(\[/](?:人民币)?{_MONEY}(?:[)\]]|$)|(?<![\d〇零一二三四五六七八九十余多])(百万元|千元|万元|亿元)$"
)
_ACCOUNT = re.compile(
    r"(?:科目|账户)(?:名称|编码)?[:：]\s*[\[(（]?(\d[\d.]*)?[\])）\s_\-—/]*([^\d\s\[\]()（）][^\s]*)?"
)
_DAY_BOOK = re.compile(r"(库存现金|现金|银行存款|零余额账户用款额度)(?:日记|明细|序时)账")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年|[.\-/]\d{1,2}(?!\d)|\s*$)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")
_MADE = re.compile(r"(?:打印|制表|导出|填报|生成)(?:日期|时间)")
"""When a table was printed says nothing about the year of its rows."""


@dataclass(frozen=True)
class Head:
    """The heading found: zero-based first row, its depth, and the parts of each column's title from top to bottom.

    `above` are the texts over it, `lines` its own rows as they stand there.
    """

    first: int
    depth: int
    titles: tuple[tuple[str, ...], ...]
    above: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()

    @property
    def body(self) -> int:
        """Zero-based index of the first row below the heading."""
        return self.first + self.depth

    def shown(self, column: int) -> str:
        """A column's title as a person would say it: 发生额/借方."""
        return "/".join(self.titles[column])

    @property
    def signature(self) -> str:
        """What two sheets out of one program have in common: their titles, column by column, as they are compared."""
        return "|".join("/".join(plain(part) for part in parts) for parts in self.titles)

    def repeats(self, row: Sequence[Cell]) -> bool:
        """Whether a row below says again what a row of the heading says, at most one cell apart (the year over a page)."""
        texts = [as_text(cell) for cell in row]
        for line in self.lines:
            pairs = [pair for pair in zip_longest(texts, line, fillvalue="") if any(pair)]
            unlike = sum(here != there for here, there in pairs)
            if unlike == 0 or (unlike == 1 and len(pairs) > FEWEST_STRANGE):
                return True
        return False

    def year(self, *names: str) -> int | None:
        """The one year that the heading, a title row or one of `names` states (a detail ledger writes 2023年 over 月 and 日)."""
        for text in (*(part for parts in self.titles for part in parts), *self.above, *names):
            found = set(_YEAR.findall("" if _MADE.search(text) else text))
            if found:
                return int(found.pop()) if len(found) == 1 else None
        return None

    def month(self, *names: str) -> int | None:
        """The one month that a title row or one of `names` states: 2024年3月工资表, a sheet called 3月."""
        for text in (*self.above, *names):
            found = {int(one) for one in _MONTH.findall("" if _MADE.search(text) else text)}
            if found:
                return month if len(found) == 1 and 1 <= (month := found.pop()) <= 12 else None
        return None

    def is_day_book(self, *names: str) -> bool:
        """Whether a title row or one of `names` says that this is the day book of cash or of a bank account."""
        return any(_DAY_BOOK.search(text) for text in (*self.above, *names))

    def account(self, sheet: str) -> tuple[str, str]:
        """Code and name of the one account that a detail ledger or day book is about, from its titles; "" where unsaid."""
        return account_in((*self.above, sheet))


def account_in(texts: Iterable[str]) -> tuple[str, str]:
    """Code and name of the account that one of these texts is about (科目：1002 银行存款; 现金日记账); "" where unsaid."""
    for text in texts:
        found = _ACCOUNT.search(text)
        if found and any(found.groups()):
            return found.group(1) or "", found.group(2) or ""
        book = _DAY_BOOK.search(text)
        if book:
            return "", book.group(1)
    return "", ""


def spellings_of(parts: Sequence[str]) -> tuple[str, ...]:
    """The ways in which a column's title is compared: all parts together, then the lowest alone."""
    joined = "".join(parts)
    forms = (
        (plain(joined), without_brackets(joined), plain(parts[-1]), without_brackets(parts[-1]))
        if parts
        else ()
    )
    return tuple(dict.fromkeys(form for form in forms if form))


def find_head(rows: Sequence[Sequence[Cell]], merged: Iterable[Range], words: Vocabulary) -> Head | None:
    """The heading whose titles name the most fields; where none is known, the first row of words above one with numbers.

    None when no row of the first forty looks like a heading.
    """
    ranges = tuple(merged)
    best: tuple[float, Head] | None = None
    for first in range(min(SEARCHED_ROWS, len(rows))):
        for depth in range(1, DEEPEST + 1):
            block = rows[first : first + depth]
            if len(block) < depth or not _wordy(block[-1]) or _states(block[-1]):
                break
            if len({as_text(cell) for cell in block[0] if not is_blank(cell)}) == 1 and depth > 1:
                break
            titles = _titles(block, first, ranges)
            score = _score(titles, words) - 0.1 * (depth - 1)
            if score >= _enough(titles) and (best is None or score > best[0]):
                above = tuple(as_text(cell) for row in rows[:first] for cell in row if not is_blank(cell))
                lines = tuple(tuple(map(as_text, row)) for row in block)
                best = score, Head(first, depth, titles, above, lines)
    return _deepened(best[1], rows, ranges) if best else _strange_head(rows)


def _deepened(head: Head, rows: Sequence[Sequence[Cell]], ranges: Sequence[Range]) -> Head:
    """The heading down to where its merged cells reach; the titles in between name nothing that is known."""
    reach = [bottom + 1 for top, _, bottom, _ in ranges if head.first <= top < head.body <= bottom]
    block = rows[head.first : max(reach, default=head.body)]
    if not head.depth < len(block) <= DEEPEST or not all(map(_wordy, block[head.depth :])):
        return head
    lines = tuple(tuple(map(as_text, row)) for row in block)
    return Head(head.first, len(block), _titles(block, head.first, ranges), head.above, lines)


def _strange_head(rows: Sequence[Sequence[Cell]]) -> Head | None:
    """A heading in nobody's words: several different texts, and right below them a row with a number or a day."""
    for first, (row, below) in enumerate(pairwise(rows[:SEARCHED_ROWS])):
        texts = {as_text(cell) for cell in row if isinstance(cell, str)}
        if len(texts) >= FEWEST_STRANGE and not _counted(row) and _counted(below):
            return Head(first, 1, tuple((as_text(cell),) if not is_blank(cell) else () for cell in row))
    return None


def _counted(row: Sequence[Cell]) -> int:
    """How many cells of a row are numbers or days."""
    return sum(
        read_cents(cell) is not None or read_day(cell) is not None for cell in row if not is_blank(cell)
    )


def _wordy(row: Sequence[Cell]) -> bool:
    """A heading row: it says something, and hardly any of its cells is a number or a day."""
    said = sum(not is_blank(cell) for cell in row)
    return said > 0 and _counted(row) * 3 <= said


def _states(row: Sequence[Cell]) -> bool:
    """A row above the heading that states things of the whole sheet: 单位名称：某局, 单位：元."""
    texts = [as_text(cell) for cell in row if not is_blank(cell)]
    return 2 * sum(":" in text or "：" in text for text in texts) >= len(texts)


def _titles(
    block: Sequence[Sequence[Cell]], first: int, ranges: Sequence[Range]
) -> tuple[tuple[str, ...], ...]:
    width = max(len(row) for row in block)
    grid = [[as_text(row[at]) if at < len(row) else "" for at in range(width)] for row in block]
    for depth, texts in enumerate(grid[:-1]):
        _spread(texts, grid[depth + 1], first + depth, ranges)
    return tuple(tuple(dict.fromkeys(row[at] for row in grid if row[at])) for at in range(width))


def _spread(texts: list[str], below: Sequence[str], row: int, ranges: Sequence[Range]) -> None:
    """Write an upper cell into the empty cells to its right that it stands over; a title stands over nothing."""
    start = 0
    for at in range(1, len(texts) + 1):
        goes_on = at < len(texts) and not texts[at] and below[at] and _covers(row, at, ranges)
        if not goes_on:
            if texts[start] and at - start <= WIDEST_PAIR:
                texts[start:at] = [texts[start]] * (at - start)
            elif at - start > WIDEST_PAIR:
                texts[start] = ""
            start = at


def _covers(row: int, column: int, ranges: Sequence[Range]) -> bool:
    """Whether an empty upper cell belongs to its left neighbour: by a merged range, or where the file knows none."""
    if not ranges:
        return True
    return any(top <= row <= bottom and left < column <= right for top, left, bottom, right in ranges)


def _score(titles: Sequence[Sequence[str]], words: Vocabulary) -> float:
    named: set[str] = set()
    hinted = 0
    for parts in titles:
        forms = spellings_of(parts)
        field = next((words.headings[form] for form in forms if form in words.headings), None)
        if field:
            named.add(field)
        elif any(hint in form for form in forms for known in words.fields.values() for hint in known.hints):
            hinted += 1
    return len(named) + 0.4 * hinted


def _enough(titles: Sequence[Sequence[str]]) -> float:
    """Two fields make a heading; a list of one column needs one."""
    return 2 if sum(bool(parts) for parts in titles) > 1 else 1


def money_unit(head: Head, column: int) -> tuple[MoneyUnit, str]:
    """The unit of a money column, and the text that says so ("" when nothing does: 元)."""
    for text in (head.shown(column), *head.above):
        found = _UNITS.search(plain(text))
        if found:
            said = next(unit for unit in found.groups() if unit)
            return next(unit for unit in CENTS_IN if unit == said), text
    return "元", ""
