"""A sealed list of 300 letters: heading and text of each opened, recusal asked of each, the read journalled; a file as a stream."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

LETTERS, LIMIT = 300, 1.0
MEGABYTES = 60


def figures() -> list:
    """In a process's own Django, on a database file of its own."""
    with tempfile.TemporaryDirectory(prefix="xuncha-bench-") as home:
        return [*_measured(Path(home)), *_streams()]


def _streams() -> list:
    """The largest file that is taken, sealed as it comes and read again, in either suite."""
    from bench.figure import Figure, seconds
    from xuncha.sealed.stream import PIECE, Sealing, Stream

    block = os.urandom(PIECE)

    def sealed(number: int) -> Stream:
        sealing = Sealing(number)
        for _ in range(MEGABYTES * 1024 * 1024 // PIECE):
            sealing.write(block)
        return sealing.done()

    def read(kept: Stream) -> None:
        reader = kept.reader()
        while reader.read(PIECE):
            pass

    found = []
    for name, number in (("INTL", 1), ("GM", 2)):
        kept = sealed(number)
        for what, took in (
            ("sealed", seconds(lambda n=number: sealed(n))),
            ("read", seconds(lambda k=kept: read(k))),
        ):
            found.append(
                Figure(f"a file of {MEGABYTES} MB {what} in pieces, {name}", MEGABYTES / took, "MB/s")
            )
    return found


def _measured(home: Path) -> list:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.XUNCHA_HOME, settings.XUNCHA_KEYS = home, home / "keys"
    settings.MIGRATION_MODULES = {"xuncha": None}
    settings.DATABASES["default"]["NAME"] = home / "bench.sqlite3"
    import django

    django.setup()
    from django.core.management import call_command

    from bench.figure import Figure, seconds
    from tests.cast import TODAY, Everybody, assemble
    from xuncha.letters.actions.import_letters import import_letters
    from xuncha.letters.actions.read import read_words
    from xuncha.letters.core.intake import LetterRow
    from xuncha.registry.models import Person
    from xuncha.trust import pocket, vault
    from xuncha.trust.models import Account

    vault.create_key()
    call_command("migrate", run_syncdb=True, verbosity=0)
    cast = assemble()
    person = Person.objects.create(name="信访专员本人")
    Account.objects.filter(pk=cast.petition.pk).update(person_id=person.pk)
    reader = Account.objects.get(pk=cast.petition.pk)
    text = "反映某某单位在工程建设中有关问题(虚构)。" * 20
    rows = [
        LetterRow(
            "",
            n,
            channel="box",
            day=TODAY,
            subject=f"第{n}件(虚构)",
            text=f"{n}。{text}",
            reported=f"某某{n}",
        )
        for n in range(LETTERS)
    ]
    with pocket.using(Everybody()):
        import_letters(by=cast.petition, inspection=cast.inspection, rows=rows, day=TODAY, channel="box")
        if len(read_words(by=reader, inspection=cast.inspection)) != LETTERS:
            raise RuntimeError("not every letter was opened")
        opened = seconds(lambda: read_words(by=reader, inspection=cast.inspection))
    return [Figure(f"a sealed list of {LETTERS} letters opened, recusal asked of each", opened, "s", LIMIT)]
