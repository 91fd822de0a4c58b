"""A sealed list of 300 letters: heading and text of each opened, recusal asked of each, the read journalled."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

LETTERS, LIMIT = 300, 1.0


def figures() -> list:
    """In a process's own Django, on a database file of its own."""
    with tempfile.TemporaryDirectory(prefix="xuncha-bench-") as home:
        return _measured(Path(home))


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
