"""How one letter gets into the register; used by registering and by importing, no verb of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping

from xuncha.base.workdays import Clock
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.core.sameness import sameness
from xuncha.letters.facts import dues
from xuncha.letters.models import Letter, Matter
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act
from xuncha.trust.core.compartments import of_inspection

ABOUT = ("reported", "reported_post", "reported_body", "number", "consent")


def token_of(inspection: Inspection, row: LetterRow) -> str:
    """The keyed token by which copies of one letter meet inside an inspection."""
    return vault.token("letter", sameness(row.subject, row.text), of_inspection("letters", inspection.pk))


def about_of(row: LetterRow) -> str:
    """Who and what is reported, the original's number and the consent, as the sealed column keeps them."""
    return json.dumps({name: getattr(row, name) for name in ABOUT}, ensure_ascii=False)


def enter(
    act: Act,
    inspection: Inspection,
    row: LetterRow,
    serial: int,
    repeat: bool,
    clocks: Mapping[str, Clock] | None = None,
) -> Letter:
    """Seal, save and journal a letter with one matter. `row.day` and `row.channel` are set."""
    letter = Letter(
        inspection=inspection,
        serial=serial,
        channel=row.channel,
        received_on=row.day,
        named=row.named,
        repeat=repeat,
        same_token=token_of(inspection, row),
        registered_by=act.by,
    )
    contents = {"heading": row.subject, "text": row.text, "reporter": row.writer, "contact": row.contact}
    for column, plain in contents.items():
        if plain:
            act.seal(letter, column, plain)
    act.seal(letter, "about", about_of(row))
    matter = Matter(letter=letter, inspection=inspection, number=1)
    act.seal(matter, "text", f"{row.subject}\n{row.text}".strip())
    running = dues(letter, matter, known_clocks=clocks)
    letter.due = matter.due = running[0].due if running else None
    act.add(letter, channel=letter.channel, received=letter.received_on, repeat=repeat)
    act.add(matter, number=1)
    return letter
