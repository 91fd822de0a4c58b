"""结束本轮: the sentences that say what still blocks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xuncha.base.words import Sentence, joined
from xuncha.rounds.core.guide import Step


@dataclass(frozen=True, slots=True)
class Undone:
    """The steps that one inspection (or the round itself) still lacks."""

    where: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """A paper that was begun and neither finished nor voided."""

    title: str
    state: Sentence


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a round depends on. `others` are sentences of later rooms, which know their own rows."""

    leaves: date
    today: date
    undone: tuple[Undone, ...] = ()
    papers: tuple[OpenPaper, ...] = ()
    others: tuple[Sentence, ...] = ()
    inspections: int = 0


def blockers(closing: Closing) -> tuple[Sentence, ...]:
    """Every sentence that blocks; empty when the round may be closed."""
    found: list[Sentence] = []
    if not closing.inspections:
        found.append(Sentence("本轮还没有巡察任务", "the round has no inspection yet"))
    if closing.today <= closing.leaves:
        found.append(
            Sentence(
                f"驻点到{closing.leaves:%Y-%m-%d}才结束", f"the stay ends only on {closing.leaves:%Y-%m-%d}"
            )
        )
    found += (_undone(one) for one in closing.undone if one.steps)
    found += _papers(closing.papers)
    found += closing.others
    return tuple(found)


def _undone(one: Undone) -> Sentence:
    steps = joined([Sentence("“{t}”", "“{t}”").filled(t=step.title) for step in one.steps])
    return Sentence("{where}：还差{steps}", "{where}: still to do: {steps}").filled(
        where=one.where, steps=steps
    )


def _papers(papers: Sequence[OpenPaper]) -> list[Sentence]:
    """One sentence for each state, however many papers stand in it."""
    by_state: dict[Sentence, list[str]] = {}
    for paper in papers:
        by_state.setdefault(paper.state, []).append(paper.title)
    return [
        Sentence("{n}份文书还停在“{state}”：{titles}", "{n} papers are still “{state}”: {titles}").filled(
            n=len(titles), state=state, titles="".join(f"《{title}》" for title in titles)
        )
        for state, titles in by_state.items()
    ]
