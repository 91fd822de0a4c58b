"""The teams that a county workbook asks for: its pool, its bodies and the sheet 本轮任务, as forming teams takes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from xuncha.base.remarks import Remark
from xuncha.base.sheets_in import read_book
from xuncha.base.words import Sentence
from xuncha.office.command import Stop
from xuncha.office.plans._county_book import day_said
from xuncha.registry.choices import choices
from xuncha.registry.core.county import County
from xuncha.registry.core.judge import judge
from xuncha.rulebook.models import shipped_rules
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.pool import pool_of, span_of
from xuncha.teams.core.provisions import provisions
from xuncha.teams.core.task import Task, needs_of, tasks_in
from xuncha.trust.clock import today

STAY = 60
"""Days of a stay whose last day nobody has said."""


def stay_said(options: dict[str, Any]) -> tuple[date, date]:
    """First and last day of the options ``starts`` and ``last``. Raises Stop where they make no sense."""
    starts = day_said(options["starts"]) or today()
    last = day_said(options["last"]) or starts + timedelta(days=STAY)
    if last < starts:
        raise Stop(2, Sentence("撤离日期早于进驻日期。", "The last day lies before the first."))
    return starts, last


def read_county(file: Path) -> tuple[County, tuple[Task, ...], list[Remark]]:
    """A workbook's county, the teams it asks for and what of it was left out. Raises Unreadable."""
    found = tasks_in(read_book(file, file.name))
    judged = judge(found.book, choices=choices())
    return judged.county, found.tasks, [*judged.remarks, *found.remarks]


def forming_of(
    county: County, tasks: Iterable[Task], starts: date, last: date
) -> tuple[Forming | None, tuple[Remark, ...]]:
    """The teams to be formed for a stay, None where there is no team or no pool; a remark for each unknown body."""
    needs, unknown = needs_of(tasks, county)
    if not needs or not county.cadres:
        return None, unknown
    pool = pool_of(county, on=starts)
    forming = Forming(
        cadres=pool.cadres,
        needs=needs,
        span=span_of(starts, last),
        provisions=provisions(shipped_rules(), starts, settings.XUNCHA_AREA),
        lenders=pool.lenders,
        ties=pool.ties,
    )
    return forming, unknown


def lacking(county: County, remarks: Iterable[Remark]) -> tuple[Sentence, Sentence]:
    """Why a county gave nothing to be formed, and what to do."""
    if not county.cadres:
        return (
            Sentence("工作簿里没有可用的“干部人才库”。", "The workbook has no cadre pool that can be used."),
            Sentence("请先运行 xuncha registry check 查看问题。", "Run xuncha registry check first."),
        )
    told = "".join(one.line().zh for one in remarks if one.stops)
    return (
        Sentence(f"没有写明组建哪些组。{told}", "No team is named."),
        Sentence(
            "请在工作簿加一张“本轮任务”表（组别、巡察对象），或者用 --targets 写明。",
            "Add a sheet 本轮任务 (组别, 巡察对象), or use --targets.",
        ),
    )
