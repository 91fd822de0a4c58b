"""Shredding: the keys of compartments are destroyed, what they sealed stays as bytes that nobody can read.

The database keeps the list, written with the journal row; the key folder keeps a tombstone for each. Whichever of the two comes
back from an older copy, the other destroys the key again (``enforce``).
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from xuncha.trust import key_folder, keyring
from xuncha.trust.act import Act
from xuncha.trust.core.compartments import OF_AN_INSPECTION, Compartment, of_inspection
from xuncha.trust.models import ShreddedCompartment

_PAIR = "#"


def of_an_inspection(inspection: UUID) -> list[str]:
    """The compartments that die with an inspection: its own, and what was exchanged with its bodies."""
    own = [of_inspection(kind, inspection) for kind in OF_AN_INSPECTION]
    others = [name for name in key_folder.names() if Compartment.named(name).inspection == inspection]
    return sorted({*own, *others})


def shred(act: Act, names: Iterable[str]) -> int:
    """Write down that these compartments, or older pairs of them (``retired``), are shredded. The number new.

    Their keys are destroyed as soon as that is committed.
    """
    known = set(ShreddedCompartment.objects.values_list("name", flat=True))
    new = [name for name in names if name not in known]
    for name in new:
        act.add(ShreddedCompartment(name=name, on=act.today))
    transaction.on_commit(enforce)
    return len(new)


def retired(name: str, known_as: str) -> str:
    """How the list names one older key pair of a compartment."""
    return f"{name}{_PAIR}{known_as}"


def enforce() -> int:
    """Destroy every key that the list says is destroyed, whatever the key folder holds; the number that was still there."""
    revived = [name for name in ShreddedCompartment.objects.values_list("name", flat=True) if not gone(name)]
    for name in revived:
        whole, _, known_as = name.partition(_PAIR)
        if known_as:
            keyring.retire(whole, known_as)
        else:
            keyring.shred(name)
    return len(revived)


def gone(name: str) -> bool:
    """Whether a key is destroyed for good: of a compartment no file and a tombstone, of an older pair no trace in the file."""
    whole, _, known_as = name.partition(_PAIR)
    if known_as:
        return not keyring.has_older(whole, known_as)
    return key_folder.is_destroyed(name) and not keyring.exists(name)
