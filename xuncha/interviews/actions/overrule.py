"""改估计: the team sets the worth of a type of post itself, with its reason on record, or takes that back."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.interviews.actions._talk_plan import body_of, keep_body
from xuncha.interviews.facts import layers
from xuncha.interviews.models import TalkPlan
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS


@action(
    "interviews.overrule", roles=HEADS, where="inspection",
    says=Sentence("改岗位类型的收效估计", "set the worth of a type of post"),
)  # fmt: skip
def overrule(
    act: Act, *, inspection: Inspection, version: int, layer: str, unit: str, percent: int | None, reason: str
) -> TalkPlan:
    """`percent` talks of a hundred for a layer at a type of unit, None to take it back. It holds for this inspection.

    Refuses a layer that is not known, a share beyond 0 to 100, and an empty reason. Raises Stale.
    """
    if layer not in {one.key for one in layers()}:
        act.refuse("layer", Sentence("没有这个层次。", "There is no such layer."))
    if percent is not None and not 0 <= percent <= 100:
        act.refuse("percent", Sentence("应在0到100之间。", "It lies between 0 and 100."))
    if not reason.strip():
        act.refuse(
            "reason",
            Sentence("请写明理由。", "Give the reason."),
            Sentence("只写岗位和单位的情况，不写人。", "Of posts and units, not of people."),
        )
    _, body = body_of(act, inspection)
    set_by_hand = dict(body.get("overruled", {}))
    record = {"percent": percent, "reason": reason.strip(), "on": act.today.isoformat(), "by": act.by.name}
    set_by_hand.pop(f"{layer}|{unit}", None)
    if percent is not None:
        set_by_hand[f"{layer}|{unit}"] = record
    past = [*body.get("past", []), {"layer": layer, "unit": unit, **record}]
    return keep_body(act, inspection, version, {"overruled": set_by_hand, "past": past}, "overruled")
