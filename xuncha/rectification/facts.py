"""From rows to what ``core`` takes: tenures of a post, the events of an item, limits from the rule book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from xuncha.base.workdays import Clock
from xuncha.findings.facts import kin
from xuncha.rectification.core import closing
from xuncha.rectification.core.clock import Countdown, Deadline, State, countdown
from xuncha.rectification.core.clock import Extension as Moved
from xuncha.rectification.core.duty import Duty, InPost, duty
from xuncha.rectification.models import Extension, Item, Reopening, Review, Submission
from xuncha.registry.models import Organisation, Post, Tenure
from xuncha.rulebook.models import look, rules_of
from xuncha.trust.access import see


def clock(key: str, on: date) -> Clock:
    """The limit in force. Raises NoRule."""
    return look(key, on).clock()


def clocks(key: str) -> dict[str, Clock]:
    """Every limit on record by its name: where two are on record both ship and the office chooses."""
    return {rule.name: rule.clock() for rule in rules_of(key)}


def parties(on: date) -> tuple[str, ...]:
    """The parties whose word closes an item, by the setting in force. Raises NoRule."""
    return tuple(look("rectification.parties", on).value)


def head_post(organisation: Organisation) -> Post | None:
    """The post in which the body's duty lies: its own head's post, else that of an organisation of the other tree it is linked to."""
    for body in kin(organisation):
        post = (
            Post.objects.filter(organisation=body, head=True)
            .select_related("organisation")
            .order_by("order")
            .first()
        )
        if post:
            return post
    return None


def in_posts(posts: Iterable[UUID]) -> dict[UUID, list[InPost]]:
    """The tenures of posts, in one query."""
    found: dict[UUID, list[InPost]] = defaultdict(list)
    for row in Tenure.objects.filter(post_id__in=set(posts)).select_related("person"):
        found[row.post_id].append(
            InPost(str(row.pk), str(row.person_id), row.person.name, row.kind, row.span)
        )
    return found


def duties(posts: Iterable[Post], today: date) -> dict[UUID, Duty]:
    """Who has the duty of each post today, by post id; ``posts`` come with their organisation."""
    posts = {post.pk: post for post in posts}
    tenures = in_posts(posts)
    return {
        key: duty(str(key), f"{post.organisation.name}{post.title}", tenures[key], today)
        for key, post in posts.items()
    }


@dataclass(frozen=True)
class Standing:
    """One item as a page shows it: state, both clocks, who has the duty."""

    item: Item
    state: State
    deadline: Deadline | None
    countdown: Countdown
    duty: Duty | None


def standings(items: Sequence[Item], by: Any, today: date) -> list[Standing]:
    """What a ledger shows of items that were loaded with ``post__organisation``."""
    moved = _extensions(items, by)
    who = duties([item.post for item in items if item.post], today)
    return [_standing(item, moved[item.pk], who, today) for item in items]


def _standing(item: Item, moved: list[Moved], who: dict[UUID, Duty], today: date) -> Standing:
    state = State(item.state)
    deadline = Deadline(item.first_due, tuple(moved)) if item.first_due else None
    return Standing(
        item,
        state,
        deadline,
        countdown(deadline, state, today),
        who.get(item.post_id) if item.post_id else None,
    )


def _extensions(items: Sequence[Item], by: Any) -> dict[UUID, list[Moved]]:
    found: dict[UUID, list[Moved]] = defaultdict(list)
    rows = (
        see(Extension, by)
        .filter(item__in=[item.pk for item in items])
        .select_related("decision")
        .order_by("until")
    )
    for row in rows:
        decision = row.decision
        found[row.item_id].append(
            Moved(row.until, decision.body, decision.decided_on, decision.document, row.reason)
        )
    return found


def events(item: Item, by: Any) -> list[closing.Event]:
    """What happened to an item, oldest first."""
    rows: list[tuple[UUID, closing.Event]] = []
    for one in see(Submission, by).filter(item=item):
        pieces = len([line for line in one.evidence.splitlines() if line.strip()]) + (
            one.attachment_id is not None
        )
        rows.append((one.pk, closing.Submission(str(one.by_id), one.on, one.says, pieces)))
    for one in see(Review, by).filter(item=item):
        verdict = closing.Verdict(one.verdict)
        rows.append((one.pk, closing.Review(one.party, str(one.by_id), one.on, verdict, one.says)))
    rows += [
        (one.pk, closing.Reopening(str(one.by_id), one.on, one.reason))
        for one in see(Reopening, by).filter(item=item)
    ]
    return [event for _, event in sorted(rows, key=lambda pair: pair[0])]
