"""Bring up to date what the pool knows of somebody: home unit, identity, ranks, skills, places."""

from __future__ import annotations

from typing import Any

from xuncha.base.words import Sentence
from xuncha.registry.models import Organisation, Person
from xuncha.teams.models import Cadre
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE

OF_CADRE = frozenset({"identity", "rank", "grade", "skills", "full_time", "discipline", "note"})
OF_PERSON = frozenset({"native_place", "grown_place"})


@action(
    "teams.amend", roles=OFFICE, says=Sentence("更新人才库人员情况", "amend what the pool knows of somebody")
)
def amend(act: Act, *, cadre: Cadre, version: int, unit: Organisation | None, **values: Any) -> Cadre:
    """`values` by the names of ``OF_CADRE`` and ``OF_PERSON``. Raises Stale; Refusal for a name that is neither."""
    if not values.keys() <= OF_CADRE | OF_PERSON:
        act.refuse("column", Sentence("没有这一栏。", "There is no such column."))
    mine = {name: value for name, value in values.items() if name in OF_CADRE}
    act.change(cadre, version, noting="amended", unit=unit, **mine)
    person = act.one(Person, cadre.person_id)
    places = {
        name: value for name, value in values.items() if name in OF_PERSON and getattr(person, name) != value
    }
    if places:
        act.change(person, **places)
    return cadre
