"""A team's stand-alone machine goes out, works offline, comes back, is merged, and is wiped."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from xuncha.fieldwork.actions.write_note import change_note, write_note
from xuncha.fieldwork.models import Note
from xuncha.machines import identity
from xuncha.machines.actions.check import approve, check
from xuncha.machines.actions.decide import decide, read_conflicts
from xuncha.machines.actions.merge_bundle import merge_bundle
from xuncha.machines.actions.pack import configure
from xuncha.machines.actions.register import register_machine
from xuncha.machines.actions.wipe import give_receipt, record_wiped
from xuncha.machines.facts import people_at
from xuncha.machines.models import Machine
from xuncha.office.demo.cast import Cast
from xuncha.office.demo.machine_side import PREPARE, WIPE, WORK
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import Role

_SIDE = "from xuncha.office.demo.machine_side import main; main()"


def team_machine(cast: Cast, inspection: Inspection, team: int) -> Machine:
    """The machine of one team of the running round. Raises RuntimeError where the machine's side fails."""
    member, leader = cast.one(team, Role.MEMBER), cast.one(team, Role.LEADER)
    note = _written_before(inspection, cast, team)
    with tempfile.TemporaryDirectory(prefix="xuncha-machine-") as scratch:
        home, stick = Path(scratch) / "home", Path(scratch) / "stick"
        home.mkdir(mode=0o700)
        stick.mkdir(mode=0o700)
        introduction = _side(home, PREPARE, identity.own().told.text())
        machine = register_machine(by=cast.director, introduction=introduction, label="一号机")
        out = configure(
            by=cast.director,
            machine=machine,
            inspection=inspection,
            people=people_at(inspection.pk),
            carrier=leader,
        )
        (stick / out.name).write_bytes(out.data)
        back = stick / _side(home, WORK, str(stick / out.name), str(stick), member.login, leader.login)
        _meanwhile(note, cast, team)
        data = back.read_bytes()
        approve(by=cast.clerk, carriage=check(by=cast.director, data=data))
        merge_bundle(by=cast.director, data=data)
        for one in read_conflicts(by=leader, inspection=inspection):
            choice = next(version for version in one.versions if not version.here)
            decide(by=leader, inspection=inspection, trace=one.trace, name=one.name, choice=choice.digest)
        receipt = give_receipt(by=cast.director, machine=see_one(Machine, cast.director, machine.pk))
        wiped = _side(home, WIPE, receipt, leader.login)
    return record_wiped(by=cast.director, machine=see_one(Machine, cast.director, machine.pk), receipt=wiped)


def _written_before(inspection: Inspection, cast: Cast, team: int) -> Note:
    return write_note(
        by=cast.one(team, Role.MEMBER), inspection=inspection, method="files", on=clock.today(),
        heading="低保发放台账(虚构)", where="台账第3页", text="抽看10户，2户缺经办人签字(虚构)。",
    )  # fmt: skip


def _meanwhile(note: Note, cast: Cast, team: int) -> None:
    """The same member corrected the same note at the office: both versions will be shown."""
    member = cast.one(team, Role.MEMBER)
    row = see(Note, member).get(pk=note.pk)
    change_note(
        by=member, note=row, version=row.version, method=row.method, on=row.on, heading="低保发放台账(虚构)",
        where="台账第3页", text="抽看12户，2户缺经办人签字(虚构)。",
    )  # fmt: skip


def _side(home: Path, *told: str) -> str:
    """One step on the machine; the last line that it prints."""
    around = {
        **os.environ,
        "XUNCHA_HOME": str(home),
        "XUNCHA_DEMO": "1",
        "XUNCHA_TODAY": clock.today().isoformat(),
        "XUNCHA_COUNTY": settings.XUNCHA_COUNTY,
        "XUNCHA_AREA": settings.XUNCHA_AREA,
    }
    around.pop("XUNCHA_DATABASE", None)
    done = subprocess.run(
        [sys.executable, "-c", _SIDE, *told],
        env=around,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return done.stdout.splitlines()[-1]
