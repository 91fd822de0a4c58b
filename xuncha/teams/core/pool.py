"""The county's pool as forming teams takes it: people, lenders and ties, out of what the registry says.

Keys are the natural ones (names), so that a workbook and the database it was imported into give the same
teams.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from xuncha.base.span import Day, Span
from xuncha.registry.core import county as registry
from xuncha.teams.core.facts import FIGURES, Absence, Cadre, Lender, Need, Target, Tie
from xuncha.teams.core.guests import Loan, as_guest

NOTHING_HELD_AGAINST = frozenset({"", "无", "否", "没有"})
PLACES = frozenset({"街道", "镇", "乡", "村", "社区"})
"""Categories of units that stand for a place, where having been born or raised is a tie."""


MOBILE = "财审机动组"
"""Entered among somebody's skills, it makes him a specialist shared by days."""

DECLARED = "已申报"
"""All that a plan tells of a declared fact; what was declared is for the recusal file alone."""


@dataclass(frozen=True)
class Pool:
    """Who can be drafted, who lends them, and what ties them to bodies."""

    cadres: tuple[Cadre, ...]
    lenders: tuple[Lender, ...]
    ties: tuple[Tie, ...]


def key_of(person: registry.PersonKey) -> str:
    """How a person is called in plans: the name, with the code where namesakes must be told apart."""
    name, code = person
    return f"{name}（{code}）" if code else name


def pool_of(county: registry.County, lent: Mapping[str, int] | None = None, on: date | None = None) -> Pool:
    """The pool of a county; `lent` says how many each unit has lent in this term before.

    Without `lent` the rounds that its people have served stand for it. Guests of another county are told apart by the day
    `on` which the teams go in; without it nobody is a guest.
    """
    people = {person.key: person for person in county.persons}
    heads = _heads(county)
    cadres = tuple(_cadre(one, people.get(one.person), heads) for one in county.cadres)
    served: dict[str, int] = {}
    for cadre in cadres:
        served[cadre.unit] = served.get(cadre.unit, 0) + cadre.rounds
    staff = {one.unit: one.staff for one in county.workloads}
    lenders = tuple(
        Lender(unit, unit, staff.get(unit), (served if lent is None else lent).get(unit, 0))
        for unit in sorted(served)
    )
    if on is not None:
        loans = _loans(county)
        cadres = tuple(as_guest(one, loans.get(one.key, ()), on) for one in cadres)
    return Pool(cadres, lenders, tuple(sorted(_ties(county, people), key=repr)))


def _loans(county: registry.County) -> dict[str, list[Loan]]:
    """Who is lent by another county, in the order of the days on which they come."""
    found: dict[str, list[Loan]] = {}
    for one in sorted(county.guests, key=lambda guest: str(guest.starts)):
        found.setdefault(key_of(one.person), []).append(Loan(one.starts, one.ends, one.county))
    return found


def _heads(county: registry.County) -> set[tuple[registry.PersonKey, str]]:
    """Who heads which unit now, by the posts marked as a head's."""
    posts = {post.key for post in county.posts if post.head}
    return {(one.person, one.post[1]) for one in county.tenures if one.open and one.post in posts}


def _cadre(
    one: registry.Cadre, person: registry.Person | None, heads: set[tuple[registry.PersonKey, str]]
) -> Cadre:
    unit = one.unit or (person.unit if person else "")
    return Cadre(
        key=key_of(one.person),
        name=one.person[0],
        unit=unit,
        identity=one.identity,
        leading_rank=one.rank,
        grade=one.grade,
        in_leader_pool=bool(one.leader_pool),
        absences=tuple(_absences(one)),
        skills=one.skills,
        woman=person is not None and person.gender == "女",
        rounds=one.rounds_served or 0,
        barred="" if one.discipline in NOTHING_HELD_AGAINST else one.discipline,
        head=(one.person, unit) in heads,
        mobile=MOBILE in one.skills,
    )


def _absences(one: registry.Cadre) -> Iterator[Absence]:
    """Outside 可脱产 from … to …, both days included; a side left blank says nothing against it."""
    if one.free_from and one.free_from.known:
        yield Absence(Span(None, one.free_from), f"{one.free_from.shown().zh}起方可脱产")
    if one.free_until and one.free_until.known:
        after = Day.of(one.free_until.latest + timedelta(days=1))
        yield Absence(Span(after, None), f"只能脱产到{one.free_until.shown().zh}")


def _ties(county: registry.County, people: Mapping[registry.PersonKey, registry.Person]) -> Iterator[Tie]:
    pool = {one.person: one for one in county.cadres}
    for fact in county.recusals:
        if fact.person in pool and fact.organisation:
            yield Tie(key_of(fact.person), fact.kind, fact.organisation, DECLARED)
    for tenure in county.tenures:
        if tenure.person in pool:
            title = f"{tenure.post[2]}，{tenure.span.shown().zh}"
            yield Tie(key_of(tenure.person), "本人曾任职", tenure.post[1], title, tenure.ends)
    for key, one in pool.items():
        person = people.get(key)
        home = one.unit or (person.unit if person else "")
        if home:
            yield Tie(key_of(key), "本人曾任职", home, "所在单位")
        if person:
            yield from _places(county, key_of(key), "籍贯地", person.native_place)
            yield from _places(county, key_of(key), "成长地", person.grown_place)


def _places(county: registry.County, cadre: str, kind: str, place: str) -> Iterator[Tie]:
    """Ties to the bodies that stand for the place somebody comes from."""
    for unit in county.units:
        if place and unit.category in PLACES and place in unit.name:
            yield Tie(cadre, kind, unit.name, place)


def need_of(
    county: registry.County,
    key: str,
    name: str,
    targets: Mapping[str, Iterable[str]],
    woman_needed: bool = False,
) -> Need:
    """A team for `targets` (each by its name, with the units and Party organisations it holds), its work added up.

    A body brings the organisations linked to it, so that a tie to either tree is seen.
    """
    held = tuple(
        Target(
            target, target, tuple(sorted({one for body in bodies for one in (body, *_linked(county, body))}))
        )
        for target, bodies in targets.items()
    )
    names = {one for target in held for one in target.organisations}
    work = [one for one in county.workloads if one.unit in names]
    figures = {f: sum(getattr(one, f) or 0 for one in work) for f in FIGURES}
    return Need(key, name, held, {f: n for f, n in figures.items() if n}, woman_needed)


def _linked(county: registry.County, body: str) -> tuple[str, ...]:
    parties = {link.party for link in county.links if link.unit == body}
    units = {link.unit for link in county.links if link.party == body}
    return tuple(sorted(parties | units))


def span_of(starts: date, last: date) -> Span:
    """The days of a round, first and last day included."""
    return Span(Day.of(starts), Day.of(last + timedelta(days=1)))
