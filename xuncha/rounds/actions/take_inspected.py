"""Take over the rounds that were done before the office used this program, from the sheet 本届已巡情况."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.coverage.core import facts as core
from xuncha.coverage.core.facts import Kind, Visit
from xuncha.coverage.core.workbook import past_targets
from xuncha.coverage.facts import bodies_on
from xuncha.coverage.models import Target, TargetMember, Term
from xuncha.registry.core.county import County, Inspected
from xuncha.registry.models import Organisation
from xuncha.registry.takers import Taken, taker
from xuncha.rounds.core.wording import round_title
from xuncha.rounds.facts import kinds_on
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.act import Act

WHAT = Sentence("本届已巡情况", "inspections done")


@taker(order=20)
def take_inspected(act: Act, county: County) -> Taken:
    """A closed round for each number, an imported inspection for each target. Twice the same changes nothing.

    Raises Refusal when the term that a row names is not set up.
    """
    done: Counter[str] = Counter()
    bodies = bodies_on(act.today) if county.inspected else core.Bodies()
    counting = {kind.key: kind.counts for kind in kinds_on(act.today).values()}
    for (name, number), rows in _by_round(county.inspected).items():
        term = _term(act, name)
        around = _round(act, term, number, rows, counting)
        targets, visits = past_targets(_by_row_keys(act, rows), bodies, counting)
        for target, visit in zip(targets, visits, strict=True):
            done[_take(act, around, target, visit)] += 1
    return Taken(WHAT, done["added"], done["changed"], done["unchanged"])


def _by_round(rows: tuple[Inspected, ...]) -> dict[tuple[str, int], list[Inspected]]:
    found: dict[tuple[str, int], list[Inspected]] = {}
    for row in rows:
        found.setdefault((row.term, row.round), []).append(row)
    return dict(sorted(found.items()))


def _term(act: Act, name: str) -> Term:
    term = act.see(Term).filter(name=name).first()
    if term is None:
        act.refuse(
            "term",
            Sentence(f"“本届已巡情况”里的“{name}”还没有设立。", f"The term “{name}” is not set up."),
            Sentence(
                "请先在“全覆盖”中设立届次（起止日期），再导入。",
                "Set up the term with its days, then import.",
            ),
        )
    return term


def _round(act: Act, term: Term, number: int, rows: list[Inspected], counting: dict[str, bool]) -> Round:
    """The round on record, else a closed one between the outer limits of its known days; of a kind that counts if one row does."""
    around = act.see(Round).filter(term=term, number=number).first()
    if around is not None:
        return around
    said = [row.kind for row in rows if row.kind] or ["常规"]
    kind = next((one for one in said if counting.get(one, True)), said[0])
    starts = min(_first(row.starts, term) for row in rows)
    ends = max(_last(row.ends, row.starts, term) for row in rows)
    return act.add(
        Round(
            term=term,
            number=number,
            kind=kind,
            title=round_title(term.name, number, kind),
            entry_day=starts,
            leaves_day=max(ends, starts),
            state="closed",
        ),
        number=number,
    )


def _first(day: Day | None, term: Term) -> date:
    return day.earliest if day and day.known else term.starts


def _last(day: Day | None, starts: Day | None, term: Term) -> date:
    return day.latest if day and day.known else starts.latest if starts and starts.known else term.starts


def _by_row_keys(act: Act, rows: list[Inspected]) -> list[Inspected]:
    """The same rows with the organisation's row key in place of its name."""
    keys = {(row.tree, row.name): str(row.pk) for row in act.see(Organisation)}
    return [replace(row, organisation=keys[row.tree, row.organisation]) for row in rows]


def _take(act: Act, around: Round, target: core.Target, visit: Visit) -> str:
    organisations = [body.key for body in target.bodies if body.kind is not Kind.POST]
    known = act.see(Inspection).filter(round=around, target__members__organisation__in=organisations).first()
    span = visit.stay
    values = {
        "starts": _first(span.starts, around.term),
        "ends": _last(span.ends, span.starts, around.term),
        "known_days": ""
        if span.ends and span.ends.exact and span.starts and span.starts.exact
        else span.shown().zh,
    }
    if known is not None:
        if not known.imported or all(getattr(known, name) == value for name, value in values.items()):
            return "unchanged"
        act.change(known, **values)
        return "changed"
    row = _target(act, around, target, organisations)
    act.add(
        Inspection(
            round=around, target=row, title=f"巡察{row.name}"[:220], stage="archive", imported=True, **values
        )
    )
    return "added"


def _target(act: Act, around: Round, target: core.Target, organisations: list[str]) -> Target:
    """A target of the term that holds exactly these organisations, else a new one."""
    for found in act.see(Target).filter(term=around.term, withdrawn=False, counts=not target.why_not):
        held = act.see(TargetMember).filter(target=found, organisation__isnull=False)
        if {str(key) for key in held.values_list("organisation_id", flat=True)} == set(organisations):
            return found
    first = min(
        act.see(Organisation).filter(pk__in=organisations), key=lambda row: (row.tree != "unit", row.name)
    )
    name = first.name if not target.why_not else f"{first.name}（第{around.number}轮{target.why_not}）"
    taken = act.see(Target).filter(term=around.term, name=name).exists()
    row = act.add(
        Target(
            term=around.term,
            name=f"{name}（第{around.number}轮）" if taken else name,
            shape=target.form.name.lower(),
            mode="直接",
            counts=not target.why_not,
            why_not=target.why_not,
        )
    )
    TargetMember._default_manager.bulk_create(_members(row, target))
    return row


def _members(row: Target, target: core.Target) -> list[TargetMember]:
    bodies = sorted(target.bodies, key=lambda body: body.sort_key)
    return [
        TargetMember(target=row, post_id=body.key, counts=body in target.counts)
        if body.kind is Kind.POST
        else TargetMember(target=row, organisation_id=body.key, counts=body in target.counts)
        for body in bodies
    ]
