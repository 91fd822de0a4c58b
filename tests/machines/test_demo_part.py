"""The demo's machine goes its whole way, and what it wrote stands at the office."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from xuncha.fieldwork.models import Note
from xuncha.machines.models import Machine
from xuncha.office.demo import cast as demo
from xuncha.office.demo.team_machine import team_machine
from xuncha.trust import vault
from xuncha.trust.access import whole
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account


@pytest.mark.django_db
def test_it_goes_out_comes_back_and_is_wiped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.machines.alone")
    monkeypatch.setenv("PYTHONPATH", ".")
    Account.objects.update(fictional=True)
    story = demo.Cast(cast.office, cast.office2, cast.system, cast.security, cast.audit)
    story.team[1] = {Role.MEMBER: [cast.member], Role.LEADER: [cast.leader]}
    machine = team_machine(story, cast.inspection, 1)
    assert (machine.state, machine.wiped_on) == (Machine.WIPED, machine.registered_on)
    texts = [vault.open_bytes(one, "text").decode() for one in whole(Note, "test").order_by("serial")]
    assert texts == [
        "抽看10户，2户缺经办人签字(虚构)。单机上补记：已与经办人当面核对(虚构)。",
        "离线记录：两户均称按月足额到账(虚构)。",
    ]
