"""The sheet 在办整改台账 of the county workbook: open items of earlier rounds are taken over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.coverage.models import TargetMember
from xuncha.rectification import facts
from xuncha.rectification.core.clock import State
from xuncha.rectification.models import Item, Measure
from xuncha.registry.core.county import County, OpenItem
from xuncha.registry.models import Organisation, Post
from xuncha.registry.takers import Taken, taker
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act

WHAT = Sentence("在办整改", "open rectification items")
STATES = {"长期坚持": State.LONG, "未启动": State.NEW}
"""States of the sheet that are kept as they are; everything else that is still open is 整改中."""

BASIS = "据接收台账"


@taker(order=30)
def take(act: Act, county: County) -> Taken:
    """Add the items that are not on record; texts of known ones may be corrected, their clocks and states never."""
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    organisations = {(one.tree, one.name): one for one in Organisation.objects.all()}
    inspections = _inspections(act)
    for one in county.open_items:
        organisation = organisations[one.tree, one.organisation]
        known = act.see(Item).filter(organisation=organisation, number=_number(one)).first()
        if known is None:
            _add(act, one, organisation, inspections.get((one.term, one.round, organisation.pk)))
            counts["added"] += 1
        else:
            counts["changed" if _correct(act, known, one) else "unchanged"] += 1
    return Taken(WHAT, **counts)


def _number(one: OpenItem) -> str:
    start = f"{one.round}-"
    return one.number if one.number.startswith(start) else start + one.number


def _inspections(act: Act) -> dict[tuple[str, int, UUID], Inspection]:
    """Inspections by term, round and organisation."""
    bodies: dict[UUID, list[UUID]] = {}
    for member in TargetMember.objects.filter(organisation__isnull=False):
        bodies.setdefault(member.target_id, []).append(member.organisation_id)
    return {
        (row.round.term.name, row.round.number, body): row
        for row in act.see(Inspection).select_related("round__term")
        for body in bodies.get(row.target_id, ())
    }


def _add(act: Act, one: OpenItem, organisation: Organisation, inspection: Inspection | None) -> None:
    post = _post(one, organisation)
    fed_back = _last_day(one.feedback_on)
    due = _last_day(one.due)
    state = STATES.get(one.state, State.RUNNING)
    item = Item(
        inspection=inspection, organisation=organisation, post=post, number=_number(one), opened_on=fed_back, due=due,
        first_due=due, clock=BASIS if due else "", imported=True, state=state.value, progress=one.progress,
        told_person_id=_told(post, one, act.today), **_texts(one),
    )  # fmt: skip
    act.add(item)
    if one.measure:
        act.add(Measure(item=item, inspection=inspection, organisation=organisation, says=one.measure))


def _texts(one: OpenItem) -> Mapping[str, str]:
    return {"says": one.finding, "area": one.category[:40]}


def _correct(act: Act, item: Item, one: OpenItem) -> bool:
    said: dict[str, Any] = {
        name: text for name, text in _texts(one).items() if text and getattr(item, name) != text
    }
    if said:
        act.change(item, noting="taken", **said)
    return bool(said)


def _post(one: OpenItem, organisation: Organisation) -> Post | None:
    named = (
        Post.objects.filter(organisation=organisation, title=one.owner).select_related("organisation").first()
    )
    return named or facts.head_post(organisation)


def _told(post: Post | None, one: OpenItem, today: date) -> UUID | None:
    """Who held the post at the feedback, if the registry is certain of it; otherwise whoever holds it now."""
    if post is None:
        return None
    then = facts.duties([post], one.feedback_on.exact or today)[post.pk] if one.feedback_on else None
    if then is None or not then.certain or then.holder is None:
        then = facts.duties([post], today)[post.pk]
    return UUID(then.holder.person) if then.holder else None


def _last_day(day: Day | None) -> date | None:
    return day.latest if day and day.known else None
