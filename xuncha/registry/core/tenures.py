"""When two tenures of one post touch: a handover, or a contradiction."""

from __future__ import annotations

from datetime import date

from xuncha.base.span import Held
from xuncha.registry.core.county import Tenure

HANDOVER_DAYS = 31
"""Two full holders for longer than this is no handover but a mistake in the dates."""


def common_days(one: Tenure, other: Tenure) -> int:
    """Days that both surely hold; large when neither has an end."""
    starts = max(t.starts.latest if t.starts.known else date.min for t in (one, other))
    ends = min(t.ends.earliest if t.ends and t.ends.known else date.max for t in (one, other))
    return (ends - starts).days


def contradiction(one: Tenure, other: Tenure) -> bool:
    """Whether both surely hold the post at once for longer than a handover."""
    return one.span.meets(other.span) is Held.YES and common_days(one, other) > HANDOVER_DAYS
