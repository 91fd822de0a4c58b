"""谈前核对: what the leader records about asking first (谈前请示), and when a talk that was released may begin."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from xuncha.base.words import Sentence

DECISIONS = {
    "allowed": Sentence("同意谈话", "may be talked to"),
    "refused": Sentence("不同意谈话", "is not to be talked to"),
    "later": Sentence("暂缓", "later"),
    "namesake": Sentence("同名不同人，无须请示", "a namesake: nothing to ask"),
}
_GO = frozenset({"allowed", "namesake"})
SIZE = 2048
"""Bytes of what is sealed with every answer: of one length, so that the length does not tell where something was asked."""
AWAITED = Sentence("组长尚未核对放行", "not yet looked through by the leader")
RELEASED = Sentence("已放行", "released")


class TooLong(ValueError):
    """What was recorded is longer than an answer may be."""


@dataclass(frozen=True)
class Asked:
    """谈前请示 of one talk: asked of whom, decided when and how, where that lies; ``leads`` are the leads it was asked for."""

    to: str = ""
    on: date | None = None
    decision: str = ""
    document: str = ""
    leads: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Nothing that its decision needs is blank."""
        if self.decision == "namesake":
            return True
        return self.decision in DECISIONS and bool(self.to and self.on and self.document)

    def allows(self, leads: frozenset[str]) -> bool:
        """The talk may begin though these leads are open: a lead that came later has to be asked about again."""
        return not leads or (self.whole and self.decision in _GO and leads <= self.leads)

    def sealed_text(self) -> str:
        """JSON filled up to SIZE bytes. Raises TooLong."""
        kept = {
            "to": self.to,
            "on": self.on.isoformat() if self.on else "",
            "decision": self.decision,
            "document": self.document,
            "leads": sorted(self.leads),
        }
        text = json.dumps(kept, ensure_ascii=False)
        room = SIZE - len(text.encode())
        if room < 0:
            raise TooLong
        return text + " " * room

    @classmethod
    def of_text(cls, text: str) -> Asked:
        """What ``sealed_text`` wrote."""
        kept = json.loads(text)
        on = date.fromisoformat(kept["on"]) if kept["on"] else None
        return cls(kept["to"], on, kept["decision"], kept["document"], frozenset(kept["leads"]))


@dataclass(frozen=True)
class Answer:
    """What the leader says of one talk: whether it may go ahead, and what he asked first, if he had to."""

    go: bool
    asked: Asked | None = None
