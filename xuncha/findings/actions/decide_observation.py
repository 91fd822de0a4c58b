"""What becomes of an observation that is no working paper and no lead: looked into further, or dropped with a reason."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.findings.actions._kept_away import bar_kept_away
from xuncha.findings.models import Observation
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS, TEAM

OPEN_STATES = (Observation.OPEN, Observation.CONTINUED)


@action(
    "findings.continue_observation", roles=TEAM, where="observation",
    says=Sentence("继续了解待核事项", "look further into an observation"),
)  # fmt: skip
def continue_observation(
    act: Act, *, observation: Observation, next_step: str, version: int | None = None
) -> Observation:
    """Keep it open and say what is to be done next. Raises Refusal without a next step."""
    _still_open(act, observation)
    if not next_step.strip():
        act.refuse("empty", Sentence("请写明下一步怎样了解", "Say what is to be done next"))
    return act.change(
        observation, version, state=Observation.CONTINUED, decided_on=act.today,
        outcome=vault.seal(observation, "outcome", next_step.strip()), noting="continued",
    )  # fmt: skip


@action(
    "findings.drop_observation", roles=HEADS, where="observation",
    says=Sentence("了结待核事项", "drop an observation"),
)  # fmt: skip
def drop_observation(
    act: Act, *, observation: Observation, because: str, version: int | None = None
) -> Observation:
    """Close it with a reason. Raises Refusal without one."""
    _still_open(act, observation)
    if not because.strip():
        act.refuse("reason", Sentence("了结待核事项须写明理由", "Dropping an observation needs a reason"))
    return act.change(
        observation, version, state=Observation.DROPPED, decided_on=act.today,
        outcome=vault.seal(observation, "outcome", because.strip()), noting="dropped",
    )  # fmt: skip


def _still_open(act: Act, observation: Observation) -> None:
    bar_kept_away(act, [observation])
    if act.one(Observation, observation.pk).state not in OPEN_STATES:
        act.refuse("decided", Sentence("该待核事项已有处理结果", "This observation has been decided already"))
