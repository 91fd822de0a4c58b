"""Who held which post when a problem happened (任职对应), as a proposal, a frozen record and a difference.

A finding carries the period in which the problem happened (问题发生时段).  From the tenures of the body this module
proposes the people in post during that period.  A person confirms the proposal; it is then frozen together with the
tenures it used.  When a tenure is corrected afterwards, :func:`differences` says what no longer agrees, and a person
decides; nothing changes by itself.

Everything that leaves this module carries :data:`NOT_GUILT`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xuncha.base.span import Held, Span
from xuncha.base.words import Sentence

NOT_GUILT = Sentence(
    "任职对应，不等于责任认定", "Who held the post then; this is not a finding of responsibility"
)

CERTAIN = Sentence("确定", "certain")
NOT_TO_THE_DAY = Sentence("不能确定到日", "cannot be told to the day")


@dataclass(frozen=True, slots=True)
class TenureFact:
    """One tenure as the registry has it today: person × post × span, identified by ``tenure``.

    ``kind`` is the registry's word for the way the post is held (任职, 兼任, 主持工作).
    """

    tenure: str
    person: str
    person_name: str
    post: str
    post_title: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Holder:
    """A tenure that meets the period, and whether that is certain."""

    fact: TenureFact
    certain: bool

    @property
    def certainty(self) -> Sentence:
        return CERTAIN if self.certain else NOT_TO_THE_DAY


@dataclass(frozen=True, slots=True)
class Proposal:
    """该时段任职人员, computed.  ``unheld`` names the posts for which no tenure of the period is on record."""

    period: Span
    holders: tuple[Holder, ...]
    unheld: tuple[str, ...] = ()
    caution: Sentence = NOT_GUILT


def propose(period: Span, tenures: Iterable[TenureFact], posts: Mapping[str, str] | None = None) -> Proposal:
    """Everyone who held one of the body's posts at some time in ``period``.

    ``posts`` (id → title) are the posts that ought to have had a holder; those with none are named in ``unheld``
    instead of being passed over.  Order: certain before uncertain within a post, posts by title, then by start.
    """
    holders = []
    for fact in tenures:
        held = fact.span.meets(period)
        if held is not Held.NO:
            holders.append(Holder(fact, certain=held is Held.YES))
    holders.sort(key=_order)
    seen = {holder.fact.post for holder in holders}
    unheld = tuple(sorted(title for post, title in (posts or {}).items() if post not in seen))
    return Proposal(period, tuple(holders), unheld)


def _order(holder: Holder) -> tuple[str, bool, str, str]:
    fact = holder.fact
    return (fact.post_title, not holder.certain, _day(fact.span.starts), fact.tenure)


@dataclass(frozen=True, slots=True)
class Frozen:
    """The attribution as a person confirmed it: the period, the tenures it used, who was left out and why.

    ``left_out`` maps a tenure id to the reason given.  ``weighed`` is set when a later correction of the registry
    was looked at and the attribution was kept: the tenures as they stood then, so that the same difference is not
    asked again.  ``as_data`` / ``from_data`` turn it into plain values that a column keeps, and back without loss.
    """

    period: Span
    holders: tuple[Holder, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    weighed: tuple[Holder, ...] | None = None
    caution: Sentence = NOT_GUILT

    @property
    def kept(self) -> tuple[Holder, ...]:
        """The holders that the person who confirmed it let stand."""
        out = {tenure for tenure, _ in self.left_out}
        return tuple(holder for holder in self.holders if holder.fact.tenure not in out)

    def as_data(self) -> dict[str, Any]:
        return {
            "period": _span_data(self.period),
            "holders": [_holder_data(holder) for holder in self.holders],
            "left_out": [list(pair) for pair in self.left_out],
            "weighed": None if self.weighed is None else [_holder_data(holder) for holder in self.weighed],
            "caution": self.caution.zh,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Frozen:
        return cls(
            period=Span.of(*data["period"]),
            holders=tuple(_holder_of(item) for item in data["holders"]),
            left_out=tuple((tenure, reason) for tenure, reason in data["left_out"]),
            weighed=None if data["weighed"] is None else tuple(_holder_of(item) for item in data["weighed"]),
        )

    def keeping(self, now: Iterable[TenureFact]) -> Frozen:
        """The same attribution, with the registry of today marked as weighed."""
        return replace(self, weighed=propose(self.period, now).holders)


class CannotFreeze(ValueError):
    """The proposal may not be frozen as asked; ``says`` tells the person why."""

    def __init__(self, says: Sentence) -> None:
        super().__init__(says.zh)
        self.says = says


def freeze(proposal: Proposal, left_out: Mapping[str, str] | None = None) -> Frozen:
    """The confirmed attribution.  Leaving out a proposed holder needs a reason in words; raises CannotFreeze."""
    left_out = left_out or {}
    proposed = {holder.fact.tenure: holder for holder in proposal.holders}
    for tenure, reason in left_out.items():
        if tenure not in proposed:
            raise CannotFreeze(
                Sentence(
                    "要去掉的任职不在该时段任职人员之中，请刷新页面后重新确认",
                    "The tenure to leave out is not among the proposed ones; reload the page and confirm again",
                )
            )
        if not reason.strip():
            fact = proposed[tenure].fact
            raise CannotFreeze(
                Sentence(
                    f"去掉“{fact.post_title} {fact.person_name}”须写明理由",
                    f"Leaving out {fact.person_name} ({fact.post_title}) needs a reason",
                )
            )
    return Frozen(
        proposal.period, proposal.holders, tuple(sorted((t, r.strip()) for t, r in left_out.items()))
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the frozen attribution and the registry of today no longer agree.

    ``kind``: ``added`` (a tenure of the period that was not known then), ``gone`` (a tenure used then that is not on
    record, or no longer meets the period), ``changed`` (same tenure, other person, post, manner or dates).
    """

    kind: str
    tenure: str
    says: Sentence
    caution: Sentence = NOT_GUILT


def differences(frozen: Frozen, now: Iterable[TenureFact]) -> tuple[Difference, ...]:
    """What a person has to decide on since the attribution was frozen; empty when nothing changed."""
    now = tuple(now)
    today = {fact.tenure: fact for fact in now}
    proposed = {holder.fact.tenure: holder for holder in propose(frozen.period, now).holders}
    known = frozen.holders if frozen.weighed is None else frozen.weighed
    then = {holder.fact.tenure: holder for holder in known}
    found = []
    for tenure, holder in then.items():
        if tenure not in proposed:
            found.append(_gone(holder.fact, today.get(tenure)))
        elif _essence(holder.fact) != _essence(proposed[tenure].fact):
            found.append(_changed(holder.fact, proposed[tenure].fact))
    found.extend(_added(holder) for tenure, holder in proposed.items() if tenure not in then)
    return tuple(found)


def _gone(then: TenureFact, now: TenureFact | None) -> Difference:
    what = f"{then.post_title} {then.person_name}（{then.span.shown().zh}）"
    if now is None:
        says = Sentence(
            f"确认时依据的任职记录“{what}”已不在登记中，请决定是否更改该时段任职人员",
            f"The tenure used then ({then.person_name}, {then.post_title}) is no longer on record; decide",
        )
    else:
        says = Sentence(
            f"确认时依据的任职记录“{what}”现登记为{now.span.shown().zh}，不再与问题发生时段重合，请决定是否更改",
            f"The tenure used then ({then.person_name}, {then.post_title}) now lies outside the period; decide",
        )
    return Difference("gone", then.tenure, says)


def _changed(then: TenureFact, now: TenureFact) -> Difference:
    return Difference(
        "changed",
        then.tenure,
        Sentence(
            f"任职记录已更正：确认时为“{_line(then)}”，现登记为“{_line(now)}”，请决定是否更改该时段任职人员",
            f"A tenure was corrected: {then.person_name} / {then.post_title}, {then.span.starts}–{then.span.ends}"
            f" is now {now.person_name} / {now.post_title}, {now.span.starts}–{now.span.ends}; decide",
        ),
    )


def _added(holder: Holder) -> Difference:
    fact = holder.fact
    return Difference(
        "added",
        fact.tenure,
        Sentence(
            f"确认之后新登记了该时段的任职“{_line(fact)}”（{holder.certainty.zh}），请决定是否列入",
            f"A tenure of the period came on record later: {fact.person_name}, {fact.post_title}; decide",
        ),
    )


def _essence(fact: TenureFact) -> tuple[str, ...]:
    return (fact.person, fact.post, fact.kind, _day(fact.span.starts), _day(fact.span.ends))


def _line(fact: TenureFact) -> str:
    return f"{fact.post_title} {fact.person_name} {fact.kind} {fact.span.shown().zh}"


def _day(day: object) -> str:
    return "" if day is None else str(day)


def _span_data(span: Span) -> list[str]:
    return [_day(span.starts), _day(span.ends)]


def _holder_data(holder: Holder) -> dict[str, Any]:
    fact = holder.fact
    return {
        "tenure": fact.tenure,
        "person": fact.person,
        "person_name": fact.person_name,
        "post": fact.post,
        "post_title": fact.post_title,
        "kind": fact.kind,
        "span": _span_data(fact.span),
        "certain": holder.certain,
    }


def _holder_of(data: Mapping[str, Any]) -> Holder:
    fields: Sequence[str] = ("tenure", "person", "person_name", "post", "post_title", "kind")
    return Holder(TenureFact(**{f: data[f] for f in fields}, span=Span.of(*data["span"])), data["certain"])
