"""谈前核对: no talk begins before the leader has looked through it and released it.

He alone is told whom open leads are about; for these he records 谈前请示. For everybody else every talk is either released or
not yet, and an answer is written for each talk in the same shape, so that nothing tells the one that had to be asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.interviews.actions.read import opened, read_talk
from xuncha.interviews.core.release import Answer, Asked, TooLong
from xuncha.interviews.core.stages import PLACEABLE
from xuncha.interviews.core.timetable import Talk
from xuncha.interviews.facts import last_day_of_release, newest_releases, recheck_after
from xuncha.interviews.later import came_since, under_leads
from xuncha.interviews.models import Interview, Release
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import Role

LEADER = frozenset({Role.LEADER})


@dataclass(frozen=True)
class Coming:
    """A talk of the coming days as the leader sees it. ``leads``: open leads about that name; ``until``: released up to this day."""

    row: Interview
    talk: Talk
    leads: frozenset[str]
    asked: Asked
    until: date | None

    @property
    def asks(self) -> bool:
        """Somebody has to be asked first, or was asked."""
        return bool(self.leads or self.asked.decision)

    @property
    def must_ask(self) -> bool:
        """It may not be released as it stands: somebody has to be asked first."""
        return not self.asked.allows(self.leads)


@action(
    "interviews.check", roles=LEADER, where="inspection", says=Sentence("谈前核对", "look through the talks to come"),
    reads=True,
)  # fmt: skip
def coming_talks(act: Act, *, inspection: Inspection) -> list[Coming]:
    """Talks that a release of today would reach, by day and hour; leads are told by name, so namesakes are among them.

    Refuses a leader from whom one of the leads is kept: somebody else with a leader's grant looks through the talks.
    """
    until = last_day_of_release(act.today)
    in_reach = Q(day__lte=until) | Q(day=None, seats__isnull=False)
    rows = list(
        act.see(Interview)
        .filter(in_reach, inspection=inspection, stage__in=PLACEABLE)
        .order_by("day", "slot", "serial")
    )
    leads = under_leads(act.by, inspection)
    newest = newest_releases(act.by, rows)
    kept = _asked(act, newest)
    return [
        Coming(
            row, talk, leads.get(talk.name, frozenset()), kept.get(row.pk, Asked()), _in_force(act, newest.get(row.pk))
        )
        for row, talk in zip(rows, opened(act, rows), strict=True)
    ]  # fmt: skip


@action(
    "interviews.release", roles=LEADER, where="inspection", says=Sentence("核对并放行谈话", "look through and release talks")
)  # fmt: skip
def release_talks(act: Act, *, inspection: Inspection, answers: Mapping[UUID, Answer]) -> int:
    """Answer for talks of the coming days, released or not: how many are. What is not answered stays as it is.

    Every refusal bears one code: a talk that has to be asked about first, a 请示 that is incomplete or lies in the future.
    """
    coming = {one.row.pk: one for one in coming_talks(by=act, inspection=inspection)}
    until = last_day_of_release(act.today)
    for key, answer in answers.items():
        if key not in coming:
            _refuse(act, Sentence("有谈话已经开始或者改了日期。", "A talk has begun or was moved."))
        row = Release(
            interview_id=key, inspection=inspection, until=until if answer.go else None, released_by=act.by
        )
        asked = _told(act, coming[key], answer)
        try:
            act.seal(row, "asked", asked.sealed_text())
        except TooLong:
            _refuse(act, Sentence("请示的记录太长，请写短些。", "What was recorded is too long."))
        act.add(row)
    return sum(answer.go for answer in answers.values())


def _told(act: Act, coming: Coming, answer: Answer) -> Asked:
    """What stands about asking first after this answer; what was recorded before stays where nothing new was said.

    An answer is given for the leads that its page showed: one made meanwhile has to be asked about itself.
    """
    name, asked = coming.talk.name, coming.asked
    if answer.asked and answer.asked.decision:
        if not answer.asked.whole:
            _refuse(
                act,
                Sentence(
                    f"{name}：请填写向谁请示、哪天答复、批件在哪里。",
                    f"{name}: asked of whom, answered when, where is the paper?",
                ),
            )
        if answer.asked.on and answer.asked.on > act.today:
            _refuse(act, Sentence(f"{name}：答复日期在今天之后。", f"{name}: the day lies in the future."))
        asked = answer.asked
    if answer.go and not asked.allows(coming.leads):
        _refuse(
            act,
            Sentence(f"{name}：有未办结的问题线索，须先请示。", f"{name}: a lead is open; ask first."),
            Sentence("记录同意谈话的答复后再放行；不放行的请去掉勾选。", "Record the approval first, or untick the talk."),
        )  # fmt: skip
    return asked


def _refuse(act: Act, says: Sentence, remedy: Sentence | None = None) -> None:
    act.refuse("release", says, *([remedy] if remedy else []))


def _asked(act: Act, newest: Mapping[UUID, Release]) -> dict[UUID, Asked]:
    plain = act.open(list(newest.values()), "asked") if newest else []
    return {key: Asked.of_text(one["asked"]) for key, one in zip(newest, plain, strict=True)}


def _in_force(act: Act, release: Release | None) -> date | None:
    return release.until if release and may_begin(release, act.today) else None


def may_begin(release: Release | None, today: date) -> bool:
    """Whether a talk may begin on its newest answer: released, not out of date, and nothing came in since.

    What came in is asked of the whole inspection and never of one talk, so that all its talks fare alike.
    """
    if release is None:
        return False
    came = came_since(release.inspection, release.pk, recheck_after(today))
    return release.until is not None and today <= release.until and not came


@action(
    "interviews.draft_clearance", roles=LEADER, where="interview", says=Sentence("拟制谈话请示单", "draft the request to talk")
)  # fmt: skip
def draft_clearance(act: Act, *, interview: Interview, to: str, words: str) -> Paper:
    """谈话请示单: the leader asks whether somebody may be talked to. Sealed for the leader; it never goes to the body.

    The paper is not tied to the talk: which one had to be asked about stands in nothing that lies open.
    """
    talk, _, _ = read_talk(by=act, interview=interview)
    facts: dict[str, Any] = {
        "organ": organ("office", act.today),
        "inspection": act.one(Inspection, interview.inspection_id).title,
        "to": to.strip(),
        "name": talk.name,
        "post": f"{talk.office_name}{talk.post}",
        "day": talk.day.isoformat() if talk.day else "",
        "talkers": "、".join(dict.fromkeys(name for name in (*talk.talkers, talk.recorder) if name)),
        "words": words.strip(),
    }
    return draft_paper(by=act, form="talk_clearance", facts=facts, inspection_id=interview.inspection_id)
