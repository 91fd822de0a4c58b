"""Open what a letter holds. The only way to its words; every opening is journalled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence
from xuncha.letters.actions.open_identity import Identity, see_identity
from xuncha.letters.actions.recusal import bar_reported, withheld_from
from xuncha.letters.models import READERS, Letter, Matter, Referral
from xuncha.trust.act import Act, action


@dataclass(frozen=True)
class OpenedMatter:
    """A matter with its words, its handling and its referrals (row, to, answer), the latest referral last."""

    row: Matter
    text: str
    handling: dict[str, Any]
    referrals: tuple[tuple[Referral, dict[str, str], str], ...]


@dataclass(frozen=True)
class OpenedLetter:
    """A letter with everything it holds but who wrote it; ``identity`` where the acting account opened that with another."""

    row: Letter
    heading: str
    text: str
    identity: Identity | None
    about: dict[str, Any]
    envelope: dict[str, str]
    matters: tuple[OpenedMatter, ...]


@action(
    "letters.read", roles=READERS, where="letter", says=Sentence("打开信访件", "open a letter"), reads=True
)
def read_letter(act: Act, *, letter: Letter) -> OpenedLetter:
    """All of one letter; who wrote it stays sealed. Refused to whoever it reports (回避)."""
    bar_reported(act, letter)
    columns = ("heading", "text", "about", "envelope")
    plain = act.open([letter], *columns)[0]
    rows = list(act.see(Matter).filter(letter=letter).exclude(state="void").order_by("number"))
    return OpenedLetter(
        letter,
        plain["heading"],
        plain["text"],
        see_identity(by=act, letter=letter),
        loaded(plain["about"]),
        loaded(plain["envelope"]),
        tuple(_matter(act, row) for row in rows),
    )


def _matter(act: Act, row: Matter) -> OpenedMatter:
    plain = act.open([row], "text", "handling")[0]
    referrals = list(act.see(Referral).filter(matter=row).order_by("sent_on", "id"))
    opened = act.open(referrals, "to", "answer")
    sent = tuple((r, loaded(o["to"]), o["answer"]) for r, o in zip(referrals, opened, strict=True))
    return OpenedMatter(row, plain["text"], loaded(plain["handling"]), sent)


@action(
    "letters.texts",
    roles=READERS,
    where="inspection",
    says=Sentence("比对重复信访件", "compare letters"),
    reads=True,
)
def read_words(act: Act, *, inspection: Any) -> list[tuple[Letter, str]]:
    """Heading and text of every letter of an inspection that is not withheld (回避), for links between near duplicates."""
    letters = list(act.see(Letter).filter(inspection=inspection, sealed_upward=False).order_by("serial"))
    withheld = withheld_from(act)
    letters = [one for one in letters if not withheld(one)]
    opened = act.open(letters, "heading", "text")
    return [(one, plain["heading"] + plain["text"]) for one, plain in zip(letters, opened, strict=True)]


def loaded(sealed_json: str) -> dict[str, Any]:
    """A sealed JSON column's mapping; an empty column is an empty mapping."""
    return json.loads(sealed_json) if sealed_json else {}
