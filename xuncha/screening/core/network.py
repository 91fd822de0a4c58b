"""Who bids together with whom, as a graph and a picture: it explains doubts that screens raised, and raises none itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import rustworkx as rx

from xuncha.base.words import Sentence
from xuncha.screening.core.engine import Engine

MOST = 60
"""So many tenderers are drawn, those who meet others most often first; more would be a black ball."""
SEED = 7
WIDTH, HEIGHT = 960, 640
BESIDE, ABOVE = 110, 48
"""Room kept free at the sides of a group (half a label), and above and below it."""
LONGEST_NAME = 14
RING = 12
"""Groups up to this size are drawn as a ring."""

_MEETINGS = """
WITH once AS (
    SELECT ocid, tenderer_id, any_value(tenderer) AS tenderer FROM bids
    WHERE tenderer_id <> '' AND status NOT IN ('', 'invited', 'withdrawn') GROUP BY ocid, tenderer_id
), won AS (
    SELECT DISTINCT ocid, supplier_id FROM awards WHERE status = 'active' AND supplier_id <> ''
)
SELECT a.tenderer_id AS one, b.tenderer_id AS other, max(a.tenderer) AS one_name, max(b.tenderer) AS other_name,
    count(*) AS times, count(wa.ocid) AS one_wins, count(wb.ocid) AS other_wins
FROM once a JOIN once b ON b.ocid = a.ocid AND b.tenderer_id > a.tenderer_id
LEFT JOIN won wa ON wa.ocid = a.ocid AND wa.supplier_id = a.tenderer_id
LEFT JOIN won wb ON wb.ocid = b.ocid AND wb.supplier_id = b.tenderer_id
GROUP BY a.tenderer_id, b.tenderer_id ORDER BY times DESC, one, other
"""


@dataclass(frozen=True)
class Meeting:
    """Two tenderers of the same processes: how often they met, and how many of these each won."""

    one: str
    other: str
    one_name: str
    other_name: str
    times: int
    one_wins: int
    other_wins: int


@dataclass(frozen=True)
class Circle:
    """Tenderers who are joined by meetings, directly or through others; `joined` of `possible` pairs met."""

    names: tuple[str, ...]
    joined: int
    possible: int
    meetings: int
    own_wins: int

    def says(self) -> Sentence:
        """The circle in words."""
        return Sentence(
            f"{'、'.join(self.names)} 这 {len(self.names)} 家里有 {self.joined} 对（共可能 {self.possible} 对）一起投过标，"
            f"碰面 {self.meetings} 次，其中 {self.own_wins} 次由碰面的两家之一中标",
            f"{', '.join(self.names)}: {self.joined} of {self.possible} pairs of these {len(self.names)} met,"
            f" {self.meetings} times in all; one of the two won {self.own_wins} of them",
        )


def meetings(engine: Engine, least: int = 2) -> list[Meeting]:
    """Every pair that met at least so often, most often first."""
    return [Meeting(**row) for row in engine.rows(_MEETINGS) if row["times"] >= least]


def among(known: Iterable[Meeting], named: set[str]) -> list[Meeting]:
    """The meetings of those whom a doubt names, with each other and with third parties; at most `MOST` tenderers."""
    kept: list[Meeting] = []
    seen: set[str] = set()
    for one in known:
        if {one.one, one.one_name, one.other, one.other_name} & named and len(
            seen | {one.one, one.other}
        ) <= MOST:
            kept.append(one)
            seen |= {one.one, one.other}
    return kept


def circles(known: Sequence[Meeting]) -> list[Circle]:
    """The connected groups of three or more, the most meetings first."""
    graph, names = _graph(known)
    found = []
    for group in rx.connected_components(graph):
        if len(group) > 2:
            inside: list[Meeting] = [
                edge for at, to, edge in graph.weighted_edge_list() if at in group and to in group
            ]
            found.append(
                Circle(
                    tuple(sorted(names[at] for at in group)),
                    len(inside),
                    len(group) * (len(group) - 1) // 2,
                    sum(one.times for one in inside),
                    sum(one.one_wins + one.other_wins for one in inside),
                )
            )
    return sorted(found, key=lambda one: (-one.meetings, one.names))


@dataclass(frozen=True)
class Line:
    """A pair as it is drawn, from (x1, y1) to (x2, y2)."""

    x1: int
    y1: int
    x2: int
    y2: int
    width: float
    says: str


@dataclass(frozen=True)
class Dot:
    """A tenderer as it is drawn; `label` is its name cut short, `named` whether a doubt names it."""

    x: int
    y: int
    name: str
    label: str
    named: bool

    @property
    def label_y(self) -> int:
        """Where the label stands: away from the middle, where the lines are."""
        return self.y - 13 if self.y <= HEIGHT / 2 else self.y + 24


@dataclass(frozen=True)
class Drawing:
    """Lines and dots on a sheet of `WIDTH` by `HEIGHT`: thick lines met often."""

    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT


def drawing(known: Sequence[Meeting], named: set[str]) -> Drawing:
    """The graph as shapes; a page draws them. The same meetings always give the same drawing."""
    graph, names = _graph(known)
    if not names:
        return Drawing()
    most = max(one.times for one in known)
    at = _places(graph)
    lines = [
        Line(
            *at[start],
            *at[end],
            round(1 + 5 * met.times / most, 1),
            f"{names[start]} – {names[end]}: {met.times}",
        )
        for start, end, met in graph.weighted_edge_list()
    ]
    dots = [
        Dot(*at[node], name, _short(name), graph[node] in named or name in named)
        for node, name in names.items()
    ]
    return Drawing(tuple(lines), tuple(dots))


def _graph(known: Sequence[Meeting]) -> tuple[rx.PyGraph, dict[int, str]]:
    graph: rx.PyGraph = rx.PyGraph(multigraph=False)
    nodes: dict[str, int] = {}
    names: dict[int, str] = {}
    for one in known:
        for key, name in ((one.one, one.one_name), (one.other, one.other_name)):
            if key not in nodes:
                nodes[key] = graph.add_node(key)
                names[nodes[key]] = name or key
        graph.add_edge(nodes[one.one], nodes[one.other], one)
    return graph, names


def _places(graph: rx.PyGraph) -> dict[int, tuple[int, int]]:
    """Where each node is drawn: each group in a cell of its own, small ones in a ring; the same graph is drawn the same."""
    groups = sorted(
        (sorted(group) for group in rx.connected_components(graph)), key=lambda one: (-len(one), one)
    )
    across = math.ceil(math.sqrt(len(groups)))
    wide, high = WIDTH / across, HEIGHT / math.ceil(len(groups) / across)
    found = {}
    for nth, group in enumerate(groups):
        left, top = nth % across * wide, nth // across * high
        for node, (x, y) in _inside(graph, group).items():
            found[node] = (
                round(left + BESIDE + x * (wide - 2 * BESIDE)),
                round(top + ABOVE + y * (high - 2 * ABOVE)),
            )
    return found


def _inside(graph: rx.PyGraph, group: list[int]) -> dict[int, tuple[float, float]]:
    """Places of one group between 0 and 1."""
    part = graph.subgraph(group)
    if len(group) <= RING:
        raw = rx.circular_layout(part)
    else:
        raw = rx.spring_layout(part, seed=SEED, num_iter=300, k=2 / math.sqrt(len(group)))
    xs, ys = [point[0] for point in raw.values()], [point[1] for point in raw.values()]
    wide, high = (max(xs) - min(xs)) or 1, (max(ys) - min(ys)) or 1
    return {group[at]: ((p[0] - min(xs)) / wide, (p[1] - min(ys)) / high) for at, p in raw.items()}


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
