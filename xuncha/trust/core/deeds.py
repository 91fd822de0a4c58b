"""Deeds that need two persons: what each is called, who may propose it, who may approve it, and what it is bound to.

A deed is declared in the room that owns it, by ``declare``. It is proposed by one person and takes effect when another approves
it, or records the sheet that the approver signed. ``trust/two.py`` does both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust.core.roles import Role

Payload = Mapping[str, Any]
Fact = tuple[Sentence, Any]


def nothing_more(act: Any, rows: Sequence[Any], payload: Payload) -> None:
    """The check of a deed that asks for no more than the right persons."""


def nobody_barred(act: Any, rows: Sequence[Any], account: Any) -> bool:
    """Most deeds keep nobody away who holds the role."""
    return False


@dataclass(frozen=True)
class Deed:
    """One kind of two-person act.

    kind      its name in the journal: ``identity.open``
    title     what a user reads on the page and on the sheet
    propose, approve, record
              the roles, held at the rows' inspection or for the office; ``record`` are those who may record a signed sheet
    effect    ``effect(act, proposal, rows, payload, given)``: what happens once both agreed; ``given`` is what the approver adds,
              besides the proposer's ``share`` and ``reason``
    model     the kind of its rows ("" where it has none), ``columns`` those of their columns that must not change meanwhile
    check     ``check(act, rows, payload)``: refuses, at proposing and again before the effect, what cannot be done now
    says      ``says(rows, payload)``: what is shown of it and printed, as pairs; never sealed content
    custody   taken part in by those who keep a share of the identities' key there, whatever their roles
    bars      ``bars(act, rows, account)``: whether an account must not learn of it (回避); asked by the proposer's action
    share     ``share(act, rows, payload, given)``: what the proposer puts in for the others, bytes sealed to each; None for nothing
    asks      what the approver adds to ``given``, by name, as the page asks it
    page      the page of its row, as (name, argument); empty where there is none to go to
    """

    kind: str
    title: Sentence
    propose: frozenset[Role]
    approve: frozenset[Role]
    effect: Callable[[Any, Any, Sequence[Any], Payload, Mapping[str, Any]], Any]
    record: frozenset[Role] = frozenset()
    model: str = ""
    columns: tuple[str, ...] = ()
    check: Callable[[Any, Sequence[Any], Payload], None] = nothing_more
    says: Callable[[Sequence[Any], Payload], Sequence[Fact]] = lambda rows, payload: ()
    custody: bool = False
    bars: Callable[[Any, Sequence[Any], Any], bool] = nobody_barred
    share: Callable[[Any, Sequence[Any], Payload, Mapping[str, Any]], bytes] | None = None
    asks: Mapping[str, Sentence] = field(default_factory=dict)
    page: tuple[str, ...] = ()

    @property
    def decide(self) -> frozenset[Role]:
        """Who may bring it to an end: by approving, or by recording what was signed."""
        return self.approve | self.record

    @property
    def everybody(self) -> frozenset[Role]:
        """Who may take part at all."""
        return self.propose | self.decide


DEEDS: dict[str, Deed] = {}
"""Kind → deed, as the rooms declare them."""


def declare(deed: Deed) -> Deed:
    """Make a deed known. Raises ValueError for a kind that is declared already."""
    if DEEDS.get(deed.kind, deed) is not deed:
        raise ValueError(f"{deed.kind} is declared twice")
    DEEDS[deed.kind] = deed
    return deed
