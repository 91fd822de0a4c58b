"""From a measure to 销号: evidence goes in, another party reviews it, and a closed item can be opened again.

Nobody reviews what he submitted himself.  Which parties must agree (五方: 纪委监委、组织部、宣传部、巡察办、巡察组) is a setting.
Re-opening starts no new clock: the first deadline stays visible for good.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xuncha.base.words import Sentence
from xuncha.rectification.core.clock import State


class Verdict(StrEnum):
    """What a reviewing party says of a submission."""

    CLOSE = "同意销号"
    MOSTLY = "基本完成"
    RETURN = "退回补正"
    LONG = "转长期坚持"


@dataclass(frozen=True, slots=True)
class Submission:
    """What the body handed in: by whom (an account id), when, what was done, and how many pieces of evidence."""

    by: str
    on: date
    done: str
    evidence: int


@dataclass(frozen=True, slots=True)
class Review:
    """One party's word on the latest submission; ``by`` is the account that recorded it."""

    party: str
    by: str
    on: date
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reopening:
    """A closed item opened again (反弹, 反向核查)."""

    by: str
    on: date
    reason: str


Event = Submission | Review | Reopening


def submission_problems(done: str, evidence: int) -> tuple[Sentence, ...]:
    """Why a submission may not go in."""
    problems = []
    if not done.strip():
        problems.append(Sentence("请写明已采取的措施和完成情况", "Say what was done and how far it is"))
    if evidence == 0:
        problems.append(
            Sentence("请至少附一份佐证材料，没有佐证不能报送", "Add at least one piece of evidence")
        )
    return tuple(problems)


def review_problems(
    events: Sequence[Event], review: Review, parties: Collection[str]
) -> tuple[Sentence, ...]:
    """Why a review may not be recorded after ``events``; ``parties`` are those whose word the setting asks for."""
    submission = _latest(events)
    problems = []
    if submission is None:
        problems.append(Sentence("单位尚未报送整改结果，无从审核", "Nothing has been submitted yet"))
    elif submission.by == review.by:
        problems.append(
            Sentence(
                "报送人不能审核自己报送的事项，请由另一方审核",
                "Nobody reviews what he submitted; another party must",
            )
        )
    if review.party not in parties:
        problems.append(
            Sentence(
                f"“{review.party}”不在审核方之内；现设定的审核方：{'、'.join(parties)}",
                f"“{review.party}” is not one of the reviewing parties: {', '.join(parties)}",
            )
        )
    if review.verdict is not Verdict.CLOSE and not review.reason.strip():
        problems.append(
            Sentence(f"“{review.verdict.value}”须写明理由和要求", "Say why, and what is still asked for")
        )
    return tuple(problems)


def reopen_problems(events: Sequence[Event], reason: str, parties: Collection[str]) -> tuple[Sentence, ...]:
    """Why an item may not be opened again."""
    problems = []
    if not state(events, started=True, parties=parties).at_rest:
        problems.append(Sentence("该事项尚未销号，无须重新打开", "The item is not closed"))
    if not reason.strip():
        problems.append(Sentence("重新打开须写明理由（如反弹、反向核查不实）", "Say why it is opened again"))
    return tuple(problems)


def state(events: Sequence[Event], started: bool, parties: Collection[str]) -> State:
    """The state of an item after ``events`` (in order).  ``started``: a measure is on record.

    A return by any party sends the item back.  It is closed when every party in ``parties`` agreed to the latest
    submission; 长期坚持 and 基本完成 need every party as well and win over 完成 when one of them says so.
    """
    words: dict[str, Verdict] = {}
    now = State.RUNNING if started else State.NEW
    for event in events:
        if isinstance(event, Submission):
            words, now = {}, State.SUBMITTED
        elif isinstance(event, Reopening):
            words, now = {}, State.RUNNING
        else:
            words[event.party] = event.verdict
            now = _after(words, parties)
    return now


def _after(words: dict[str, Verdict], parties: Collection[str]) -> State:
    if Verdict.RETURN in words.values():
        return State.UNDONE
    if not set(parties) <= set(words):
        return State.SUBMITTED
    said = set(words.values())
    if Verdict.LONG in said:
        return State.LONG
    return State.MOSTLY if Verdict.MOSTLY in said else State.DONE


def missing(events: Sequence[Event], parties: Sequence[str]) -> tuple[str, ...]:
    """The parties whose word on the latest submission is still awaited, in the order of the setting."""
    said: set[str] = set()
    for event in events:
        if isinstance(event, Review):
            said.add(event.party)
        else:
            said.clear()
    return tuple(party for party in parties if party not in said)


def _latest(events: Sequence[Event]) -> Submission | None:
    """The submission now under review; a re-opening makes the earlier ones history."""
    for event in reversed(events):
        if isinstance(event, Submission):
            return event
        if isinstance(event, Reopening):
            return None
    return None
