"""总览: the county, the term, the round and its repair on one page. Sums only: bodies and teams are never ranked by yield."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.models import Target, Term
from xuncha.desk.page import Menu, page, show
from xuncha.desk.table import Mark, Table
from xuncha.rectification.core.clock import State
from xuncha.rectification.models import Item
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection, Round
from xuncha.teams.models import Team
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import INSIDE, Role
from xuncha.trust.models import Account

TITLE = Sentence("总览", "Overview")
#: Who sees all inspections, and so can tell how far the term is.
WHOLE = frozenset({Role.OFFICE, Role.LEADING})
Part = tuple[Sentence, int, str]
COLUMNS = (
    Column("target", Sentence("巡察对象", "Target")),
    Column("mode", Sentence("方式", "Mode")),
    Column("team", Sentence("巡察组", "Team")),
    Column("starts", Sentence("进驻", "Entry"), "date"),
    Column("ends", Sentence("撤离", "Leave"), "date"),
    Column("days", Sentence("现场进度", "On site"), "mark"),
)
NO_ROUND = Sentence(
    "现在没有正在进行的轮次。请先开启新一轮，再确定本轮巡察对象。",
    "No round is going on. Open one, then choose its targets.",
)


@page("overview/", title=TITLE, roles=INSIDE, menu=Menu("", 20))
def overview(request: HttpRequest) -> HttpResponse:
    """Figures of the county, coverage of the term, the inspections of the open round, the state of repair."""
    by, today = request.user, clock.today()
    going_on = see(Round, by).filter(state="open").order_by("-entry_day").first()
    inspections = (
        list(see(Inspection, by).filter(round=going_on).select_related("target")) if going_on else []
    )
    items = list(see(Item, by).only("state", "due"))
    return show(
        request,
        "office/overview.html",
        figures=_figures(by, inspections, items, today),
        coverage=_coverage(by, today) if by.sight.has(WHOLE) else None,
        repair=_repair(items, today),
        round=going_on,
        inspections=Table(
            "inspections",
            Sentence("本轮任务", "This round"),
            COLUMNS,
            _rows(by, inspections, today),
            empty=NO_ROUND,
        ),
    )


def _figures(
    by: Account, inspections: list[Inspection], items: list[Item], today: date
) -> list[tuple[Sentence, int, bool]]:
    trees = Counter(see(Organisation, by).values_list("tree", flat=True))
    late = sum(_late(one, today) for one in items)
    return [
        (Sentence("单位", "units"), trees["unit"], False),
        (Sentence("党组织", "Party organisations"), trees["party"], False),
        (Sentence("本届巡察对象", "targets of the term"), see(Target, by).filter(counts=True).count(), False),
        (Sentence("本轮任务", "inspections of the round"), len(inspections), False),
        (Sentence("在办整改事项", "repairs under way"), sum(not _at_rest(one) for one in items), False),
        (Sentence("超期整改事项", "overdue repairs"), late, late > 0),
    ]


def _coverage(by: Account, today: date) -> list[Part]:
    """The counting targets of the term by how far they are: inspected, in a round that goes on, in a round to come, waiting."""
    term = see(Term, by).filter(starts__lte=today, ends__gt=today).first()
    targets = set(see(Target, by).filter(term=term, counts=True).values_list("pk", flat=True))
    states = {"closed": set(), "open": set(), "planned": set()}
    for target, state in see(Inspection, by).values_list("target", "round__state"):
        states.setdefault(state, set()).add(target)
    done = states["closed"] & targets
    now = (states["open"] & targets) - done
    planned = (states["planned"] & targets) - done - now
    return [
        (Sentence("已巡察", "inspected"), len(done), "ok"),
        (Sentence("本轮正在巡察", "in this round"), len(now), "go"),
        (Sentence("已列入后续轮次", "in a later round"), len(planned), "plain"),
        (Sentence("待安排", "waiting"), len(targets - done - now - planned), "off"),
    ]


def _at_rest(item: Item) -> bool:
    return item.state in {State.DONE, State.LONG}


def _late(item: Item, today: date) -> bool:
    return not _at_rest(item) and item.due is not None and item.due < today


def _repair(items: list[Item], today: date) -> list[Part]:
    late = sum(_late(one, today) for one in items)
    lasting = sum(one.state == State.LONG for one in items)
    done = sum(one.state == State.DONE for one in items)
    return [
        (Sentence("已销号", "closed"), done, "ok"),
        (Sentence("长期坚持", "lasting"), lasting, "plain"),
        (Sentence("整改中", "under way"), len(items) - late - lasting - done, "go"),
        (Sentence("超期", "overdue"), late, "late"),
    ]


def _rows(by: Account, inspections: list[Inspection], today: date) -> list[dict[str, Any]]:
    teams = _team_names(by)
    return [
        {
            "target": one.target.name,
            "mode": one.target.mode,
            "team": teams.get(one.pk, ""),
            "starts": one.starts,
            "ends": one.ends,
            "days": _on_site(one, today),
        }
        for one in inspections
    ]


def _team_names(by: Account) -> dict[Any, str]:
    """The team of each inspection, by the inspection's id."""
    names = {one.pk: one.name for one in see(Team, by)}
    pairs = see(Team.inspections.through, by).filter(team_id__in=names)
    return {one.inspection_id: names[one.team_id] for one in pairs}


def _on_site(one: Inspection, today: date) -> Mark:
    """How many days the team has been there, of how many."""
    total = (one.ends - one.starts).days
    if today < one.starts:
        left = (one.starts - today).days
        return Mark(Sentence(f"{left}天后进驻", f"enters in {left} days"), "plain")
    if today >= one.ends:
        return Mark(Sentence("已撤离", "has left"), "ok")
    past = (today - one.starts).days + 1
    return Mark(Sentence(f"第{past}天 / 共{total}天", f"day {past} of {total}"), "go")
