"""Turns rows into what forming teams takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

from xuncha.base.span import Day, Span
from xuncha.coverage.models import TargetMember
from xuncha.registry.core import county as registry
from xuncha.registry.models import Organisation, Tenure, UnitParty
from xuncha.rounds.models import Inspection, Round
from xuncha.rulebook.models import rules_of
from xuncha.teams.core.facts import FIGURES, Absence, Need, Pin
from xuncha.teams.core.facts import Cadre as PoolCadre
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.guests import as_guest
from xuncha.teams.core.pool import key_of, need_of, pool_of, span_of
from xuncha.teams.core.provisions import KEYS, Provisions, provisions
from xuncha.teams.models import AUDIT, Cadre, CadreEntry, Drafting, RecusalFact, TeamMember
from xuncha.teams.upkeep import AWAY, CROSSING, LEADER_POOL, absences, entries_of, in_leader_pool, loans
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role

DATED = (LEADER_POOL, AWAY, CROSSING)
"""The kinds of entries of the pool's upkeep that bear on who is sought."""

"""The unit of whoever another county has lent without saying which."""


@dataclass(frozen=True)
class Group:
    """The inspections of one team to be formed, by the team's number in its round; ``audit`` as in ``models.Team``."""

    number: int
    inspections: tuple[Inspection, ...]
    woman_needed: bool = False
    audit: str = ""

    @property
    def key(self) -> str:
        return f"{self.number:02d}"

    @property
    def name(self) -> str:
        return f"第{self.number}巡察组"


def provisions_on(day: date) -> Provisions:
    """What the rule book says about teams on a day. Raises NoRule."""
    return provisions([rule for key in KEYS for rule in rules_of(f"teams.{key}")], day, settings.XUNCHA_AREA)


def cadre_keys(by: Any) -> dict[str, Cadre]:
    """Every cadre in sight, by the key that plans use."""
    return {_key(row): row for row in _cadres(by)}


def as_pool(by: Any, rows: Iterable[Cadre], on: date) -> dict[UUID, PoolCadre]:
    """People of the pool as the rules see them on a day, apart from any round, by the rows' ids."""
    rows = list(rows)
    entries = entries_of(by, DATED)
    county = registry.County(cadres=tuple(_cadre(one, entries.get(one.pk, ()), on) for one in rows))
    found = zip(rows, pool_of(county).cadres, strict=True)
    return {row.pk: _with_entries(fact, entries.get(row.pk, ()), on) for row, fact in found}


def forming_of(
    by: Any,
    around: Round,
    groups: Sequence[Group],
    pins: Iterable[Pin] = (),
    only: Collection[UUID] | None = None,
) -> Forming:
    """The problem of forming the teams of a round, out of the rows that `by` may see.

    `only` these cadres, where teams that stand are to be judged and nobody is sought.
    """
    cadres = _cadres(by) if only is None else _cadres(by).filter(pk__in=only)
    recusals = list(see(RecusalFact, by).select_related("organisation"))
    entries = entries_of(by, DATED)
    county = _county(list(cadres), recusals, entries, around.entry_day)
    pool = pool_of(county, _lent(by, around))
    dated = {_key(one): entries.get(one.pk, ()) for one in cadres}
    people = [_with_entries(one, dated[one.key], around.entry_day) for one in pool.cadres]
    return Forming(
        cadres=tuple(_this_round(by, around, people)),
        needs=tuple(_need(county, group) for group in groups),
        span=span_of(around.entry_day, around.leaves_day),
        provisions=provisions_on(around.entry_day),
        lenders=pool.lenders,
        ties=pool.ties,
        kin=tuple(_kin(list(cadres), recusals)),
        pins=tuple(pins),
    )


def _cadres(by: Any) -> Any:
    return see(Cadre, by).select_related("person", "unit")


def _key(row: Cadre) -> str:
    return key_of((row.person.name, row.person.code))


def _county(
    cadres: Sequence[Cadre],
    recusals: Sequence[RecusalFact],
    entries: Mapping[UUID, Sequence[CadreEntry]],
    on: date,
) -> registry.County:
    """As much of the county as bears on these people and on the work of teams."""
    units = Organisation.objects.filter(tree="unit").values_list("name", "category", "figures")
    links = UnitParty.objects.values_list("unit__name", "party__name")
    return registry.County(
        units=tuple(registry.Unit(name, category) for name, category, _ in units),
        links=tuple(registry.Link(unit, party) for unit, party in links),
        persons=tuple(_person(one) for one in cadres),
        posts=tuple(_posts(cadres)),
        tenures=tuple(_tenures(cadres)),
        cadres=tuple(_cadre(one, entries.get(one.pk, ()), on) for one in cadres),
        recusals=tuple(_recusals(cadres, recusals)),
        workloads=tuple(
            registry.Workload(name, **{key: figures.get(key) for key in FIGURES})
            for name, _, figures in units
            if figures
        ),
    )


def _person(cadre: Cadre) -> registry.Person:
    one = cadre.person
    return registry.Person(
        one.name, one.code, gender=one.gender, native_place=one.native_place, grown_place=one.grown_place
    )


def _posts(cadres: Sequence[Cadre]) -> Iterable[registry.Post]:
    """The posts that these people hold or held, as far as it matters here: whether they head a body."""
    rows = Tenure.objects.filter(person__in=[one.person_id for one in cadres])
    columns = ("post__organisation__tree", "post__organisation__name", "post__title", "post__head")
    for tree, body, title, head in rows.values_list(*columns).distinct():
        yield registry.Post(tree, body, title, head=head)


def _tenures(cadres: Sequence[Cadre]) -> Iterable[registry.Tenure]:
    rows = Tenure.objects.filter(person__in=[one.person_id for one in cadres])
    columns = ("person__name", "person__code", "post__organisation__tree", "post__organisation__name")
    for name, code, tree, body, title, starts, ends in rows.values_list(
        *columns, "post__title", "starts", "ends"
    ):
        span = Span.of(starts, ends)
        yield registry.Tenure((name, code), (tree, body, title), span.starts or Day(), span.ends)


def _cadre(one: Cadre, entries: Sequence[CadreEntry], on: date) -> registry.Cadre:
    return registry.Cadre(
        person=(one.person.name, one.person.code),
        unit=one.unit.name if one.unit else "",
        identity=one.identity,
        rank=one.rank,
        grade=one.grade,
        skills=tuple(one.skills),
        full_time=one.full_time,
        leader_pool=in_leader_pool(entries, on, one.leader_pool),
        free_from=Day.parse(one.free_from),
        free_until=Day.parse(one.free_until),
        rounds_served=one.rounds_served,
        discipline=one.discipline,
    )


def _with_entries(one: PoolCadre, entries: Sequence[CadreEntry], on: date) -> PoolCadre:
    """Somebody with what the upkeep of the pool knows besides: absences, and the county that has lent him."""
    return as_guest(replace(one, absences=(*one.absences, *absences(entries))), loans(entries), on)


def _recusals(cadres: Sequence[Cadre], facts: Sequence[RecusalFact]) -> Iterable[registry.Recusal]:
    """The declared text stays sealed: a plan says that something was declared, not what."""
    people = {one.pk: (one.person.name, one.person.code) for one in cadres}
    for one in facts:
        if one.organisation and one.cadre_id in people:
            yield registry.Recusal(people[one.cadre_id], one.kind, one.organisation.name)


def _kin(cadres: Sequence[Cadre], facts: Sequence[RecusalFact]) -> Iterable[tuple[str, str]]:
    keys = {one.pk: _key(one) for one in cadres}
    pairs = {
        tuple(sorted((keys[one.cadre_id], keys[one.relative_id])))
        for one in facts
        if one.relative_id in keys and one.cadre_id in keys
    }
    yield from sorted(pairs)


def _lent(by: Any, around: Round) -> dict[str, int]:
    """How many each unit has lent in this term, in other rounds."""
    rows = see(TeamMember, by).filter(team__round__term=around.term_id).exclude(team__round=around)
    counted = rows.values("cadre__unit__name").annotate(people=Count("cadre"))
    return {row["cadre__unit__name"]: row["people"] for row in counted if row["cadre__unit__name"]}


def _this_round(by: Any, around: Round, cadres: Iterable[PoolCadre]) -> Iterable[PoolCadre]:
    """The pool with what is known of this round: whose unit has refused, and who serves elsewhere."""
    refused, part = _refused(by, around), _in_part(by, around)
    busy, at_home, led = _busy(by, around), _at_home(by, around), _led(by, around)
    for one in cadres:
        if one.key in busy:
            one = replace(one, absences=(*one.absences, Absence(Span(), busy[one.key])))
        one = replace(one, stand_in=at_home.get(one.key, ""), led=led.get(one.key, 0))
        release = "none" if one.key in refused else "part" if one.key in part else one.release
        yield replace(one, release=release)


def _refused(by: Any, around: Round) -> set[str]:
    """Those whose unit has refused to let them go this round, unless that was overruled, or has sent somebody else."""
    gone = Q(state__in=("refused", "replaced")) | Q(state="decided", upheld=False)
    rows = see(Drafting, by).filter(gone, round=around, cadre__isnull=False)
    return {key_of(names) for names in rows.values_list("cadre__person__name", "cadre__person__code")}


def _in_part(by: Any, around: Round) -> set[str]:
    """Those whose unit lets them go for a part of each week only."""
    rows = see(Drafting, by).filter(round=around, state="agreed", part=True, cadre__isnull=False)
    return {key_of(names) for names in rows.values_list("cadre__person__name", "cadre__person__code")}


def _at_home(by: Any, around: Round) -> dict[str, str]:
    """Who stands in at home for those who are drafted."""
    rows = see(Drafting, by).filter(round=around, cadre__isnull=False).exclude(stand_in="")
    names = rows.values_list("cadre__person__name", "cadre__person__code", "stand_in")
    return {key_of((name, code)): stand_in for name, code, stand_in in names}


def _led(by: Any, around: Round) -> dict[str, int]:
    """In how many other rounds of the term somebody led a team."""
    rows = see(TeamMember, by).filter(role=Role.LEADER, team__round__term=around.term_id)
    counted = rows.exclude(team__round=around).values_list("cadre__person__name", "cadre__person__code")
    return {
        key_of((name, code)): rounds
        for name, code, rounds in counted.annotate(Count("team__round", distinct=True))
    }


def _busy(by: Any, around: Round) -> dict[str, str]:
    """Those who serve in another round over the same days, and in which."""
    rows = see(TeamMember, by).filter(
        ends=None,
        team__round__entry_day__lte=around.leaves_day,
        team__round__leaves_day__gte=around.entry_day,
    )
    elsewhere = (
        rows.exclude(team__round=around)
        .exclude(team__state="dissolved")
        .select_related("team__round", "cadre__person")
    )
    return {_key(one.cadre): f"正参加{one.team.round.title}" for one in elsewhere}


def _need(county: registry.County, group: Group) -> Need:
    targets = [one.target_id for one in group.inspections]
    members = TargetMember.objects.filter(target__in=targets).order_by("target__name")
    held: dict[str, list[str]] = {}
    for one in members.select_related("target", "organisation", "post__organisation"):
        held.setdefault(one.target.name, []).append((one.organisation or one.post.organisation).name)
    modes = (AUDIT[group.audit].zh,) if group.audit else ()
    return replace(need_of(county, group.key, group.name, held, group.woman_needed), modes=modes)
