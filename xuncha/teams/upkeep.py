"""Upkeep of the pool: dated entries of a few kinds, and what they say of somebody on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from xuncha.base.span import Day, Held, Span
from xuncha.base.words import NOTHING, Sentence
from xuncha.rounds.models import Round
from xuncha.teams.core.facts import Absence
from xuncha.teams.core.guests import Loan, days_of
from xuncha.teams.models import Cadre, CadreEntry
from xuncha.trust.access import see


@dataclass(frozen=True)
class Kind:
    """One kind of entry: its title and what its columns are called; no `ends` or `round` title, no such column."""

    key: str
    title: Sentence
    starts: Sentence
    ends: Sentence
    what: Sentence
    document: Sentence
    of_round: bool = False
    lead: Sentence = NOTHING


TRAINING = Kind(
    "training",
    Sentence("培训", "training"),
    Sentence("培训日期", "day"),
    Sentence("结束日期", "until"),
    Sentence("培训内容", "what"),
    Sentence("主办单位、证明材料", "by whom, proof"),
    lead=Sentence("业务培训、保密培训逐次登记。", "Every training, of the trade and of secrecy."),
)
PLEDGE = Kind(
    "pledge",
    Sentence("保密承诺", "pledge"),
    Sentence("签订日期", "signed on"),
    NOTHING,
    Sentence("承诺事项", "what"),
    Sentence("原件存放处", "where the original is"),
    of_round=True,
    lead=Sentence("每轮签一次，原件存档。", "Signed for every round; the original is filed."),
)
EVALUATION = Kind(
    "evaluation",
    Sentence("鉴定", "evaluation"),
    Sentence("鉴定日期", "day"),
    NOTHING,
    Sentence("出具", "given by"),
    Sentence("原件存放处", "where the original is"),
    of_round=True,
    lead=Sentence(
        "只登记已出具鉴定和原件在哪里；内容在离组交接中加密保存，不评分、不排名。",
        "Only that it was given and where it lies; its text is sealed with the leaving. Nobody is scored or ranked.",
    ),
)
LEADER_POOL = Kind(
    "leader_pool",
    Sentence("组长库", "leader pool"),
    Sentence("入库日期", "from"),
    Sentence("出库日期", "until"),
    Sentence("批次", "batch"),
    Sentence("依据", "by what"),
    lead=Sentence(
        "入库、出库都写日期和依据；组队时按进驻日在不在库判断。",
        "Entered and left with day and document; forming asks whether somebody is in it on the day of entry.",
    ),
)
AWAY = Kind(
    "away",
    Sentence("不能脱产时段", "away"),
    Sentence("开始日期", "from"),
    Sentence("结束日期", "until"),
    Sentence("事由", "why"),
    Sentence("依据", "by what"),
    lead=Sentence(
        "产假、学习、挂职、重点任务等；与进驻时间重叠的，组队时不选。结束日期不定的留空。",
        "Leave, study, posting elsewhere; whoever is away during the stay is not sought. Leave the end blank if open.",
    ),
)
CROSSING = Kind(
    "crossing",
    Sentence("异地交叉派入", "from another county"),
    Sentence("派入日期", "from"),
    Sentence("期满日期", "until"),
    Sentence("派出县（区）", "lending county"),
    Sentence("依据", "by what"),
    lead=Sentence(
        "上级统筹、从外县（区）派来参加本县巡察的人员。只在派入期内编组；负担在派出县计算；任组长不受籍贯、成长地的限制。",
        "Sent from another county: sought within these days only, a burden to that county, no local wherever he leads.",
    ),
)
KINDS = {one.key: one for one in (TRAINING, PLEDGE, EVALUATION, LEADER_POOL, AWAY, CROSSING)}


@dataclass(frozen=True)
class Fact:
    """What is entered of one person: days as the database keeps them (both included), the rest in plain words."""

    cadre: Cadre
    starts: Day
    ends: Day | None = None
    what: str = ""
    document: str = ""
    around: Round | None = None


def entries_of(by: Any, kinds: Iterable[Kind] = ()) -> dict[UUID, list[CadreEntry]]:
    """The entries that stand, of these kinds or of all, by cadre, earliest first."""
    rows = see(CadreEntry, by).filter(struck="").select_related("round")
    wanted = [one.key for one in kinds]
    found: dict[UUID, list[CadreEntry]] = {}
    for one in (rows.filter(kind__in=wanted) if wanted else rows).order_by("starts", "pk"):
        found.setdefault(one.cadre_id, []).append(one)
    return found


def span_of(entry: CadreEntry) -> Span:
    """The days of an entry, both included."""
    return days_of(Day.parse(entry.starts), Day.parse(entry.ends))


def in_leader_pool(entries: Iterable[CadreEntry], on: date, otherwise: bool) -> bool:
    """Whether somebody is in the leader pool on a day; `otherwise` where no entry says anything of it."""
    dated = [one for one in entries if one.kind == LEADER_POOL.key]
    return any(span_of(one).holds(on) is Held.YES for one in dated) if dated else otherwise


def absences(entries: Iterable[CadreEntry]) -> tuple[Absence, ...]:
    """When somebody is away, and why."""
    return tuple(Absence(span_of(one), _why(one)) for one in entries if one.kind == AWAY.key)


def loans(entries: Iterable[CadreEntry]) -> tuple[Loan, ...]:
    """The loans from another county, in the order of the entries."""
    return tuple(
        Loan(Day.parse(one.starts), Day.parse(one.ends), one.what)
        for one in entries
        if one.kind == CROSSING.key
    )


def _why(one: CadreEntry) -> str:
    until = f"至{one.ends}" if one.ends else "起"
    return f"{one.what or AWAY.title.zh}，{one.starts}{until}"
