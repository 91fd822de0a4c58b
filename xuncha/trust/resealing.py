"""重新密封: what an older key pair sealed is sealed anew under the newest, by somebody who may open it; it is shown to nobody.

Then the older pair opens nothing any more and may be destroyed (``retiring``). Nothing is remembered of how far one got: each
sealed value names its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models.functions import Substr

from xuncha.sealed import stream
from xuncha.sealed.envelope import CannotOpen, Lock, Opener, open_envelope, seal
from xuncha.trust import clock, key_folder, keyring, vault
from xuncha.trust.access import whole
from xuncha.trust.core.compartments import Compartment
from xuncha.trust.core.key_file import KeyFile, Pair
from xuncha.trust.models import DeedProposal
from xuncha.trust.refusal import NoKey
from xuncha.trust.vault import Sealed, SealedField

WHY = "which key sealed a value is told by its first bytes, seen or not"
ELSEWHERE: list[Callable[[], frozenset[UUID]]] = []


def keeps_as_sealed(answer: Callable[[], frozenset[UUID]]) -> Callable[[], frozenset[UUID]]:
    """Register ``answer() -> the inspections whose rows must stay as they are sealed``: a machine has them, too."""
    ELSEWHERE.append(answer)
    return answer


def kept_as_sealed() -> frozenset[UUID]:
    """The inspections whose rows must stay as they are sealed."""
    return frozenset().union(*(answer() for answer in ELSEWHERE))


@dataclass(frozen=True)
class Old:
    """A value that an older pair sealed: where it stands, and what opens it."""

    model: type[models.Model]
    column: str
    row: UUID
    opener: Opener
    newest: Lock


def columns() -> list[tuple[type[models.Model], str]]:
    """Every sealed column of every table."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]


def old_values() -> Iterator[Old]:
    """What an older pair sealed and an unlocked account opens; without rows that a proposal is bound to as they stand."""
    known, bound = _openers(), _bound()
    if not known:
        return
    for model, column in columns():
        heads = whole(model, WHY).exclude(**{column: None}).annotate(head=_head(column)).order_by("pk")
        for pk, head in heads.values_list("pk", "head"):
            found = known.get(bytes(head)[2:])
            if found is not None and str(pk) not in bound:
                yield Old(model, column, pk, *found)


def left() -> int:
    """How many values older pairs sealed that an unlocked account opens."""
    return sum(1 for _ in old_values())


def reseal(old: Old) -> bool:
    """Seal one value under the newest pair; False where somebody changed its row meanwhile, or it is damaged and stays as it is."""
    row: Any = whole(old.model, WHY).get(pk=old.row)
    place, sealed = vault.place(row, old.column), getattr(row, old.column)
    try:
        fresh = _fresh(old, place, sealed)
    except CannotOpen:
        return False
    same = whole(old.model, WHY).filter(pk=old.row, version=row.version)
    return bool(same.update(**{old.column: Sealed(fresh)}))


def older_pairs() -> int:
    """How many older pairs there are, in all compartments."""
    return sum(len(stored.older()) for stored in _files())


def _fresh(old: Old, place: str, sealed: bytes) -> bytes:
    if stream.is_stream(sealed):
        return stream.wrapped(old.newest, place, stream.unwrapped(old.opener, place, sealed))
    return seal(old.newest, place, open_envelope(old.opener, place, sealed))


def unused() -> list[tuple[str, str]]:
    """The older pairs (compartment, id in hex) that sealed nothing that is still there, and of which no machine holds anything."""
    away, used = kept_as_sealed(), _used()
    found = []
    for stored in _files():
        if Compartment.named(stored.name).inspection not in away:
            found += [(stored.name, one.id.hex()) for one in stored.older() if one.id not in used]
    return found


def _openers() -> dict[bytes, tuple[Opener, Lock]]:
    """Id of every older pair that is open here → its opener, and the lock that seals now."""
    away, found = kept_as_sealed(), {}
    for stored in _files():
        where = Compartment.named(stored.name)
        if where.kind.split or where.inspection in away:
            continue
        for pair in stored.older():
            opener = _opener(stored, pair)
            if opener is not None:
                found[opener.lock.id] = (opener, stored.lock)
    return found


def _opener(stored: KeyFile, pair: Pair) -> Opener | None:
    try:
        return keyring.opener_of(stored.name, stored.lock_of(pair).head)
    except NoKey:
        return None


def _files() -> list[KeyFile]:
    return [stored for name in key_folder.names() if (stored := key_folder.load(name)) and stored.older()]


def _used() -> set[bytes]:
    """The ids of all keys that sealed something that is still there."""
    found = set()
    for model, column in columns():
        heads = whole(model, WHY).exclude(**{column: None}).annotate(head=_head(column)).order_by()
        found |= {bytes(one)[2:] for one in heads.values_list("head", flat=True).distinct()}
    return found


def _head(column: str) -> Substr:
    return Substr(column, 1, 10, output_field=models.BinaryField())


def _bound() -> set[str]:
    """The rows of proposals that are open, or approved and not used yet: another ciphertext would void them."""
    live = whole(DeedProposal, WHY).filter(
        state__in=[DeedProposal.OPEN, DeedProposal.DONE], used_on=None, expires__gte=clock.today()
    )
    return {key for rows in live.values_list("rows", flat=True) for key in rows}
