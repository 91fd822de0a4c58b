"""How large a team has to be, from its work, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    people = formula.base
    lines = [Sentence(f"基数{people}人", f"{people} to begin with")]
    for step in formula.steps:
        added = figures.get(step.figure, 0) // step.each * step.adds
        if added:
            people += added
            what = _amount(step.figure, figures[step.figure])
            lines.append(Sentence(f"{what.zh}，加{added}人", f"{what.en}: {added} more"))
    within = min(max(people, formula.least), formula.most)
    if within != people:
        lines.append(
            Sentence(
                f"不少于{formula.least}人、不超过{formula.most}人",
                f"within {formula.least} and {formula.most}",
            )
        )
    return Size(within, tuple(lines))


def _amount(figure: str, amount: int) -> Sentence:
    name = NAMES[figure]
    if figure == "budget":
        return Sentence(f"{name.zh}{wan(amount)}万元", f"{name.en} {wan(amount)} x 10,000 yuan")
    return Sentence(f"{name.zh}{amount}{_UNITS[figure]}", f"{name.en} {amount}")


_UNITS = {"staff": "人", "projects": "个", "villages": "个", "letters": "件"}
