"""The states of a matter and what may follow; the course is: propose, decide, send, answer, close."""

from __future__ import annotations

from xuncha.base.words import Sentence

STATES = {
    "open": Sentence("待拟办", "to be proposed"),
    "proposed": Sentence("已拟办，待签批", "proposed, to be signed"),
    "recorded": Sentence("已代录签批，待复核", "recorded, to be confirmed"),
    "decided": Sentence("已定去向", "decided"),
    "sent": Sentence("已转办，待回复", "sent, waiting for an answer"),
    "answered": Sentence("已回复，待办结", "answered, to be closed"),
    "closed": Sentence("已办结", "closed"),
}
STAGES = {
    "registered": Sentence("办理中", "being handled"),
    "sorted": Sentence("已分流", "sorted"),
    "closed": Sentence("已办结", "closed"),
}
PROPOSABLE = frozenset({"open", "proposed"})
DECIDABLE = frozenset({"open", "proposed", "recorded"})


def may_close(state: str, needs_body: bool) -> bool:
    """Whether a matter in that state may be closed: after the answer where it went to another body."""
    return state == ("answered" if needs_body else "decided") or (not needs_body and state == "answered")
