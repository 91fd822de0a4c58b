"""The sealed body of an inspection's arrangement of talks: read and kept by the actions of this room."""

from __future__ import annotations

from typing import Any

from xuncha.interviews.actions.read import dumped, loaded
from xuncha.interviews.core.pairs import TalkPair, read_pairs
from xuncha.interviews.core.worth import Cell
from xuncha.interviews.models import TalkPlan
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act


def body_of(act: Act, inspection: Inspection) -> tuple[int, dict[str, Any]]:
    """Version (0 before there is any) and body of the arrangement."""
    row = act.see(TalkPlan).filter(inspection=inspection).first()
    return (row.version, loaded(act.open([row], "body")[0]["body"])) if row else (0, {})


def keep_body(
    act: Act, inspection: Inspection, version: int | None, changed: dict[str, Any], noting: str
) -> TalkPlan:
    """Some keys of the body anew, the rest as it is. Raises Stale; `version` None takes it as it stands."""
    row = act.see(TalkPlan).filter(inspection=inspection).first()
    if row is None:
        row = TalkPlan(inspection=inspection)
        act.seal(row, "body", dumped(changed))
        return act.add(row)
    body = loaded(act.open([row], "body")[0]["body"]) | changed
    return act.change(row, version, body=vault.seal(row, "body", dumped(body)), noting=noting)


def pairs_in(body: dict[str, Any]) -> tuple[TalkPair, ...]:
    """The pairs of inspectors."""
    return read_pairs(body.get("pairs", ()))


def overruled_in(body: dict[str, Any]) -> dict[Cell, int]:
    """Cells whose worth the team has set itself, in talks of a hundred."""
    return {tuple(key.split("|", 1)): one["percent"] for key, one in body.get("overruled", {}).items()}
