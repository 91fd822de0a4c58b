"""People set by hand, as a clerk writes them: one a line, name and team, and what they are to be."""

from collections.abc import Mapping

from xuncha.base.words import Sentence
from xuncha.teams.core.facts import Pin
from xuncha.trust.core.roles import Role

ROLES = {"组长": Role.LEADER, "副组长": Role.DEPUTY, "组员": None, "成员": None}
NOT = "不编入"


class NotAPin(ValueError):
    """A line that says nothing the solver can keep; `says` names the line and what to write."""

    def __init__(self, says: Sentence):
        super().__init__(says.zh)
        self.says = says


def pins_said(text: str, people: Mapping[str, object], teams: int) -> tuple[Pin, ...]:
    """`张三 1`, `李四 2 组长`, `王五 1 不编入`, a line each. `people` are the keys of the pool. Raises NotAPin."""
    return tuple(
        _pin(number, line.split(), people, teams)
        for number, line in enumerate(text.replace("　", " ").splitlines(), start=1)
        if line.strip()
    )


def _pin(number: int, words: list[str], people: Mapping[str, object], teams: int) -> Pin:
    if len(words) not in (2, 3):
        raise _fault(number, "应写姓名和组号，如“张三 1”", "write a name and a team, like 张三 1")
    name, team, rest = words[0], words[1].strip("第组巡察"), words[2] if len(words) == 3 else "组员"
    if name not in people:
        raise _fault(number, f"人才库里没有“{name}”", f"“{name}” is not in the pool")
    if not team.isdigit() or not 1 <= int(team) <= teams:
        raise _fault(number, f"“{words[1]}”不是本次的组号", f"“{words[1]}” is no team of this round")
    if rest != NOT and rest not in ROLES:
        raise _fault(number, f"“{rest}”应为组长、副组长、组员或不编入", f"“{rest}” is no role")
    return Pin(name, f"{int(team):02d}", ROLES.get(rest), serves=rest != NOT)


def _fault(number: int, zh: str, en: str) -> NotAPin:
    return NotAPin(Sentence(f"第{number}行：{zh}。", f"line {number}: {en}."))
