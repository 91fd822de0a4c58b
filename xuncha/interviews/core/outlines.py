"""Outlines of talks: each question with its purpose, probes and the evidence to ask for, opened by 谈话须知."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence


@dataclass(frozen=True, slots=True)
class Question:
    """One item: what to ask, why, how to go on, and what to ask to be shown. `key` is unique in its outline.

    `listen`: what in the answer is worth another question; "" where nothing is said.
    """

    key: str
    ask: str
    purpose: str
    probes: tuple[str, ...]
    evidence: tuple[str, ...]
    listen: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline for one kind of post. `opening` is read before the talk starts, item by item."""

    key: str
    title: Sentence
    opening: tuple[Mapping[str, str], ...]
    questions: tuple[Question, ...]
    closing: tuple[str, ...]


def read_outline(table: Mapping[str, Any], opening: Iterable[Mapping[str, str]]) -> Outline:
    """One parsed file of `data/outlines`; `opening` is that of `opening.toml`, the same for all.

    Raises ValueError for a question key that is given twice, KeyError for a field that is missing.
    """
    questions = tuple(
        Question(
            q["key"], q["ask"], q["purpose"], tuple(q["probes"]), tuple(q["evidence"]), q.get("listen", "")
        )
        for q in table["question"]
    )
    keys = [question.key for question in questions]
    if len(set(keys)) != len(keys):
        raise ValueError(f"outline {table['key']} gives a question key twice")
    title = Sentence(table["zh"], table["en"])
    return Outline(table["key"], title, tuple(opening), questions, tuple(table["closing"]))
