"""谈后小记: a talker's own words after a talk, for himself and the team, shredded when the round ends."""

from __future__ import annotations

from typing import Any

from xuncha.base.words import Sentence
from xuncha.interviews.models import Interview, Jotting
from xuncha.rounds.later import ender
from xuncha.rounds.models import Inspection, Round
from xuncha.trust import shredding, vault
from xuncha.trust.access import whole
from xuncha.trust.act import Act, action
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import TEAM

LENGTH = 2000


@action(
    "interviews.jot",
    roles=TEAM,
    where="interview",
    says=Sentence("写谈后小记", "note something after a talk"),
)
def jot(act: Act, *, interview: Interview, version: int, text: str) -> Jotting:
    """One's own note on a talk, anew. Refuses before the talk began, when it was stopped, and a text past LENGTH."""
    if interview.stage not in ("open", "held", "signed"):
        act.refuse("stage", Sentence("谈话以后才能写小记。", "Only after the talk."))
    if len(text) > LENGTH:
        act.refuse("long", Sentence(f"小记不超过{LENGTH}字。", f"A note has {LENGTH} characters at most."))
    row = act.see(Jotting).filter(interview=interview, written_by=act.by).first()
    if row is None:
        row = Jotting(interview=interview, inspection_id=interview.inspection_id, written_by=act.by)
        act.seal(row, "text", text.strip())
        return act.add(row)
    return act.change(row, version, text=vault.seal(row, "text", text.strip()), noting="jotted")


@action(
    "interviews.read_jottings", roles=TEAM, where="interview", says=Sentence("查看谈后小记", "read notes after a talk"),
    reads=True,
)  # fmt: skip
def read_jottings(act: Act, *, interview: Interview) -> list[tuple[Jotting, str]]:
    """The notes on a talk, one a talker."""
    rows = list(act.see(Jotting).filter(interview=interview).select_related("written_by").order_by("pk"))
    return [(row, one["text"]) for row, one in zip(rows, act.open(rows, "text"), strict=True)]


@ender
def shred_jottings(act: Any, round: Round) -> None:
    """When a round ends the keys of its notes are destroyed, here and in every backup that is restored later."""
    ended = whole(Inspection, "the end of a round shreds all its notes").filter(round=round)
    names = [of_inspection("jottings", pk) for pk in ended.values_list("pk", flat=True)]
    shredding.shred(act, names)
