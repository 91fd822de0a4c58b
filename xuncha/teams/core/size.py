"""How large a team has to be, from its work, line by line.

Every figure counts for its share, also below a full step, and the sum is rounded once. Rounding each figure down by
itself lost up to one person a figure, most where the work is spread over many of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from xuncha.base.money import wan
from xuncha.base.words import Sentence, joined
from xuncha.teams.core.provisions import SizeFormula

NAMES = {
    "staff": Sentence("在编人员", "staff"),
    "budget": Sentence("年度资金", "money a year"),
    "projects": Sentence("在建项目", "projects"),
    "villages": Sentence("村（社区）", "villages"),
    "letters": Sentence("近年信访", "letters"),
}


@dataclass(frozen=True)
class Size:
    """The number of people wanted, and how it came about."""

    people: int
    lines: tuple[Sentence, ...]

    @property
    def says(self) -> Sentence:
        whole = joined(self.lines, "；", "; ")
        return Sentence(f"按工作量需{self.people}人：{whole.zh}", f"{self.people} people by work: {whole.en}")


def size_of(figures: Mapping[str, int], formula: SizeFormula) -> Size:
    """`figures` by the keys of `facts.FIGURES`; a figure that is not known adds nobody."""
    exact = Fraction(formula.base)
    lines = [Sentence(f"基数{formula.base}人", f"{formula.base} to begin with")]
    for step in formula.steps:
        if share := Fraction(figures.get(step.figure, 0) * step.adds, step.each):
            exact += share
            what = _amount(step.figure, figures[step.figure])
            lines.append(Sentence(f"{what.zh}，折{_cut(share)}人", f"{what.en}: {_cut(share)}"))
    people = floor(exact + Fraction(1, 2))
    if exact != people:
        lines.append(
            Sentence(f"合计{_cut(exact)}人，四舍五入{people}人", f"{_cut(exact)} in all, rounded {people}")
        )
    within = min(max(people, formula.least), formula.most)
    if within != people:
        lines.append(
            Sentence(
                f"不少于{formula.least}人、不超过{formula.most}人",
                f"within {formula.least} and {formula.most}",
            )
        )
    return Size(within, tuple(lines))


def _cut(share: Fraction) -> str:
    """Two decimals, cut and not rounded, so that 6.499 does not read as what would round up."""
    hundredths = floor(share * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _amount(figure: str, amount: int) -> Sentence:
    name = NAMES[figure]
    if figure == "budget":
        return Sentence(f"{name.zh}{wan(amount)}万元", f"{name.en} {wan(amount)} x 10,000 yuan")
    return Sentence(f"{name.zh}{amount}{_UNITS[figure]}", f"{name.en} {amount}")


_UNITS = {"staff": "人", "projects": "个", "villages": "个", "letters": "件"}
