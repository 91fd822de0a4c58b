"""Spans of days in which enough happened, put together where they share a day."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.screening.core.expressions import ibis, ir


def rows_inside(rows: ir.Table, ends: ir.Table, key: Sequence[str], days: int) -> ir.Table:
    """The rows of the windows of `days` days that end on the rows `ends`, with the column `island`.

    Windows of one `key` that share a day are one island. Both tables have `day_number`; rows of one day are all inside.
    """
    ends = ends.select(*key, since=ends.day_number - days, until=ends.day_number).distinct()
    before = ibis.window(group_by=key, order_by="until")
    so_far = ibis.cumulative_window(group_by=key, order_by="until")
    ends = ends.mutate(fresh=(ends.since > ends.until.lag().over(before)).fill_null(True))
    ends = ends.mutate(island=ends.fresh.cast("int64").sum().over(so_far))
    spans = ends.group_by(*key, "island").agg(since=ends.since.min(), until=ends.until.max())
    return rows.join(spans, [*key, rows.day_number >= spans.since, rows.day_number <= spans.until])
