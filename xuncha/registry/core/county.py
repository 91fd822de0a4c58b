"""A county as plain facts. Every thing has a natural key, so that reading the same workbook twice changes nothing.

Blank means "not said": "" for texts, None for numbers, days and yes-or-no, () for lists. A blank never wipes out
what is already known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Literal

from xuncha.base.span import UNKNOWN, Day, Span
from xuncha.base.words import Sentence, same

Tree = Literal["unit", "party"]
PersonKey = tuple[str, str]
"""Name, and the code that tells namesakes apart ("" when the name is enough)."""
PostKey = tuple[str, str, str]
"""Tree, organisation, title."""

HEAD_TITLE = "主要负责人"
"""Title of a head post as long as only the three first columns are known."""
UNSAID = (None, "", ())


@dataclass(frozen=True)
class Thing:
    """One row of the registry. `KEY` names the fields that make its natural key."""

    KIND: ClassVar[Sentence]
    KEY: ClassVar[tuple[str, ...]]

    @property
    def key(self) -> tuple[Any, ...]:
        """The natural key."""
        return tuple(getattr(self, name) for name in self.KEY)

    def said(self) -> dict[str, Any]:
        """The fields that are not blank."""
        return {f.name: v for f in fields(self) if (v := getattr(self, f.name)) not in UNSAID}

    def shown(self) -> Sentence:
        """How the thing is called in lists."""
        return same(str(self.key[0]))


@dataclass(frozen=True)
class Unit(Thing):
    """单位: a node of the unit tree. `category` is what scope rules ask for, `leadership` who runs it."""

    KIND = Sentence("单位", "unit")
    KEY = ("name",)
    name: str
    category: str = ""
    level: str = ""
    leadership: str = ""
    parent: str = ""
    code: str = ""
    to_check: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class Party(Thing):
    """党组织: a node of the Party tree."""

    KIND = Sentence("党组织", "Party organisation")
    KEY = ("name",)
    name: str
    category: str = ""
    level: str = ""
    parent: str = ""
    to_check: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class Link(Thing):
    """A unit whose members belong to a Party organisation; `own`: the organisation is the unit's own."""

    KIND = Sentence("单位党组织关系", "link")
    KEY = ("unit", "party")
    unit: str
    party: str
    own: bool | None = None

    def shown(self) -> Sentence:
        return same(f"{self.unit} — {self.party}")


@dataclass(frozen=True)
class Post(Thing):
    """职务: `rank` is the 领导职务层次, `grade` the 职级; the powers are over money, people and projects."""

    KIND = Sentence("职务", "post")
    KEY = ("tree", "organisation", "title")
    tree: Tree
    organisation: str
    title: str
    rank: str = ""
    grade: str = ""
    head: bool | None = None
    key_post: bool | None = None
    over_money: bool | None = None
    over_people: bool | None = None
    over_projects: bool | None = None
    order: int | None = None

    def shown(self) -> Sentence:
        return same(self.organisation + self.title)


@dataclass(frozen=True)
class Person(Thing):
    """人员. `code` tells namesakes apart; no identity-card number is kept."""

    KIND = Sentence("人员", "person")
    KEY = ("name", "code")
    name: str
    code: str = ""
    gender: str = ""
    born: Day | None = None
    native_place: str = ""
    grown_place: str = ""
    unit: str = ""
    party_member: bool | None = None

    def shown(self) -> Sentence:
        return same(f"{self.name}（{self.code}）" if self.code else self.name)


@dataclass(frozen=True)
class Tenure(Thing):
    """任职: person × post × span. `starts` is 不详 rather than blank; `ends` None means until now."""

    KIND = Sentence("任职", "tenure")
    KEY = ("person", "post", "starts")
    person: PersonKey
    post: PostKey
    starts: Day = UNKNOWN
    ends: Day | None = None
    kind: str = ""

    @property
    def span(self) -> Span:
        return Span(self.starts, self.ends)

    @property
    def open(self) -> bool:
        """Whether it runs until now."""
        return self.ends is None

    def shown(self) -> Sentence:
        who, (_, organisation, title) = self.person[0], self.post
        return same(f"{who}：{organisation}{title}（{self.span.shown().zh}）")


@dataclass(frozen=True)
class Cadre(Thing):
    """A person of the cadre pool. `rank` is the 领导职务层次, `grade` the 职级."""

    KIND = Sentence("干部人才库", "cadre pool")
    KEY = ("person",)
    person: PersonKey
    unit: str = ""
    identity: str = ""
    rank: str = ""
    grade: str = ""
    skills: tuple[str, ...] = ()
    full_time: bool | None = None
    leader_pool: bool | None = None
    free_from: Day | None = None
    free_until: Day | None = None
    rounds_served: int | None = None
    discipline: str = ""
    note: str = ""

    def shown(self) -> Sentence:
        return same(self.person[0])


@dataclass(frozen=True)
class Guest(Thing):
    """异地交叉派入: somebody of the pool whom another county lends, from ``starts`` to ``ends``, both days included."""

    KIND = Sentence("异地交叉派入", "guest of another county")
    KEY = ("person", "starts")
    person: PersonKey
    starts: Day
    ends: Day | None = None
    county: str = ""
    document: str = ""

    def shown(self) -> Sentence:
        return same(f"{self.person[0]}（{self.county}）")


@dataclass(frozen=True)
class Recusal(Thing):
    """回避事实: declared for recusal and used for nothing else. `text` is kept sealed later on."""

    KIND = Sentence("回避事实", "recusal fact")
    KEY = ("person", "kind", "organisation", "starts")
    person: PersonKey
    kind: str
    organisation: str = ""
    starts: Day | None = None
    ends: Day | None = None
    text: str = ""

    def shown(self) -> Sentence:
        return same(f"{self.person[0]}：{self.kind}")


@dataclass(frozen=True)
class Workload(Thing):
    """工作量: what sizes a team. `staff` persons, `budget` cents a year, the rest counts."""

    KIND = Sentence("工作量", "workload")
    KEY = ("unit",)
    unit: str
    staff: int | None = None
    budget: int | None = None
    projects: int | None = None
    villages: int | None = None
    letters: int | None = None


@dataclass(frozen=True)
class Inspected(Thing):
    """本届已巡情况: one organisation inspected in an earlier round of the term."""

    KIND = Sentence("本届已巡情况", "inspection done")
    KEY = ("term", "round", "organisation")
    term: str
    round: int
    organisation: str
    tree: Tree = "unit"
    kind: str = ""
    mode: str = ""
    team: str = ""
    starts: Day | None = None
    ends: Day | None = None
    feedback_on: Day | None = None
    counts: bool | None = None

    def shown(self) -> Sentence:
        return Sentence(f"第{self.round}轮：{self.organisation}", f"round {self.round}: {self.organisation}")


@dataclass(frozen=True)
class OpenItem(Thing):
    """在办整改台账: a rectification item of an earlier round that is still open. Texts are about the body."""

    KIND = Sentence("在办整改", "open rectification item")
    KEY = ("term", "round", "organisation", "number")
    term: str
    round: int
    organisation: str
    number: str
    tree: Tree = "unit"
    finding: str = ""
    category: str = ""
    happened_from: Day | None = None
    happened_until: Day | None = None
    measure: str = ""
    owner: str = ""
    feedback_on: Day | None = None
    due: Day | None = None
    state: str = ""
    progress: str = ""

    def shown(self) -> Sentence:
        return Sentence(
            f"第{self.round}轮{self.organisation}第{self.number}项",
            f"round {self.round}, {self.organisation}, item {self.number}",
        )


@dataclass(frozen=True)
class County:
    """Everything that one workbook, or the registry, says. Each list is in the order of the workbook."""

    units: tuple[Unit, ...] = ()
    parties: tuple[Party, ...] = ()
    links: tuple[Link, ...] = ()
    posts: tuple[Post, ...] = ()
    persons: tuple[Person, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    cadres: tuple[Cadre, ...] = ()
    guests: tuple[Guest, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    workloads: tuple[Workload, ...] = ()
    inspected: tuple[Inspected, ...] = ()
    open_items: tuple[OpenItem, ...] = ()

    def lists(self) -> Iterator[tuple[str, tuple[Thing, ...]]]:
        """Name and content of each list."""
        for one in fields(self):
            yield one.name, getattr(self, one.name)

    def counts(self) -> Mapping[str, int]:
        """How many things of each kind."""
        return {name: len(things) for name, things in self.lists()}

    def names(self, tree: Tree) -> frozenset[str]:
        """The names of a tree's organisations."""
        return frozenset(one.name for one in (self.units if tree == "unit" else self.parties))


LIST_OF: dict[type[Thing], str] = {
    Unit: "units",
    Party: "parties",
    Link: "links",
    Post: "posts",
    Person: "persons",
    Tenure: "tenures",
    Cadre: "cadres",
    Guest: "guests",
    Recusal: "recusals",
    Workload: "workloads",
    Inspected: "inspected",
    OpenItem: "open_items",
}
"""Kind of thing → its list in `County`, in the order in which they depend on each other."""


@dataclass(frozen=True)
class Judgement:
    """What the judge says: the county as far as it could be read, and every remark, in the order of the sheets."""

    county: County
    remarks: tuple[Any, ...] = field(default=())

    @property
    def passes(self) -> bool:
        """Whether nothing stops an import."""
        return not any(remark.stops for remark in self.remarks)
