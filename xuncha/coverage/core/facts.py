"""What scope, targets and proof are computed from: two trees, the links between them, key posts and who
holds them.

All facts are those of one day; `facts()` of the room (database) and `from_county` (workbook) pick the day.
Keys are any texts that are unique within their kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from xuncha.base.span import Span
from xuncha.base.words import Sentence

ALWAYS = Span()


class Kind(Enum):
    """The three kinds of body that must each be inspected exactly once in a term."""

    UNIT = Sentence("单位", "unit")
    ORGANISATION = Sentence("党组织", "Party organisation")
    POST = Sentence("关键岗位", "key post")


@dataclass(frozen=True, slots=True)
class Body:
    """Which unit, Party organisation or key post is meant."""

    kind: Kind
    key: str

    @property
    def sort_key(self) -> tuple[int, str]:
        """Units before organisations before posts, then by key: the order of every list made here."""
        return (list(Kind).index(self.kind), self.key)


@dataclass(frozen=True, slots=True)
class Node:
    """A unit or a Party organisation. Everything but key and name may be "" (not yet known).

    `sort` is what it is (政府部门, 群团, 街道, 村…); `relation` is 本级管理, 双重领导 or 垂直管理; `level`
    is 县级, 乡级, 村级.
    """

    key: str
    name: str
    sort: str = ""
    relation: str = ""
    level: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The Party members of `unit` belong to `organisation`; both may have many links."""

    unit: str
    organisation: str


@dataclass(frozen=True, slots=True)
class KeyPost:
    """A post that inspection aims at. `heads_unit`: its holder is head (主要负责人) of `unit`;
    `is_secretary`: of `organisation`.
    """

    key: str
    title: str
    unit: str = ""
    organisation: str = ""
    heads_unit: bool = False
    is_secretary: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post on the day; `acting` when he only 主持工作."""

    post: str
    person: str
    name: str
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Bodies:
    """A whole county on one day. `area` is its division code (530127), "" when it is not known."""

    units: tuple[Node, ...] = ()
    organisations: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    posts: tuple[KeyPost, ...] = ()
    holders: tuple[Holder, ...] = ()
    area: str = ""

    def each(self) -> tuple[Body, ...]:
        """Every body, in the order of the three lists."""
        return (
            *(Body(Kind.UNIT, unit.key) for unit in self.units),
            *(Body(Kind.ORGANISATION, organisation.key) for organisation in self.organisations),
            *(Body(Kind.POST, post.key) for post in self.posts),
        )

    def names(self) -> dict[Body, str]:
        """The name of every body; a post is named by its place and title (教育局局长)."""
        names = {Body(Kind.UNIT, unit.key): unit.name for unit in self.units}
        names |= {Body(Kind.ORGANISATION, one.key): one.name for one in self.organisations}
        for post in self.posts:
            home = Body(Kind.UNIT, post.unit) if post.unit else Body(Kind.ORGANISATION, post.organisation)
            place = names.get(home, "")
            title = post.title if post.title.startswith(place) else place + post.title
            names[Body(Kind.POST, post.key)] = title
        return names


class Form(Enum):
    """How a target is cut out of the two trees."""

    UNIT = Sentence("单位", "unit alone")
    ORGANISATION = Sentence("党组织", "Party organisation alone")
    JOINT = Sentence("党组织及所属单位", "Party organisation with its units")
    LEADER = Sentence("以主要负责人为中心", "centred on a leader")


@dataclass(frozen=True, slots=True)
class Target:
    """What is inspected together.

    `counts` are the bodies whose one counting target this is; `listed` are bodies that appear in it but
    count elsewhere. `why_not` says why a whole target counts nothing (回头看, 提级…); its `counts` is then
    empty.
    """

    key: str
    name: str
    form: Form
    counts: frozenset[Body] = frozenset()
    listed: frozenset[Body] = frozenset()
    why_not: str = ""

    @property
    def bodies(self) -> frozenset[Body]:
        """All bodies that are inspected with this target, counted here or not."""
        return self.counts | self.listed


@dataclass(frozen=True, slots=True)
class GroupDecision:
    """What the leading group (or the county committee) decided about one body, outside, on paper."""

    body: Body
    outcome: str
    decided_on: date
    document: str
    by: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """That a target was, is or will be inspected in a round.

    `stay` are the days on site; an open end with `done` False is still going on, no start is only planned.
    `done` tells of a round taken over from before, whose days may not be known.
    """

    target: str
    round_name: str
    stay: Span = ALWAYS
    done: bool = False
