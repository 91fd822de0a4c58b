"""A machine is made known to the office, or struck off."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.machines.identity import introduced, own
from xuncha.machines.models import Machine
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("machine.register", roles=OFFICE, says=Sentence("登记单机", "register a machine"))
def register_machine(act: Act, *, introduction: str, label: str) -> Machine:
    """Enter a machine by what it says of itself; whoever does so has compared the fingerprint with the machine's screen."""
    told = introduced(introduction)
    if told.known_as == own().told.known_as:
        act.refuse(
            "self",
            Sentence("这是本机自己的登记文字。", "This is what this very installation says of itself."),
        )
    machine = Machine(
        known_as=told.known_as,
        label=label.strip(),
        sign_key=told.sign_key,
        seal_key=told.seal_key,
        registered_on=act.today,
    )
    return act.add(machine)


@action("machine.revoke", roles=OFFICE, says=Sentence("停用单机", "revoke a machine"))
def revoke_machine(act: Act, *, machine: Machine) -> Machine:
    """Lost, stolen, or no longer trusted: from now on no bundle that it signs is taken."""
    return act.change(machine, state=Machine.REVOKED)
