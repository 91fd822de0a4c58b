"""The word lists and rules of triage, as read from `data/letters/*.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence


@dataclass(frozen=True, slots=True)
class Way:
    """Where a matter may go. `keeps_text` is False for the sealed way: no content stays here."""

    key: str
    title: Sentence
    explains: Sentence
    basis: str
    confirmed: bool
    needs_body: bool
    keeps_text: bool


@dataclass(frozen=True, slots=True)
class Channel:
    """How a letter came. `direct`: the writer can be answered at once."""

    key: str
    title: Sentence
    direct: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """A list of words that count unless the text straight before or after says otherwise."""

    key: str
    title: Sentence
    words: tuple[str, ...]
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()

    def found(self, text: str) -> tuple[str, ...]:
        """The words of the list that stand in `text` and count, in the order of the list.

        A word that lies inside a longer word of the list, and nowhere else, is left out.
        """
        standing = [word for word in self.words if word in text]
        hits: list[str] = []
        taken: list[tuple[int, int]] = []
        for word in sorted(standing, key=len, reverse=True):
            spans = [(at, at + len(word)) for at in _places(text, word) if self._counts(text, at, word)]
            spans = [s for s in spans if not any(a <= s[0] and s[1] <= b for a, b in taken)]
            if spans:
                hits.append(word)
                taken.extend(spans)
        return tuple(word for word in standing if word in hits)

    def _counts(self, text: str, at: int, word: str) -> bool:
        before, after = text[:at], text[at + len(word) :]
        return not before.endswith(self.not_after) and not after.startswith(self.not_before)


@dataclass(frozen=True, slots=True)
class Subject:
    """A coarse subject of our own; `department` is the usual body in charge, "" when there is none.

    `weak` words name a setting (小区, 道路) rather than the trouble; they count half.
    """

    key: str
    title: Sentence
    department: str
    words: tuple[str, ...]
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of triage: what must be met, the way it suggests, and the reason with its basis."""

    key: str
    way: str
    says: Sentence
    basis: str
    confirmed: bool
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    direct: bool | None = None
    department: bool = False
    inspected: bool = False
    settles: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers of triage: empty letter, shortest numbered matter, n-gram length, similarity."""

    empty: int
    shortest: int
    grams: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything that triage is told from outside."""

    ways: Mapping[str, Way]
    channels: Mapping[str, Channel]
    signals: Mapping[str, Signal]
    subjects: Mapping[str, Subject]
    rules: tuple[Rule, ...]
    limits: Limits
    headers: Mapping[str, Mapping[str, Any]]

    def channel_of(self, said: str) -> Channel | None:
        """The channel that a table's cell means, or None. The first channel with a fitting word wins."""
        said = said.strip()
        exact = (c for c in self.channels.values() if said in (c.key, c.title.zh))
        within = (c for c in self.channels.values() if any(w in said for w in c.words))
        return next(exact, None) or (next(within, None) if said else None)


def read_lists(tables: Mapping[str, Mapping[str, Any]]) -> Lists:
    """The parsed TOML files by name → `Lists`.

    Raises ValueError naming the rule that speaks of a way or a signal that is not on the list.
    """
    lists = Lists(
        ways={w["key"]: _way(w) for w in tables["ways"]["way"]},
        channels={c["key"]: _channel(c) for c in tables["channels"]["channel"]},
        signals={s["key"]: _signal(s) for s in tables["signals"]["signal"]},
        subjects={s["key"]: _subject(s) for s in tables["subjects"]["subject"]},
        rules=tuple(_rule(r) for r in tables["rules"]["rule"]),
        limits=_limits(tables["settings"]),
        headers=tables["headers"],
    )
    _agree(lists)
    return lists


def _agree(lists: Lists) -> None:
    rules = {rule.key for rule in lists.rules}
    for rule in lists.rules:
        unknown = {*rule.all, *rule.any, *rule.none} - set(lists.signals) | set(rule.unless) - rules
        unknown |= {rule.way} - set(lists.ways)
        if unknown:
            raise ValueError(f"rule {rule.key} speaks of {', '.join(sorted(unknown))}: not on the lists")


def _title(row: Mapping[str, Any]) -> Sentence:
    return Sentence(row["zh"], row["en"])


def _way(row: Mapping[str, Any]) -> Way:
    explains = Sentence(row["explains_zh"], row["explains_en"])
    return Way(
        row["key"],
        _title(row),
        explains,
        row["basis"],
        row["confirmed"],
        row["needs_body"],
        row["keeps_text"],
    )


def _channel(row: Mapping[str, Any]) -> Channel:
    return Channel(row["key"], _title(row), row["direct"], tuple(row["words"]))


def _signal(row: Mapping[str, Any]) -> Signal:
    edges = tuple(row.get("not_after", ())), tuple(row.get("not_before", ()))
    return Signal(row["key"], _title(row), tuple(row["words"]), *edges)


def _subject(row: Mapping[str, Any]) -> Subject:
    return Subject(
        row["key"], _title(row), row["department"], tuple(row["words"]), tuple(row.get("weak", ()))
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        key=row["key"],
        way=row["way"],
        says=_title(row),
        basis=row["basis"],
        confirmed=row["confirmed"],
        all=tuple(row.get("all", ())),
        any=tuple(row.get("any", ())),
        none=tuple(row.get("none", ())),
        unless=tuple(row.get("unless", ())),
        direct=row.get("direct"),
        department=row.get("department", False),
        inspected=row.get("inspected", False),
        settles=row.get("settles", False),
    )


def _limits(row: Mapping[str, Any]) -> Limits:
    return Limits(
        empty=row["empty"]["characters"],
        shortest=row["matter"]["shortest"],
        grams=row["duplicate"]["grams"],
        similarity=row["duplicate"]["similarity"],
    )


def _places(text: str, word: str) -> Iterable[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
