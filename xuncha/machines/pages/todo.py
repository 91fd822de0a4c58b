"""What waits about machines: a bundle to approve or to merge, a machine to wipe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.machines.facts import apart_at
from xuncha.machines.models import KEEPERS, Carriage, Machine
from xuncha.trust.access import see
from xuncha.trust.core.roles import AT_AN_INSPECTION, OFFICE
from xuncha.trust.two import person_of

APPROVE = Sentence("数据包{number}待审核", "bundle {number} waits for approval")
MERGE = Sentence("数据包{number}已审核，待入库", "bundle {number} waits to be merged")
WIPE = Sentence("{label}已入库，待擦除", "{label} is merged and waits to be wiped")


@todos(OFFICE | KEEPERS)
def bundles(account: Any, today: date) -> Iterable[Todo]:
    """A bundle waits for its approval by others than its carrier, then for the office."""
    for one in (
        see(Carriage, account)
        .filter(sent=False, state=Carriage.CHECKED)
        .exclude(carrier_person=person_of(account))
    ):
        yield Todo(
            APPROVE.filled(number=one.number), reverse("machines-machine", args=[one.machine_id]), one.made_on
        )
    if account.sight.has(OFFICE):
        for one in see(Carriage, account).filter(sent=False, state=Carriage.APPROVED):
            yield Todo(
                MERGE.filled(number=one.number),
                reverse("machines-machine", args=[one.machine_id]),
                one.made_on,
            )


@todos(OFFICE)
def wiping(account: Any, today: date) -> Iterable[Todo]:
    """A machine that came home still holds everything."""
    for one in see(Machine, account).filter(state=Machine.BACK, is_office=False):
        yield Todo(WIPE.filled(label=one.label), reverse("machines-machine", args=[one.pk]))


@todos(AT_AN_INSPECTION)
def apart(account: Any, today: date) -> Iterable[Todo]:
    """What was changed on both sides waits for who sees those rows."""
    for inspection, title in apart_at(account):
        says = Sentence(
            f"{title}：单机与这里都改过，待确定", f"{title}: changed on both sides, to be decided"
        )
        yield Todo(says, reverse("machines-conflicts", args=[inspection]))
