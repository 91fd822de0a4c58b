"""The frame of a county before anybody has filled in a form: its streets, towns and zones, its usual bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xuncha.registry.core.county import County, Link, Party, Unit

_PLACE = "{县}"
_TO_CHECK = "系统预填，请核对"
_ZONE_NOTE = "统计上的园区（开发区），不是乡镇；是否单列请核对"
_FIRST_ZONE = 400


@dataclass(frozen=True)
class Township:
    """One row of the national list: nine-digit code and name."""

    code: str
    name: str

    @property
    def zone(self) -> bool:
        """Whether it is a statistical zone (last three digits 400 and above) rather than a town."""
        return int(self.code[-3:]) >= _FIRST_ZONE

    @property
    def category(self) -> str:
        """街道, 镇, 乡 by its name, 开发区 for a zone."""
        if self.zone:
            return "开发区"
        return "街道" if self.name.endswith("街道") else "镇" if self.name.endswith("镇") else "乡"


def frame(name: str, townships: Iterable[Township], groups: Sequence[Mapping[str, object]]) -> County:
    """The county called `name`: `groups` are the usual bodies (category, leadership, names, and the merged
    Party organisation that they share, if any). Everything is marked to be checked.
    """
    units, links = [], []
    for group in groups:
        for pattern in group["names"]:  # type: ignore[attr-defined]
            unit = str(pattern).replace(_PLACE, name)
            units.append(_unit(unit, str(group["category"]), "县级", str(group["leadership"]), _TO_CHECK))
            if group.get("party"):
                links.append(Link(unit, str(group["party"]).replace(_PLACE, name), False))
    for one in townships:
        unit = (
            one.name if one.zone else f"{one.name}办事处" if one.category == "街道" else f"{one.name}人民政府"
        )
        note = _ZONE_NOTE if one.zone else _TO_CHECK
        units.append(_unit(unit, one.category, "乡级", "本级管理", note, one.code))
        if not one.zone:
            party = f"中共{one.name}工作委员会" if one.category == "街道" else f"中共{one.name}委员会"
            links.append(Link(unit, party, True))
    parties = {link.party: Party(link.party, to_check=True) for link in links}
    return County(units=tuple(units), parties=tuple(parties.values()), links=tuple(links))


def _unit(name: str, category: str, level: str, leadership: str, note: str, code: str = "") -> Unit:
    return Unit(name, category, level, leadership, code=code, to_check=True, note=note)
