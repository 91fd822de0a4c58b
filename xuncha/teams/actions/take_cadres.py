"""Take the sheets 干部人才库, 异地交叉派入 and 回避事实 out of the county workbook, inside the one import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.base.words import Sentence
from xuncha.registry.core import county as registry
from xuncha.registry.models import Organisation, Person
from xuncha.registry.takers import Taken, taker
from xuncha.teams.actions.enter import enter
from xuncha.teams.models import Cadre, CadreEntry, RecusalFact
from xuncha.teams.upkeep import CROSSING, Fact
from xuncha.trust.act import Act

PLAIN = ("identity", "rank", "grade", "full_time", "leader_pool", "rounds_served", "discipline", "note")


@taker(order=10)
def take_cadres(act: Act, county: registry.County) -> Taken:
    """Cadres by person; a blank in the sheet leaves what is known."""
    people, units = _people(), _units()
    known = {(c.person.name, c.person.code): c for c in act.see(Cadre).select_related("person")}
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for thing in county.cadres:
        values = _values(thing, units)
        row = known.get(thing.person)
        if row is None:
            act.add(Cadre(person=people.get(thing.person) or _person(act, thing), **values))
            counts["added"] += 1
        else:
            counts[_bring_up(act, row, values)] += 1
    return Taken(Sentence("干部人才库", "cadre pool"), **counts)


@taker(order=11)
def take_guests(act: Act, county: registry.County) -> Taken:
    """Loans from another county by person and first day, as entries of the pool's upkeep; a struck one stays struck."""
    cadres = {(c.person.name, c.person.code): c for c in act.see(Cadre).select_related("person")}
    rows = act.see(CadreEntry).filter(kind=CROSSING.key)
    known = {(one.cadre_id, one.starts): one for one in rows}
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for thing in county.guests:
        cadre = cadres[thing.person]
        row = known.get((cadre.pk, str(thing.starts)))
        if row is None:
            enter(by=act, kind=CROSSING, facts=[_loan(cadre, thing)])
            counts["added"] += 1
        else:
            said = {"ends": _day(thing.ends), "what": thing.county, "document": thing.document}
            counts[_bring_up(act, row, {name: one for name, one in said.items() if one})] += 1
    return Taken(CROSSING.title, **counts)


def _loan(cadre: Cadre, thing: registry.Guest) -> Fact:
    return Fact(cadre, thing.starts, thing.ends, thing.county, thing.document)


@taker(order=12)
def take_recusals(act: Act, county: registry.County) -> Taken:
    """Recusal facts by person, kind, body and start; the text is sealed on the way in."""
    cadres = {(c.person.name, c.person.code): c for c in act.see(Cadre).select_related("person")}
    units = _units()
    rows = act.see(RecusalFact).select_related("organisation")
    known = {(one.cadre_id, one.kind, one.organisation_id, one.starts): one for one in rows}
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for thing in county.recusals:
        cadre = cadres.get(thing.person)
        if cadre is None:
            continue
        body = units.get(thing.organisation)
        starts = str(thing.starts) if thing.starts else ""
        row = known.get((cadre.pk, thing.kind, body.pk if body else None, starts))
        if row is None:
            row = RecusalFact(
                cadre=cadre, kind=thing.kind, organisation=body, starts=starts, ends=_day(thing.ends)
            )
            if thing.text:
                act.seal(row, "text", thing.text)
            act.add(row)
            counts["added"] += 1
        else:
            counts[_bring_up(act, row, {"ends": _day(thing.ends)} if thing.ends else {})] += 1
    return Taken(Sentence("回避事实", "recusal facts"), **counts)


def _person(act: Act, thing: registry.Cadre) -> Person:
    """Somebody who stands in the pool's sheet only."""
    name, code = thing.person
    return act.add(Person(name=name, code=code))


def _bring_up(act: Act, row: Any, values: Mapping[str, Any]) -> str:
    fresh = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not fresh:
        return "unchanged"
    act.change(row, **fresh)
    return "changed"


def _values(thing: registry.Cadre, units: Mapping[str, Organisation]) -> dict[str, Any]:
    """The columns of a row that the sheet says something about."""
    said = thing.said()
    values = {name: said[name] for name in PLAIN if name in said}
    values |= {name: str(said[name]) for name in ("free_from", "free_until") if name in said}
    if "skills" in said:
        values["skills"] = list(said["skills"])
    if thing.unit in units:
        values["unit"] = units[thing.unit]
    return values


def _day(day: Any) -> str:
    return str(day) if day else ""


def _people() -> dict[registry.PersonKey, Person]:
    return {(one.name, one.code): one for one in Person.objects.all()}


def _units() -> dict[str, Organisation]:
    """Organisations of both trees by name; where both have the name, the unit."""
    rows = sorted(Organisation.objects.all(), key=lambda one: one.tree == "unit")
    return {one.name: one for one in rows}
