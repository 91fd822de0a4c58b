"""How papers write the names of rounds and teams: numbers in Chinese, the county committee before them."""

from __future__ import annotations

import re

from xuncha.papers.core.days import chinese

COMMITTEE = "县委"


def round_title(term: str, number: int, kind: str) -> str:
    """第十五届县委第七轮巡察; every kind but 常规 is named: 第十五届县委第七轮专项巡察."""
    return f"{term}{COMMITTEE}第{chinese(number)}轮{'' if kind == '常规' else kind}巡察"


def team_written(name: str) -> str:
    """县委第一巡察组 for 第1巡察组; a name that has the committee before it keeps it."""
    in_words = re.sub(r"第(\d{1,2})", lambda found: f"第{chinese(int(found[1]))}", name)
    return in_words if in_words.startswith(COMMITTEE) else COMMITTEE + in_words
