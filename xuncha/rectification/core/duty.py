"""Who has the duty to repair now: whoever holds the post now; and what a change of head sets in motion.

The duty follows the post, not the person.  For every post and day there is exactly one answer: one person, or a named
vacancy.  The deadline never moves with the person; a new head sees how long he has been in post beside the countdown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xuncha.base.span import Held, Span
from xuncha.base.words import NOTHING, Sentence

FULL, CONCURRENT, ACTING = "任职", "兼任", "主持工作"
"""The three manners of holding a post, in the order in which they carry the duty."""

_CARRIES = {FULL: 0, CONCURRENT: 0, ACTING: 1}


@dataclass(frozen=True, slots=True)
class InPost:
    """One tenure of the post in question."""

    tenure: str
    person: str
    person_name: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class DaysInPost:
    """到任天数: ``least`` and ``most`` differ when the day of arrival is known to the month only."""

    least: int
    most: int | None

    def shown(self) -> Sentence:
        if self.most is None:
            return Sentence("到任日期不详", "day of arrival unknown")
        if self.least == self.most:
            return Sentence(f"到任{self.least}天", f"{self.least} days in post")
        return Sentence(f"到任约{self.least}—{self.most}天", f"{self.least}–{self.most} days in post")


@dataclass(frozen=True, slots=True)
class Duty:
    """The answer.  ``holder`` None is a vacancy.  ``certain`` is False when a date known to the month decides.

    ``says`` is the line for a page, ``remark`` what a person should look at (may be empty).
    """

    post: str
    post_title: str
    holder: InPost | None
    days: DaysInPost | None
    certain: bool
    says: Sentence
    remark: Sentence = NOTHING


def duty(post: str, post_title: str, tenures: Iterable[InPost], today: date) -> Duty:
    """Who has the duty on ``today``.

    A full or concurrent holder comes before somebody who only 主持工作; among equals a certain one before one whose
    dates are known to the month, then the one who came last, then the tenure id, so that the answer is always one.
    """
    held = [(tenure.span.holds(today), tenure) for tenure in tenures]
    present = [(how, tenure) for how, tenure in held if how is not Held.NO]
    if not present:
        return _vacant(post, post_title, [tenure for _, tenure in held], today)
    how, holder = min(present, key=_before)
    days = days_in_post(holder.span, today)
    others = [tenure for _, tenure in present if tenure.person != holder.person]
    return Duty(
        post,
        post_title,
        holder,
        days,
        certain=how is Held.YES and not _rivals(others, holder),
        says=_line(post_title, holder),
        remark=_remark(how, holder, others),
    )


def _before(one: tuple[Held, InPost]) -> tuple[int, bool, int, str]:
    how, tenure = one
    start = tenure.span.starts
    return (
        _CARRIES.get(tenure.kind, 0),
        how is not Held.YES,
        -(start.latest.toordinal() if start else 0),
        tenure.tenure,
    )


def _rivals(others: Iterable[InPost], holder: InPost) -> list[InPost]:
    return [other for other in others if _CARRIES.get(other.kind, 0) == _CARRIES.get(holder.kind, 0)]


def _line(post_title: str, holder: InPost) -> Sentence:
    if holder.kind == FULL:
        return Sentence(f"{post_title} {holder.person_name}", f"{holder.person_name}, {post_title}")
    how_en = {CONCURRENT: "holding it concurrently", ACTING: "acting"}.get(holder.kind, holder.kind)
    return Sentence(
        f"{post_title} {holder.person_name}({holder.kind})", f"{holder.person_name}, {post_title} ({how_en})"
    )


def _remark(how: Held, holder: InPost, others: list[InPost]) -> Sentence:
    rivals = _rivals(others, holder)
    if rivals:
        names = "、".join(other.person_name for other in rivals)
        return Sentence(
            f"{names}的任职与其重叠(交接月)，请在登记中补到日",
            f"The tenure of {names} overlaps (month of handover); enter the days",
        )
    if how is Held.UNSURE:
        return Sentence(
            "任职起止只知到月或年，今天是否在任不能确定，请在登记中补到日",
            "Dates known to the month only: it is not certain that the post is held today; enter the days",
        )
    if others:
        names = "、".join(other.person_name for other in others)
        return Sentence(f"另有{names}主持工作", f"{names} runs the daily work")
    return NOTHING


def _vacant(post: str, post_title: str, past: list[InPost], today: date) -> Duty:
    ended = [t.span.ends for t in past if t.span.ends and t.span.ends.known and t.span.ends.latest <= today]
    since = max(ended, key=lambda day: day.latest, default=None)
    tail_zh = f"，自{since}起" if since else ""
    tail_en = f" since {since}" if since else ""
    return Duty(
        post,
        post_title,
        None,
        None,
        certain=True,
        says=Sentence(f"{post_title}空缺{tail_zh}", f"{post_title}: vacant{tail_en}"),
        remark=Sentence(
            "整改责任落在空缺职务上，请商组织部明确主持工作的人员",
            "The duty lies on a vacant post; ask the organisation department who runs the work",
        ),
    )


def days_in_post(span: Span, today: date) -> DaysInPost:
    """Days since arrival, the day of arrival being day 0; never negative."""
    start = span.starts
    if start is None or not start.known:
        return DaysInPost(0, None)
    return DaysInPost(max((today - start.latest).days, 0), max((today - start.earliest).days, 0))
