"""回避: who must keep out of an inspection. Trust asks; the room that keeps what was declared answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from xuncha.trust.models import Account

Knows = Callable[[UUID], frozenset[UUID]]
KNOWN: list[Knows] = []


def knows_recusals(answer: Knows) -> Knows:
    """Register ``answer(person_id) -> the inspections the person must keep out of``."""
    KNOWN.append(answer)
    return answer


def recused_from(account: Account) -> frozenset[UUID]:
    """The inspections that the person behind an account must keep out of; none where no person is entered."""
    return frozenset() if account.person_id is None else person_recused_from(account.person_id)


def person_recused_from(person: UUID) -> frozenset[UUID]:
    """The inspections that a person must keep out of."""
    return frozenset().union(*(answer(person) for answer in KNOWN))


def recused(account: Account, inspection: UUID | None) -> bool:
    """Whether the person behind an account must keep out of this inspection."""
    return inspection is not None and inspection in recused_from(account)
