"""After something happened to a letter: which clock runs out first now, and how far the letter is."""

from __future__ import annotations

from datetime import date

from xuncha.letters.facts import dues
from xuncha.letters.models import Letter, Matter, Referral
from xuncha.trust.act import Act

_SORTED = ("decided", "sent", "answered", "closed")


def reckon(act: Act, letter: Letter) -> None:
    """Write due days of the matters and the letter, and its stage. Part of another action, no verb of its own."""
    matters = list(act.see(Matter).filter(letter=letter).exclude(state="void").order_by("number"))
    running: list[date] = []
    for matter in matters:
        first = _first_due(act, letter, matter)
        if first != matter.due:
            act.change(matter, due=first, noting="due")
        if first:
            running.append(first)
    due = min(running, default=None)
    stage = _stage([matter.state for matter in matters])
    if (due, stage) != (letter.due, letter.stage):
        act.change(letter, due=due, stage=stage, noting="due")


def _first_due(act: Act, letter: Letter, matter: Matter) -> date | None:
    referral = act.see(Referral).filter(matter=matter).order_by("-sent_on").first()
    found = dues(letter, matter, referral)
    return found[0].due if found else None


def _stage(states: list[str]) -> str:
    if states and all(state == "closed" for state in states):
        return "closed"
    return "sorted" if states and all(state in _SORTED for state in states) else "registered"
