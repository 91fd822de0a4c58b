"""Who holds which post, and which layer of a body a post belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.base.span import Span
from xuncha.base.words import Sentence


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of a body (一把手, 班子成员, …). A higher `level` is talked to later; `outline` names its outline.

    `words` are pieces of post titles that fit and `not_words` pieces that do not; `ranks`, where a post has its
    rank on record, must hold it; `head` asks for the post that heads the body.
    """

    key: str
    title: Sentence
    level: int
    outline: str
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    head: bool = False

    def fits(self, post: str, head: bool, rank: str) -> bool:
        """Whether a post of that title, headship and rank ("" when not on record) belongs to the layer."""
        if self.head and head:
            return True
        if self.ranks and rank and rank not in self.ranks:
            return False
        return any(w in post for w in self.words) and not any(w in post for w in self.not_words)


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A person's tenure of a post, with what the registry knows of the post. Ids are texts."""

    person: str
    name: str
    office: str
    office_name: str
    post: str
    span: Span
    head: bool = False
    rank: str = ""
    order: int = 50
    over_money: bool = False
    over_people: bool = False
    over_projects: bool = False


def read_layers(rows: Iterable[Mapping[str, Any]]) -> tuple[Layer, ...]:
    """The `[[layer]]` tables of `data/interviews/layers.toml`, in the order in which they are tried."""
    return tuple(
        Layer(
            key=row["key"],
            title=Sentence(row["zh"], row["en"]),
            level=row["level"],
            outline=row["outline"],
            words=tuple(row.get("words", ())),
            not_words=tuple(row.get("not_words", ())),
            ranks=tuple(row.get("ranks", ())),
            head=row.get("head", False),
        )
        for row in rows
    )


def layer_of(post: str, head: bool, layers: Iterable[Layer], rank: str = "") -> Layer:
    """The first layer that a post fits; the last layer takes what fits none. Raises ValueError without layers."""
    tried = tuple(layers)
    if not tried:
        raise ValueError("no layers are given")
    return next((layer for layer in tried if layer.fits(post, head, rank)), tried[-1])
