"""Suggestions of a way for one matter, each with the words that led to it, the rule and its basis.

A suggestion is never a choice: nothing here is ranked, scored or marked as chosen, and nobody who writes is
judged. The order is that of the rules. The words in a reason come from our lists, never from the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xuncha.base.words import Sentence, joined, same
from xuncha.letters.core.lists import Lists, Rule, Subject
from xuncha.letters.core.matters import split

UNDECIDED = Sentence("没有命中任何规则，请人工阅读后定。", "No rule is met: read it and decide.")
_SHOWN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Known:
    """What triage may know beside the text: the names, long and short, of the bodies under inspection."""

    inspected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way that a rule suggests for one matter; `department` is the usual body in charge, or ""."""

    way: str
    rule: str
    words: tuple[str, ...]
    reason: Sentence
    basis: str
    confirmed: bool
    department: str = ""


@dataclass(frozen=True, slots=True)
class SubjectGuess:
    """The coarse subject that the words speak for."""

    key: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """One matter as triage reads it. `suggestions` may be empty: then a person has to read it."""

    text: str
    subject: SubjectGuess | None
    suggestions: tuple[Suggestion, ...]

    @property
    def ways(self) -> tuple[str, ...]:
        """The suggested ways, each once, in the order of the rules."""
        return tuple(dict.fromkeys(s.way for s in self.suggestions))


def read_letter(
    subject: str, text: str, lists: Lists, *, channel: str = "", known: Known | None = None
) -> tuple[Read, ...]:
    """The matters of one letter, each read by itself; neighbours of the same subject and ways are one.

    `subject` is the heading of the letter and counts for its first matter. `channel` is a key of
    `lists.channels`, or "" when it is not known.
    """
    pieces = split(text, lists.limits.shortest)
    reads: list[Read] = []
    for number, piece in enumerate(pieces):
        heading = subject if number == 0 else ""
        reads.append(read_matter(piece, lists, heading=heading, channel=channel, known=known))
    merged = _merged(reads)
    if len(merged) < len(reads):
        heads = [subject] + [""] * (len(merged) - 1)
        return tuple(
            read_matter(r.text, lists, heading=head, channel=channel, known=known)
            for r, head in zip(merged, heads, strict=True)
        )
    return tuple(reads)


def read_matter(
    text: str, lists: Lists, *, heading: str = "", channel: str = "", known: Known | None = None
) -> Read:
    """Subject and suggestions for one matter."""
    whole = f"{heading}\n{text}" if heading else text
    said = {key: signal.found(whole) for key, signal in lists.signals.items()}
    subject = guess_subject(text, lists.subjects.values(), heading)
    suggestions = _by_rules(whole, said, subject, lists, channel, known or Known())
    if not suggestions and len(whole.strip()) < lists.limits.empty:
        suggestions = (_empty(lists),)
    return Read(text, subject, suggestions)


def guess_subject(text: str, subjects: Iterable[Subject], heading: str = "") -> SubjectGuess | None:
    """The subject that most words speak for; of equals the earlier on the list; None without any word.

    A word counts twice, a weak one once, and each once more when it stands in the heading.
    """
    best, most = None, 0
    for subject in subjects:
        words = tuple(word for word in (*subject.words, *subject.weak) if word in text or word in heading)
        weight = sum(2 - (word in subject.weak) + (word in heading) for word in words)
        if weight > most:
            best, most = SubjectGuess(subject.key, words), weight
    return best


def _by_rules(
    text: str,
    said: Mapping[str, tuple[str, ...]],
    subject: SubjectGuess | None,
    lists: Lists,
    channel: str,
    known: Known,
) -> tuple[Suggestion, ...]:
    department = lists.subjects[subject.key].department if subject else ""
    named = tuple(name for name in known.inspected if name and name in text)
    direct = lists.channels[channel].direct if channel in lists.channels else None
    fired: dict[str, Suggestion] = {}
    for rule in lists.rules:
        if not _met(rule, said, department, direct, bool(named), fired):
            continue
        fired[rule.key] = _suggestion(rule, said, subject if rule.department else None, named, lists)
        if rule.settles:
            break
    return tuple(fired.values())


def _met(
    rule: Rule,
    said: Mapping[str, tuple[str, ...]],
    department: str,
    direct: bool | None,
    names_inspected: bool,
    fired: Mapping[str, Suggestion],
) -> bool:
    return (
        all(said[key] for key in rule.all)
        and (not rule.any or any(said[key] for key in rule.any))
        and not any(said[key] for key in rule.none)
        and not any(key in fired for key in rule.unless)
        and (rule.direct is None or rule.direct == direct)
        and (not rule.department or bool(department))
        and (names_inspected or not rule.inspected)
    )


def _suggestion(
    rule: Rule,
    said: Mapping[str, tuple[str, ...]],
    subject: SubjectGuess | None,
    named: tuple[str, ...],
    lists: Lists,
) -> Suggestion:
    words = tuple(word for key in (*rule.all, *rule.any) for word in said[key])
    words += subject.words if subject else ()
    words += named if rule.inspected else ()
    words = tuple(dict.fromkeys(words))
    about = lists.subjects[subject.key] if subject else None
    return Suggestion(
        way=rule.way,
        rule=rule.key,
        words=words,
        reason=_reason(rule, words, about),
        basis=rule.basis,
        confirmed=rule.confirmed,
        department=about.department if about else "",
    )


def _reason(rule: Rule, words: tuple[str, ...], subject: Subject | None) -> Sentence:
    parts = []
    if words:
        shown = "、".join(f"“{word}”" for word in words[:_SHOWN_WORDS])
        more = len(words) > _SHOWN_WORDS
        parts.append(Sentence(f"说到{shown}{'等' if more else ''}", f"it says {shown}{' …' if more else ''}"))
    if subject:
        parts.append(
            Sentence(
                f"类别像“{subject.title.zh}”，通常由{subject.department}负责",
                f"the subject looks like {subject.title.en}, usually with {subject.department}",
            )
        )
    parts.append(rule.says)
    return joined([*parts[:-1], rule.says], "；", "; ") if parts[:-1] else rule.says


def _empty(lists: Lists) -> Suggestion:
    number = str(lists.limits.empty)
    says = Sentence(
        f"不到{number}个字，也没有命中任何规则，看不出具体内容；如有附件，先看附件。",
        f"Shorter than {number} characters and no rule met; look at the attachment first if there is one.",
    )
    return Suggestion("file", "empty", (), says, "检举控告工作规则（2020）第十三条第三类", False)


def basis_line(basis: str, confirmed: bool) -> Sentence:
    """The basis beside a suggestion; it says so when it has not been checked against the official text."""
    return (
        same(basis)
        if confirmed
        else Sentence(f"{basis}（未与正式文本核对）", f"{basis} (not checked against the official text)")
    )


def _merged(reads: list[Read]) -> list[Read]:
    merged: list[Read] = []
    for read in reads:
        last = merged[-1] if merged else None
        if last and _same_course(last, read):
            merged[-1] = Read(last.text + read.text, last.subject, last.suggestions)
        else:
            merged.append(read)
    return merged


def _same_course(one: Read, other: Read) -> bool:
    """Whether two pieces go the same way about the same thing; one without any sign follows its neighbour."""
    if other.subject is None and not other.suggestions:
        return True
    subjects = (one.subject.key if one.subject else "", other.subject.key if other.subject else "")
    return subjects[0] == subjects[1] and set(one.ways) == set(other.ways)
