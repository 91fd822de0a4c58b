"""A machine that went out with the cast's team."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.cast import Cast
from tests.machines.double import Double
from xuncha.fieldwork.actions.write_note import write_note
from xuncha.fieldwork.models import Note
from xuncha.machines.actions.check import approve, check
from xuncha.machines.actions.merge_bundle import merge_bundle
from xuncha.machines.actions.pack import configure
from xuncha.machines.actions.register import register_machine
from xuncha.machines.models import Carriage, Machine
from xuncha.trust.access import whole

TEAM = ("leader", "deputy", "liaison", "member", "petition")


@dataclass
class Out:
    """A machine outside: its row at the office, its double, and a note that the team wrote before it left."""

    cast: Cast
    machine: Machine
    double: Double
    note: Note
    data: bytes

    def check(self, data: bytes) -> Carriage:
        return check(by=self.cast.office, data=data)

    def merge(self, data: bytes) -> Carriage:
        """The whole way: dry run, approval by another, merge."""
        carriage = self.check(data)
        if carriage.state != Carriage.MERGED:
            approve(by=self.cast.office2, carriage=carriage)
        return merge_bundle(by=self.cast.office, data=data)

    def fresh(self) -> Note:
        return whole(Note, "test").get(pk=self.note.pk)


def a_note(cast: Cast, text: str = "台账第三页缺签字") -> Note:
    return write_note(
        by=cast.member,
        inspection=cast.inspection,
        method="files",
        on=cast.inspection.starts,
        heading="会议记录",
        text=text,
    )


@pytest.fixture
def out(cast: Cast) -> Out:
    note = a_note(cast)
    double = Double()
    machine = register_machine(by=cast.office, introduction=double.told.text(), label="一号机")
    people = [getattr(cast, name) for name in TEAM]
    packed = configure(
        by=cast.office, machine=machine, inspection=cast.inspection, people=people, carrier=cast.liaison
    )
    double.take_in(packed.data)
    return Out(cast, machine, double, note, packed.data)
