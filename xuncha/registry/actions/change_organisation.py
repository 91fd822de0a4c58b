"""Correct what is known of a unit or Party organisation."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.registry.models import Organisation
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("registry.correct", roles=OFFICE, says=Sentence("更正单位信息", "correct an organisation"))
def change_organisation(
    act: Act,
    *,
    organisation: Organisation,
    version: int,
    category: str,
    level: str,
    leadership: str,
    note: str,
    to_check: bool,
) -> Organisation:
    """Writes the fields that differ; nothing is written when none does. Raises Stale."""
    wanted = {
        "category": category,
        "level": level,
        "leadership": leadership,
        "note": note,
        "to_check": to_check,
    }
    moved = {name: value for name, value in wanted.items() if getattr(organisation, name) != value}
    return act.change(organisation, version, **moved) if moved else organisation
