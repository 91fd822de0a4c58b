"""What follows from the first three columns: the Party organisation, the link, the head post and who holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.registry.core.county import HEAD_TITLE, Link, Party, Thing, Tree
from xuncha.registry.core.form import Row
from xuncha.registry.core.naming import Names

SECRETARY = "书记"
_VACANT = frozenset({"空缺", "暂缺", "缺", "无", "待任命", "—", "-", "/"})
_MANNER = re.compile(r"（(主持工作|主持|兼任|兼|代理|代)）$")
_KINDS = {"主持": "主持工作", "兼": "兼任", "代": "代理"}


@dataclass(frozen=True)
class HeadSaid(Thing):
    """A head named beside an organisation. Which post that is shows when all sheets are read."""

    KIND = Sentence("主要负责人", "head")
    KEY = ("tree", "organisation")
    tree: Tree
    organisation: str
    title: str
    name: str = ""
    kind: str = "任职"


def head_of(tree: Tree, organisation: str, row: Row, title: str = HEAD_TITLE) -> Iterator[HeadSaid]:
    """The head that a row names in its column `head`; without a name if the column says vacant."""
    written = row.get("head")
    if not written or not organisation:
        return
    if written in _VACANT:
        yield HeadSaid(tree, organisation, title)
        return
    manner = _MANNER.search(written)
    kind = _KINDS.get(manner.group(1), manner.group(1)) if manner else "任职"
    yield HeadSaid(tree, organisation, title, _MANNER.sub("", written), kind)


def link_of(unit: str, row: Row, names: Names) -> Iterator[Thing]:
    """The Party organisation named beside a unit, and the link between the two."""
    party = names.party(row, "party")
    if party:
        yield Party(party)
        yield Link(unit, party, row.get("own", None))
