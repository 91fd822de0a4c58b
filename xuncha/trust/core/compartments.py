"""Compartments: what is sealed under one key, and who holds that key.

A compartment is written ``kind:place``: ``letters:<inspection>``, ``body:<organisation>:<inspection>``, ``own:<account>``,
``office``. Who should hold its key follows from roles alone; who does hold it is in the key folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.trust.core.roles import HEADS, TEAM, Role


@dataclass(frozen=True)
class Kind:
    """A kind of compartment. ``split``: nobody holds the key whole, it is shared out among custodians."""

    name: str
    called: Sentence
    roles: frozenset[Role] = frozenset()
    split: bool = False


KINDS = {
    one.name: one
    for one in (
        Kind("team", Sentence("巡察组工作材料", "the team's own material"), TEAM),
        Kind(
            "work", Sentence("底稿、问题和报告", "working papers, findings and report"), TEAM | {Role.OFFICE}
        ),
        Kind("talks", Sentence("谈话", "interviews"), TEAM),
        Kind("jottings", Sentence("谈后小记", "notes after talks"), TEAM),
        Kind("letters", Sentence("信访件", "letters"), HEADS | {Role.PETITION}),
        Kind("leads", Sentence("问题线索", "leads"), frozenset({Role.LEADER})),
        Kind("identities", Sentence("反映人身份", "who reported"), split=True),
        Kind(
            "body",
            Sentence("与被巡察单位往来", "exchanged with the body"),
            TEAM | {Role.OFFICE, Role.CONTACT},
        ),
        Kind("office", Sentence("巡察办内部", "of the office"), frozenset({Role.OFFICE})),
        Kind("own", Sentence("本人", "of one account")),
    )
}


@dataclass(frozen=True)
class Compartment:
    """A parsed name."""

    kind: Kind
    inspection: UUID | None = None
    organisation: UUID | None = None
    account: UUID | None = None

    @classmethod
    def named(cls, name: str) -> Compartment:
        """Parse a name. Raises ValueError for a kind that is not known or a place that does not fit it."""
        kind, *places = name.split(":")
        if kind not in KINDS:
            raise ValueError(f"{kind} is no kind of compartment")
        match kind, places:
            case ("office", []):
                return cls(KINDS[kind])
            case ("own", [account]):
                return cls(KINDS[kind], account=UUID(account))
            case ("body", [body, inspection]):
                at = UUID(inspection) if inspection else None
                return cls(KINDS[kind], inspection=at, organisation=UUID(body))
            case ("team" | "work" | "talks" | "jottings" | "letters" | "leads" | "identities", [inspection]):
                return cls(KINDS[kind], inspection=UUID(inspection))
        raise ValueError(f"{name} does not say where")


def of_inspection(kind: str, inspection: UUID | str | None) -> str:
    """The name of an inspection's compartment; what belongs to no inspection is the office's."""
    return f"{kind}:{inspection}" if inspection else "office"


def of_body(organisation: UUID | str, inspection: UUID | str | None) -> str:
    """The name of what is exchanged with one body."""
    return f"body:{organisation}:{inspection or ''}"


#: The compartments of one inspection that die with it.
OF_AN_INSPECTION = ("team", "work", "talks", "jottings", "letters", "leads", "identities")
