"""The same software on a real stand-alone machine: a child process with a data folder of its own, driven by the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.machines.conftest import TEAM, a_note
from xuncha.fieldwork.models import Note
from xuncha.letters.models import Letter
from xuncha.machines import identity
from xuncha.machines.actions.check import approve, check
from xuncha.machines.actions.merge_bundle import merge_bundle
from xuncha.machines.actions.pack import configure
from xuncha.machines.actions.register import register_machine
from xuncha.machines.actions.wipe import give_receipt, record_wiped
from xuncha.machines.models import Machine, MachineEntry
from xuncha.trust import key_folder, vault
from xuncha.trust.access import whole
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
SETUP = """
import django; django.setup()
from django.core.management import call_command
from xuncha.trust import key_folder, vault
vault.create_key(); call_command("migrate", run_syncdb=True, verbosity=0)
"""
WORK = """
import django; django.setup()
from xuncha.trust import pocket
from xuncha.trust.actions.enter import identify
from xuncha.trust.access import see
from xuncha.rounds.models import Inspection
from xuncha.fieldwork.models import Note
from xuncha.fieldwork.actions.write_note import change_note, read_notes, write_note
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.actions.register import register_letter
account, secret = identify("member", "fictional-password", str)
with pocket.holding(account.pk, secret):
    inspection = see(Inspection, account).get()
    note = see(Note, account).get()
    assert [one['text'] for one in read_notes(by=account, notes=[note])] == ["台账第三页缺签字"]
    change_note(by=account, note=note, version=note.version, method="files", on=note.on, heading="会议记录", text="离线补充：第五页也缺")
    write_note(by=account, inspection=inspection, method="visit", on=note.on, heading="走访", text="离线新写的走访记录")
account, secret = identify("petition", "fictional-password", str)
with pocket.holding(account.pk, secret):
    more = {"named": True, "writer": "写信人", "contact": "电话"}
    row = LetterRow("", 1, channel="box", day=inspection.starts, subject="低保", text="离线收到的来信", **more)
    register_letter(by=account, inspection=inspection, row=row)
"""


@dataclass
class Alone:
    home: Path

    def run(self, *arguments: str, typed: str = "") -> str:
        """Run ``python`` with arguments on the machine; what it prints."""
        env = {**os.environ, "XUNCHA_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "tests.machines.alone"}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=env,
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def bundle(self, *arguments: str, typed: str = FICTIONAL_PASSWORD + "\n") -> str:
        return self.run(
            "-c",
            "from xuncha.office.command import main; main()",
            "bundle",
            "--traceback",
            *arguments,
            typed=typed,
        )


def test_a_machine_goes_out_works_offline_comes_home_and_is_emptied(cast: Cast, tmp_path: Path) -> None:
    machine, stick = Alone(tmp_path / "machine"), tmp_path / "stick"
    machine.home.mkdir()
    stick.mkdir()
    note = a_note(cast)
    machine.run("-c", SETUP)
    line = machine.bundle("introduce").splitlines()[0]
    row = register_machine(by=cast.office, introduction=line, label="一号机")
    told = identity.own().told
    machine.bundle("trust", told.text(), "--fingerprint", told.fingerprint)

    people = [getattr(cast, name) for name in TEAM]
    out = configure(
        by=cast.office, machine=row, inspection=cast.inspection, people=people, carrier=cast.liaison
    )
    (stick / out.name).write_bytes(out.data)
    machine.bundle("take-in", str(stick / out.name))
    machine.run("-c", WORK)
    slip = machine.bundle("back", "--as", "leader", "--carrier", "liaison", "--to", str(stick))
    assert "带包人：" in slip

    (back,) = [one for one in stick.glob("*.xcb") if one.name != out.name]
    data = back.read_bytes()
    carriage = check(by=cast.office, data=data)
    assert carriage.report["tables"]["note"] == {"changed": 1, "new": 1}
    approve(by=cast.office2, carriage=carriage)
    merge_bundle(by=cast.office, data=data)
    notes = {
        one.serial: vault.open_bytes(one, "text").decode() for one in whole(Note, "test").order_by("serial")
    }
    assert notes == {note.serial: "离线补充：第五页也缺", note.serial + 1: "离线新写的走访记录"}
    letter = whole(Letter, "test").get()
    assert vault.open_bytes(letter, "text").decode() == "离线收到的来信"
    custody = key_folder.load(f"identities:{cast.inspection.pk}")
    assert bytes(letter.reporter).startswith(custody.lock.head), (
        "the office's custodians hold the key to who wrote it"
    )
    assert whole(MachineEntry, "test").filter(body__contains="fieldwork.write_note").exists()

    receipt = give_receipt(by=cast.office, machine=whole(Machine, "test").get(pk=row.pk))
    wiped = machine.bundle(
        "wipe", "--receipt", receipt, "--as", "leader", "--to", str(stick), "--yes"
    ).splitlines()[-1]
    assert not machine.home.exists()
    done = record_wiped(by=cast.office, machine=whole(Machine, "test").get(pk=row.pk), receipt=wiped)
    assert done.state == Machine.WIPED
