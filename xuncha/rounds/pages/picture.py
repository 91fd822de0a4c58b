"""全覆盖: both trees side by side on one day: covered, waiting, blank, undecided, and heads who are not secretaries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Bodies, Body, Kind
from xuncha.coverage.core.picture import Picture, Standing, State, picture
from xuncha.coverage.facts import Scene, current_term, scene
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk.page import Menu, page, show
from xuncha.desk.spoken import said
from xuncha.desk.table import Mark, Table
from xuncha.rounds.facts import visits_of
from xuncha.trust import clock
from xuncha.trust.core.roles import OFFICE, Role

TITLE = Sentence("全覆盖", "Coverage")
TONES = {
    State.COVERED: "ok",
    State.UNDER_WAY: "go",
    State.PLANNED: "go",
    State.WAITING: "off",
    State.BLANK: "stop",
    State.UNDECIDED: "wait",
    State.JOINT: "plain",
    State.OUT: "plain",
}
PAIRS = (
    Column("unit", Sentence("单位", "Unit"), width=26),
    Column("head", Sentence("主要负责人", "Head"), width=16),
    Column("unit_state", Sentence("单位进度", "Unit's state"), "mark", width=14),
    Column("party", Sentence("所属党组织", "Party organisation"), width=26),
    Column("secretary", Sentence("书记", "Secretary"), width=16),
    Column("party_state", Sentence("党组织进度", "Organisation's state"), "mark", width=14),
    Column("fit", Sentence("负责人与书记", "Head and secretary"), "mark", width=16),
    Column("target", Sentence("巡察对象", "Target"), width=34),
    Column("reason", Sentence("未巡察的原因", "Why not covered"), width=60),
)
MISMATCH = (
    Column("unit", Sentence("单位", "Unit"), width=24),
    Column("organisation", Sentence("所属党组织", "Organisation"), width=24),
    Column("aim_at", Sentence("巡察对准", "Aim at"), width=14),
    Column("says", Sentence("说明", "Why"), width=70),
)
EMPTY = Sentence(
    "名册里还没有单位。请先导入县域名册。", "The registry is empty. Import the county workbook first."
)
ALL_FIT = Sentence("没有负责人与书记不一致的单位。", "Every head is secretary of his organisation.")
MISFIT = Mark(Sentence("不一致", "differ"), "wait")


class Filters(forms.Form):
    """The day that is asked about."""

    on = forms.DateField(
        label=said(Sentence("截至日期", "On")),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


@page("coverage/", title=TITLE, roles=OFFICE | {Role.LEADING}, menu=Menu("plan", 10))
def show_picture(request: HttpRequest) -> HttpResponse:
    """Shares of the three kinds, the two trees by their links, and the mismatched heads; today, or on the day asked for."""
    filters = Filters(request.GET or None, initial={"on": clock.today()})
    asked = filters.cleaned_data["on"] if filters.is_valid() else None
    today = asked or clock.today()
    term = current_term(today)
    if term is None:
        shown = tabs(request, "rounds-picture", None)
        return show(request, "coverage/no_term.html", tabs=shown, says=NO_TERM, remedy=SET_UP)
    now = scene(term, today)
    found = picture(now.verdicts, now.targets, visits_of(term, today), today)
    return show(
        request,
        "rounds/picture.html",
        tabs=tabs(request, "rounds-picture", now),
        term=term,
        today=today,
        filters=filters,
        kinds=[_kind(found, kind) for kind in Kind],
        holds=now.proof.holds,
        blanks=len(now.proof.blanks),
        doubles=len(now.proof.doubles),
        sharing=len(now.proof.sharing) + len(now.proof.without_party),
        differing=len({(one.unit, one.head) for one in now.proof.mismatched}),
        undecided=len([one for one in now.proof.undecided if one.body.kind is not Kind.POST]),
        pairs=Table(
            "pairs", Sentence("单位树与党组织树", "The two trees"), PAIRS, list(_pairs(now, found)), EMPTY
        ),
        mismatched=Table(
            "mismatched",
            Sentence("负责人与书记不一致", "Heads who are not secretaries"),
            MISMATCH,
            [{column.key: getattr(one, column.key) for column in MISMATCH} for one in now.proof.mismatched],
            ALL_FIT,
        ),
    )


def _kind(found: Picture, kind: Kind) -> dict[str, object]:
    counts = Counter(one.state for one in found.of(kind))
    covered, inside = found.share(kind)
    return {
        "title": kind.value,
        "covered": covered,
        "inside": inside,
        "parts": [(state.value, counts[state], TONES[state]) for state in State if counts[state]],
    }


def _pairs(now: Scene, found: Picture) -> Iterator[dict[str, object]]:
    """A row for each link; units and organisations without a link have a row of their own."""
    standing = {one.body: one for one in found.standings}
    heads, secretaries = _named(now.bodies)
    differing = {(one.unit, one.organisation) for one in now.proof.mismatched}
    linked: dict[str, list[str]] = defaultdict(list)
    for link in now.bodies.links:
        linked[link.unit].append(link.organisation)
    seen: set[str] = set()
    for unit in now.bodies.units:
        for party in linked[unit.key] or [""]:
            seen.add(party)
            yield _row(
                standing,
                Body(Kind.UNIT, unit.key),
                Body(Kind.ORGANISATION, party),
                heads,
                secretaries,
                differing,
            )
    for party in now.bodies.organisations:
        if party.key not in seen:
            yield _row(standing, None, Body(Kind.ORGANISATION, party.key), heads, secretaries, differing)


def _row(
    standing: dict[Body, Standing],
    unit: Body | None,
    party: Body,
    heads: dict[str, str],
    secretaries: dict[str, str],
    differing: set[tuple[str, str]],
) -> dict[str, object]:
    here = standing.get(unit) if unit else None
    there = standing.get(party)
    shown = here or there
    assert shown is not None
    return {
        "unit": here.name if here else "",
        "head": heads.get(unit.key, "") if unit else "",
        "unit_state": _mark(here),
        "party": there.name if there else "",
        "secretary": secretaries.get(party.key, ""),
        "party_state": _mark(there),
        "fit": MISFIT if here and there and (here.name, there.name) in differing else None,
        "target": shown.target,
        "reason": "" if shown.state is State.COVERED or shown.reason == shown.state.value else shown.reason,
    }


def _mark(one: Standing | None) -> Mark | None:
    return Mark(one.state.value, TONES[one.state]) if one else None


def _named(bodies: Bodies) -> tuple[dict[str, str], dict[str, str]]:
    """Who heads each unit and who is secretary of each organisation; an acting head is marked."""
    names: dict[str, list[str]] = defaultdict(list)
    for holder in bodies.holders:
        names[holder.post].append(f"{holder.name}（主持工作）" if holder.acting else holder.name)
    heads = {post.unit: "、".join(names[post.key]) for post in bodies.posts if post.heads_unit}
    secretaries = {
        post.organisation: "、".join(names[post.key]) for post in bodies.posts if post.is_secretary
    }
    return heads, secretaries
