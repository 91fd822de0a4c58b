"""The proof that nobody is left out or counted twice: a plain recount of targets against verdicts.

It judges any list of targets, chosen here or written by hand, and shares no code with the chooser.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Bodies, Body, Holder, Kind, Target
from xuncha.coverage.core.rules import Outcome
from xuncha.coverage.core.scope import Verdict


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about one body that must not be, with the targets concerned."""

    body: Body
    name: str
    says: Sentence
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The head of a unit is not secretary of the Party organisation he belongs to. `aim_at` is the person."""

    unit: str
    organisation: str
    head: str
    secretary: str
    aim_at: str
    says: Sentence


@dataclass(frozen=True, slots=True)
class Listed:
    """A body appears in a target that does not count it: another counts it, or the whole visit is not
    counted.
    """

    body: Body
    name: str
    target: str
    why: Sentence


@dataclass(frozen=True, slots=True)
class Proof:
    """What the recount found. `undecided` waits for the leading group; what follows it are facts to
    know, not faults.
    """

    blanks: tuple[Fault, ...]
    doubles: tuple[Fault, ...]
    astray: tuple[Fault, ...]
    undecided: tuple[Verdict, ...]
    mismatched: tuple[Mismatch, ...]
    headless: tuple[Fault, ...]
    without_party: tuple[Fault, ...]
    sharing: tuple[Fault, ...]
    listed: tuple[Listed, ...]

    @property
    def holds(self) -> bool:
        """Nobody in scope is blank or counted twice, and nothing out of scope is counted."""
        return not (self.blanks or self.doubles or self.astray)

    @property
    def closed(self) -> bool:
        """It holds and nobody waits for a decision."""
        return self.holds and not self.undecided


def prove(bodies: Bodies, verdicts: Mapping[Body, Verdict], targets: Sequence[Target]) -> Proof:
    """Recounts `targets`, which are all targets of the term, against the verdicts on all bodies."""
    counted: dict[Body, list[Target]] = defaultdict(list)
    for target in targets:
        for body in target.counts:
            counted[body].append(target)
    heads, secretaries = _holders(bodies)
    return Proof(
        blanks=tuple(_blanks(verdicts, counted)),
        doubles=tuple(_doubles(verdicts, counted)),
        astray=tuple(_astray(bodies, verdicts, counted)),
        undecided=tuple(v for v in verdicts.values() if v.outcome is Outcome.UNDECIDED),
        mismatched=tuple(_mismatched(bodies, verdicts, heads, secretaries)),
        headless=tuple(_headless(bodies, verdicts, heads)),
        without_party=tuple(_without_party(bodies, verdicts)),
        sharing=tuple(_sharing(bodies, verdicts)),
        listed=tuple(_listed(bodies, targets)),
    )


def _blanks(verdicts: Mapping[Body, Verdict], counted: Mapping[Body, list[Target]]) -> Iterable[Fault]:
    for body, verdict in verdicts.items():
        if verdict.outcome is Outcome.IN and body not in counted:
            says = Sentence(
                f"{body.kind.value.zh}“{verdict.name}”在巡察范围内，但不属于任何巡察对象",
                f"{body.kind.value.en} “{verdict.name}” is in scope but belongs to no target",
            )
            yield Fault(body, verdict.name, says)


def _doubles(verdicts: Mapping[Body, Verdict], counted: Mapping[Body, list[Target]]) -> Iterable[Fault]:
    for body, holding in counted.items():
        if len(holding) > 1:
            name = verdicts[body].name if body in verdicts else body.key
            names = tuple(target.name for target in holding)
            says = Sentence(
                f"{body.kind.value.zh}“{name}”在{len(names)}个巡察对象中重复计数：{'、'.join(names)}",
                f"{body.kind.value.en} “{name}” is counted in {len(names)} targets: {', '.join(names)}",
            )
            yield Fault(body, name, says, names)


def _astray(
    bodies: Bodies, verdicts: Mapping[Body, Verdict], counted: Mapping[Body, list[Target]]
) -> Iterable[Fault]:
    """Counted though not in scope or not in the registry; a post counted where its unit is not inspected.

    An undecided body that was counted already is no fault of the list: it is among the undecided.
    """
    homes = {
        Body(Kind.POST, post.key): [
            *([Body(Kind.UNIT, post.unit)] if post.unit else []),
            *([Body(Kind.ORGANISATION, post.organisation)] if post.organisation else []),
        ]
        for post in bodies.posts
    }
    for body, holding in counted.items():
        names = tuple(target.name for target in holding)
        verdict = verdicts.get(body)
        if verdict is None:
            says = Sentence(f"“{body.key}”不在名册中", f"“{body.key}” is not in the registry")
            yield Fault(body, body.key, says, names)
        elif verdict.outcome in (Outcome.OUT, Outcome.JOINT):
            says = Sentence(
                f"“{verdict.name}”计入了巡察对象，但范围结论是“{verdict.outcome.value.zh}”",
                f"“{verdict.name}” is counted, yet scope says “{verdict.outcome.value.en}”",
            )
            yield Fault(body, verdict.name, says, names)
        else:
            inside = [home for home in homes.get(body, ()) if verdicts[home].outcome is Outcome.IN]
            missed = [t.name for t in holding if not set(inside) <= t.bodies]
            if missed:
                says = Sentence(
                    f"关键岗位“{verdict.name}”计入的对象不含其所在单位或党组织",
                    f"key post “{verdict.name}” is counted where its unit or organisation is not inspected",
                )
                yield Fault(body, verdict.name, says, tuple(missed))


def _holders(bodies: Bodies) -> tuple[dict[str, Holder], dict[str, Holder]]:
    """Head of each unit and secretary of each organisation; who holds the post goes before who is acting."""
    by_post: dict[str, list[Holder]] = defaultdict(list)
    for holder in bodies.holders:
        by_post[holder.post].append(holder)
    heads: dict[str, Holder] = {}
    secretaries: dict[str, Holder] = {}
    for post in bodies.posts:
        holding = sorted(by_post[post.key], key=lambda one: (one.acting, one.name, one.person))
        if not holding:
            continue
        if post.heads_unit and post.unit:
            heads.setdefault(post.unit, holding[0])
        if post.is_secretary and post.organisation:
            secretaries.setdefault(post.organisation, holding[0])
    return heads, secretaries


def _live(verdicts: Mapping[Body, Verdict], kind: Kind, key: str) -> bool:
    verdict = verdicts.get(Body(kind, key))
    return verdict is not None and verdict.outcome is not Outcome.OUT


def _mismatched(
    bodies: Bodies,
    verdicts: Mapping[Body, Verdict],
    heads: Mapping[str, Holder],
    secretaries: Mapping[str, Holder],
) -> Iterable[Mismatch]:
    units = {unit.key: unit.name for unit in bodies.units}
    organisations = {one.key: one.name for one in bodies.organisations}
    belongs: dict[str, list[str]] = defaultdict(list)
    heads_in: dict[str, set[str]] = defaultdict(set)
    members: Counter[str] = Counter(link.organisation for link in bodies.links)
    for link in bodies.links:
        belongs[link.unit].append(link.organisation)
        if link.unit in heads:
            heads_in[link.organisation].add(heads[link.unit].person)
    for unit, its in belongs.items():
        head = heads.get(unit)
        if head is None or not _live(verdicts, Kind.UNIT, unit):
            continue
        if any(one in secretaries and secretaries[one].person == head.person for one in its):
            continue
        for one in its:
            if one in secretaries and members[one] == 1:
                yield _apart(units[unit], organisations[one], head, secretaries[one])
            elif one in secretaries:
                yield _known(units[unit], organisations[one], head, secretaries[one])
            elif len(heads_in[one]) > 1:
                yield _unknown(units[unit], organisations[one], head, len(heads_in[one]))


def _apart(unit: str, organisation: str, head: Holder, secretary: Holder) -> Mismatch:
    """A unit with a Party organisation of its own and two people at the top, as towns and villages have: both are aimed at."""
    says = Sentence(
        f"“{unit}”党政正职分设：{organisation}书记{secretary.name}、行政负责人{head.name}，巡察对准两人",
        f"“{unit}” has two at the top: secretary {secretary.name} of “{organisation}” and head {head.name}; aim at both",
    )
    return Mismatch(unit, organisation, head.name, secretary.name, f"{secretary.name}、{head.name}", says)


def _known(unit: str, organisation: str, head: Holder, secretary: Holder) -> Mismatch:
    says = Sentence(
        f"“{unit}”主要负责人{head.name}不是所属“{organisation}”的书记（书记是{secretary.name}）；"
        f"巡察该单位对准{head.name}，支部工作问{secretary.name}",
        f"the head of “{unit}”, {head.name}, is not secretary of “{organisation}” ({secretary.name} is); "
        f"aim at {head.name}, and ask {secretary.name} about the Party branch",
    )
    return Mismatch(unit, organisation, head.name, secretary.name, head.name, says)


def _unknown(unit: str, organisation: str, head: Holder, heads: int) -> Mismatch:
    says = Sentence(
        f"“{organisation}”含{heads}位单位主要负责人，书记未登记，至多一人是书记；巡察“{unit}”对准{head.name}",
        f"“{organisation}” has {heads} heads of units and no secretary on record, at most one is secretary; "
        f"for “{unit}” aim at {head.name}",
    )
    return Mismatch(unit, organisation, head.name, "", head.name, says)


def _headless(
    bodies: Bodies, verdicts: Mapping[Body, Verdict], heads: Mapping[str, Holder]
) -> Iterable[Fault]:
    for unit in bodies.units:
        if unit.key not in heads and _live(verdicts, Kind.UNIT, unit.key):
            says = Sentence(
                f"“{unit.name}”没有在任的主要负责人，巡察无人可对准", f"“{unit.name}” has no head to aim at"
            )
            yield Fault(Body(Kind.UNIT, unit.key), unit.name, says)


def _without_party(bodies: Bodies, verdicts: Mapping[Body, Verdict]) -> Iterable[Fault]:
    linked = {link.unit for link in bodies.links}
    for unit in bodies.units:
        if unit.key not in linked and _live(verdicts, Kind.UNIT, unit.key):
            says = Sentence(
                f"“{unit.name}”没有登记所属党组织", f"no Party organisation is on record for “{unit.name}”"
            )
            yield Fault(Body(Kind.UNIT, unit.key), unit.name, says)


def _sharing(bodies: Bodies, verdicts: Mapping[Body, Verdict]) -> Iterable[Fault]:
    """Units that would stay blank if one went by the units' own Party organisations: theirs are all shared."""
    units_of: dict[str, set[str]] = defaultdict(set)
    parties_of: dict[str, set[str]] = defaultdict(set)
    for link in bodies.links:
        units_of[link.organisation].add(link.unit)
        parties_of[link.unit].add(link.organisation)
    for unit in bodies.units:
        its = parties_of[unit.key]
        if its and all(len(units_of[one]) > 1 for one in its) and _live(verdicts, Kind.UNIT, unit.key):
            says = Sentence(
                f"“{unit.name}”没有自己的党组织，与其他单位合用",
                f"“{unit.name}” shares its Party organisation",
            )
            yield Fault(Body(Kind.UNIT, unit.key), unit.name, says)


def _listed(bodies: Bodies, targets: Sequence[Target]) -> Iterable[Listed]:
    names = bodies.names()
    for target in targets:
        for body in sorted(target.listed, key=lambda one: one.sort_key):
            if target.why_not:
                why = Sentence(f"{target.why_not}，不计数", f"{target.why_not}: not counted")
            else:
                why = Sentence("一并巡察，已在其他对象计数", "inspected along, counted in another target")
            yield Listed(body, names.get(body, body.key), target.name, why)
