"""The demo's stand-alone machine: run in processes of their own, on a data folder of their own, as a real one would be.

    python -c "from xuncha.office.demo.machine_side import main; main()" prepare|work|wipe …

What the caller needs is printed as the last line.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

PREPARE, WORK, WIPE = "prepare", "work", "wipe"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuncha.office.settings")
    django.setup()
    step, *told = sys.argv[1:]
    sys.stdout.write({PREPARE: _prepare, WORK: _work, WIPE: _wipe}[step](*told) + "\n")


def _prepare(office: str) -> str:
    """A fresh machine that knows its office; what it says of itself."""
    from django.core.management import call_command

    from xuncha.machines import identity
    from xuncha.machines.actions.take_in import trust_office
    from xuncha.trust import vault

    vault.create_key()
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    trust_office(office)
    return identity.own().told.text()


def _work(bundle: str, out: str, member: str, leader: str) -> str:
    """The bundle is taken in, a member writes offline, the leader has everything packed; the name of the file to carry home."""
    from xuncha.fieldwork.actions.write_note import change_note, read_notes, write_note
    from xuncha.fieldwork.models import Note
    from xuncha.machines.actions.pack import bring_back
    from xuncha.machines.actions.take_in import take_in_first
    from xuncha.office.demo.unlocked import EverybodyFictional
    from xuncha.rounds.models import Inspection
    from xuncha.trust import clock, pocket
    from xuncha.trust.access import see
    from xuncha.trust.models import Account

    take_in_first(Path(bundle).read_bytes())
    by, head = Account.objects.get(login=member), Account.objects.get(login=leader)
    with pocket.using(EverybodyFictional()):
        inspection = see(Inspection, by).get()
        note = see(Note, by).filter(inspection=inspection, written_by=by).order_by("-serial").first()
        (words,) = read_notes(by=by, notes=[note])
        change_note(
            by=by, note=note, version=note.version, method=note.method, on=note.on, heading=words["heading"],
            where=words["where"], text=words["text"] + "单机上补记：已与经办人当面核对(虚构)。",
        )  # fmt: skip
        write_note(
            by=by, inspection=inspection, method="visit", on=clock.today(), heading="走访两户低保户(虚构)",
            text="离线记录：两户均称按月足额到账(虚构)。",
        )  # fmt: skip
        packed = bring_back(by=head, inspection=inspection, carrier=head)
    (Path(out) / packed.name).write_bytes(packed.data)
    return packed.name


def _wipe(receipt: str, leader: str) -> str:
    """The machine is emptied on the office's receipt; the line of its own receipt."""
    from xuncha.machines.actions.wipe import empty, ready_to_wipe
    from xuncha.trust.models import Account

    line = ready_to_wipe(by=Account.objects.get(login=leader), receipt=receipt)
    empty()
    return str(line)
