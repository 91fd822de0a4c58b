"""Small pieces that pages hand to the shared partials of `office/templates/desk/`; how they look is told in docs/look.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from xuncha.base.words import Sentence

StepState = Literal["done", "now", "todo", "skip"]


@dataclass(frozen=True)
class Step:
    """One step of a life or of a round, for `desk/steps.html`."""

    title: Sentence
    state: StepState = "todo"
    day: date | None = None
    note: Sentence | None = None
    href: str = ""


@dataclass(frozen=True)
class Tab:
    """One of several pages that belong together, for `desk/tabs.html`; `count` None shows no number."""

    title: Sentence
    href: str
    here: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Crumb:
    """A page above this one, for `desk/crumbs.html`."""

    title: Sentence
    href: str
