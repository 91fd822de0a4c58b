"""Names of post holders in papers that leave the team: taken out unless the leader released them.

The rule: no holder's name enters a paper for the outside unless the team leader puts it there with a reason.  The
functions here are the only road by which a finding's text reaches such a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xuncha.base.words import Sentence

_GAP = r"[ \t　]*"  # two-character names are often set with a space between: 王　平


@dataclass(frozen=True, slots=True)
class Named:
    """A person whose name may stand in a text, and the words that stand for him: ``as_post`` e.g. ``时任局长``."""

    name: str
    as_post: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text fit to leave the team.

    ``removed`` and ``kept`` are the names that were taken out and that stay by a release.  ``remarks`` point at
    places that a person should look at: a surname with a title (王局长) is not replaced, only shown.
    """

    text: str
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    remarks: tuple[Sentence, ...] = ()


class ReleaseNeedsReason(ValueError):
    """A name was released without a reason."""

    def __init__(self, name: str) -> None:
        self.says = Sentence(f"写出姓名“{name}”须由组长写明理由", f"Naming {name} needs the leader's reason")
        super().__init__(self.says.zh)


def for_outside(text: str, people: Iterable[Named], released: Mapping[str, str] | None = None) -> Outgoing:
    """``text`` with every name that was not released replaced by the post.

    ``released`` maps a name to the leader's reason; a blank reason raises ReleaseNeedsReason.  Longer names are taken
    first so that 王平安 is not read as 王平 followed by 安.  A name directly after its own post is simply dropped
    (``时任局长王平`` → ``时任局长``).
    """
    released = released or {}
    for name, reason in released.items():
        if not reason.strip():
            raise ReleaseNeedsReason(name)
    people = sorted(people, key=lambda person: (-len(person.name), person.name))
    replacements = {_tight(p.name): p.as_post for p in people if len(_tight(p.name)) > 1}
    if not replacements:
        return Outgoing(text, (), ())
    removed: list[str] = []
    kept: list[str] = []

    def put(match: re.Match[str]) -> str:
        name = _tight(match["name"])
        if name in released:
            _note(kept, name)
            return match[0]
        _note(removed, name)
        before = text[: match.start()]
        return "" if before.endswith(replacements[name]) else replacements[name]

    pattern = "|".join(_GAP.join(map(re.escape, name)) for name in replacements)
    out = re.sub(f"(?P<name>{pattern})", put, text)
    return Outgoing(out, tuple(removed), tuple(kept), _half_named(out, people, released))


_TITLES = "书记|局长|主任|镇长|乡长|县长|部长|校长|院长|所长|站长|科长|股长|组长|经理|会计|副"


def _half_named(text: str, people: Iterable[Named], released: Mapping[str, str]) -> tuple[Sentence, ...]:
    surnames = {_tight(p.name)[0] for p in people if p.name and _tight(p.name) not in released}
    found = [
        match[0]
        for surname in sorted(surnames)
        for match in re.finditer(f"{re.escape(surname)}(?:{_TITLES}|某)", text)
    ]
    return tuple(
        Sentence(
            f"文中“{hit}”可能指到具体的人，请改写为职务或单位",
            f"“{hit}” may point at a person; write the post or the body instead",
        )
        for hit in dict.fromkeys(found)
    )


def _tight(name: str) -> str:
    return re.sub(r"\s", "", name)


def _note(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)
