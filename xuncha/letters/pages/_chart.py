"""The picture of letters by day and channel, as an ECharts option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xuncha.desk.spoken import spoken
from xuncha.letters.core.reach import reach
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import Letter

FEWEST = 5
"""Below so few letters the table says it all."""


def by_day(letters: Sequence[Letter]) -> dict[str, Any] | None:
    """Stacked bars, a stack a day; None where there is nothing to be seen."""
    if len(letters) < FEWEST:
        return None
    channels = triage_lists().channels
    found = reach(((one.received_on, one.channel) for one in letters), list(channels))
    return {
        "grid": {"left": 40, "right": 16, "top": 40, "bottom": 28},
        "tooltip": {"trigger": "axis"},
        "legend": {"type": "scroll", "top": 4},
        "xAxis": {"type": "category", "data": [f"{day:%m-%d}" for day in found.days]},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            {
                "type": "bar",
                "stack": "all",
                "name": spoken(channels[key].title) if key in channels else key,
                "data": list(counts),
            }
            for key, counts in found.channels.items()
        ],
    }
