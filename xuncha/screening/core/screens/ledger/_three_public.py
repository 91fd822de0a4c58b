"""Receptions, cars, journeys abroad and meetings (三公经费和会议费), by unit and year."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import plain
from xuncha.screening.core.screen import Setting
from xuncha.screening.core.screens.ledger._settings import BY_WORDS, SKIP
from xuncha.screening.core.screens.ledger._spending import spending
from xuncha.screening.core.view import Tables

NAMES = {"reception": "公务接待", "cars": "公务用车", "abroad": "因公出国（境）", "meetings": "会议"}
"""Setting with the words → the name in the sentence."""

WORDS = tuple(
    Setting(name, "words", Sentence(f"{zh}的科目、分类字样", f"words of accounts and classes: {name}"))
    for name, zh in NAMES.items()
)
SETTINGS = (*WORDS, SKIP)
BASIS = Sentence(
    "审计常用模型“三公经费和会议费”：按支出经济分类 30217、30231、30212、30215 看趋势和占比；党政机关厉行节约反对浪费条例",
    "a usual audit model over the economic classes; the rules against extravagance",
)
EXCLUSIONS = (
    BY_WORDS,
    Sentence(
        "列在办公费、培训费里的接待看不出来；只按科目和经济分类归类",
        "Receptions booked as office or training expenses are not seen: classes are taken as booked",
    ),
)


def by_kind(t: Tables) -> ir.Table:
    """Spending with `kind`, "" for all else, and `year`; rows without a day are left out."""
    s = spending(t)
    names = t.kept(s.select("named").distinct())
    label = plain(names.named)
    kinds = ibis.cases(*((label.re_search(t.words(name)), zh) for name, zh in NAMES.items()), else_="")
    names = names.mutate(kind=kinds)
    s = s.filter(s.day.notnull(), ~s.words.re_search(t.words("skip")))
    return s.join(names, "named").mutate(year=s.day.year().cast("int64"))
