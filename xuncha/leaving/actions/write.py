"""What is written on the page: points confirmed by whoever receives, words by the member, the evaluation by the heads."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from xuncha.base.words import Sentence
from xuncha.leaving.facts import points_on, staying
from xuncha.leaving.models import RECEIVERS, Leaving
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.models import Account


@action(
    "leaving.confirm",
    roles=RECEIVERS,
    where="leaving",
    says=Sentence("清点交接事项", "confirm what is handed over"),
)
def confirm_points(
    act: Act,
    *,
    leaving: Leaving,
    version: int,
    done: Collection[str],
    remarks: Mapping[str, str],
    successor: Account | None = None,
) -> Leaving:
    """Which points were handed over, with remarks, and who takes over what is unfinished. Raises Refusal, Stale.

    Nobody confirms his own; the successor is another member of the team.
    """
    _still_open(act, leaving)
    _not_own(act, leaving)
    if successor is not None and (
        successor.pk == leaving.account_id or successor not in staying(act, leaving.inspection_id, act.today)
    ):
        act.refuse(
            "successor",
            Sentence("接手人须是本组的另一名成员。", "The successor is another member of the team."),
            Sentence("请从名单中选择。", "Choose from the list."),
        )
    known = {one.key for one in points_on(act.today)}
    kept = {key: leaving.points.get(key, act.today.isoformat()) for key in sorted(known & set(done))}
    said = {key: text.strip() for key, text in remarks.items() if key in known and text.strip()}
    return act.change(
        leaving, version, points=kept, successor=successor,
        remarks=vault.seal(leaving, "remarks", json.dumps(said, ensure_ascii=False)), noting="confirmed",
    )  # fmt: skip


@action(
    "leaving.words",
    roles=TEAM | {Role.OFFICE},
    where="leaving",
    says=Sentence("写给下一任的话", "write to the next"),
)
def write_words(act: Act, *, leaving: Leaving, version: int, words: str) -> Leaving:
    """给下一任的话, by the member himself, or by whoever receives and writes down what was said. Raises Refusal, Stale."""
    _still_open(act, leaving)
    if leaving.account_id != act.by.pk:
        act.need(RECEIVERS, leaving.inspection_id)
    return act.change(leaving, version, words=vault.seal(leaving, "words", words.strip()), noting="words")


@action(
    "leaving.evaluate",
    roles=HEADS | {Role.OFFICE},
    where="leaving",
    says=Sentence("写离组鉴定", "write an evaluation"),
)
def evaluate(act: Act, *, leaving: Leaving, version: int, evaluation: str) -> Leaving:
    """鉴定, by a head of the team, or by a clerk who records what the head wrote. Raises Refusal for one's own, Stale."""
    _still_open(act, leaving)
    _not_own(act, leaving)
    if not evaluation.strip():
        act.refuse("blank", Sentence("请写鉴定内容。", "Write the evaluation."))
    return act.change(
        leaving, version, evaluation=vault.seal(leaving, "evaluation", evaluation.strip()), noting="evaluated"
    )


def _still_open(act: Act, leaving: Leaving) -> None:
    if leaving.state != Leaving.OPEN:
        act.refuse(
            "done", Sentence("离组交接已经办结，不再改动。", "The leaving is done and stays as it is.")
        )


def _not_own(act: Act, leaving: Leaving) -> None:
    if leaving.account_id == act.by.pk:
        act.refuse(
            "own",
            Sentence("本人的离组交接由别人清点和鉴定。", "Somebody else receives what you hand over."),
            Sentence("请由组长、联络员或者巡察办办理。", "The leader, the liaison or the office does it."),
        )
