"""From a county back to the rows of the workbook: reading them again gives the same county."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields

from xuncha.registry.core.county import LIST_OF, County, Link, Party, Tenure, Thing, Unit

_RENAMED: dict[tuple[type[Thing], str], str] = {(Unit, "code"): "unit_code"}
_ACTING = {"主持工作": "（主持工作）", "兼任": "（兼任）", "代理": "（代理）"}


def rows_of(county: County) -> dict[str, list[dict[str, object]]]:
    """Form key → rows. What the 单位 sheet says of links is not repeated in theirs."""
    rows = {name: [_row(thing) for thing in getattr(county, name)] for name in LIST_OF.values()}
    first: dict[str, Link] = {}
    for link in county.links:
        first.setdefault(link.unit, link)
    heads = _heads(county)
    for unit, row in zip(county.units, rows["units"], strict=True):
        own = first.get(unit.name)
        row |= {"party": own.party, "own": own.own} if own else {}
        row["head"] = heads.get(("unit", unit.name), "")
    for party, row in zip(county.parties, rows["parties"], strict=True):
        row["head"] = heads.get(("party", party.name), "")
    rows["links"] = [_row(link) for link in county.links if first[link.unit] is not link]
    return rows


def _row(thing: Thing) -> dict[str, object]:
    row: dict[str, object] = {}
    for one in fields(thing):
        value = getattr(thing, one.name)
        if one.name == "person":
            row["name"], row["code"] = value
        elif one.name == "post":
            _, row["organisation"], row["title"] = value
        elif isinstance(value, tuple):
            row[one.name] = "、".join(value)
        else:
            row[_RENAMED.get((type(thing), one.name), one.name)] = value
    return row


def _heads(county: County) -> dict[tuple[str, str], str]:
    """Organisation → its head as written in one cell, where exactly one person holds exactly one head post."""
    posts = {post.key for post in county.posts if post.head}
    held: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in county.tenures:
        if tenure.open and tenure.post in posts:
            held[tenure.post[:2]].append(tenure)
    return {
        place: tenures[0].person[0] + _ACTING.get(tenures[0].kind, "")
        for place, tenures in held.items()
        if len(tenures) == 1
    }


def in_tree_order(nodes: Iterable[Unit | Party]) -> list[tuple[int, Unit | Party]]:
    """Nodes with their depth, each below its parent, in the order given; a circle is cut where it begins."""
    nodes = list(nodes)
    names = {node.name for node in nodes}
    below: dict[str, list[Unit | Party]] = defaultdict(list)
    for node in nodes:
        below[node.parent if node.parent in names else ""].append(node)
    ordered: list[tuple[int, Unit | Party]] = []
    seen: set[str] = set()

    def walk(parent: str, depth: int) -> None:
        for node in below[parent]:
            if node.name not in seen:
                seen.add(node.name)
                ordered.append((depth, node))
                walk(node.name, depth + 1)

    walk("", 0)
    ordered += [(0, node) for node in nodes if node.name not in seen]
    return ordered
