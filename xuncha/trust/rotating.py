"""更换密钥: a compartment gets a new key pair. What is sealed from then on needs the new one; what was sealed before stays readable.

Somebody who held a key and left may have kept it: it opens nothing that was sealed after the next rotation. Making a pair needs no
key that anybody holds, so it may be done by who opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.trust import clock, key_folder, keyring, limits, split_keys
from xuncha.trust.account_keys import trusted_keys
from xuncha.trust.core.compartments import Compartment
from xuncha.trust.core.key_file import KeyFile, Shredded
from xuncha.trust.models.accounts import Holdings
from xuncha.trust.refusal import Refusal

ON_A_MACHINE = Sentence(
    "这是带出去的单机，密钥由巡察办更换，不在单机上换。",
    "This machine is out; keys are rotated at its office.",
)
AT_THE_OFFICE = Sentence(
    "请回到巡察办的系统上办理；单机带回的内容照样能打开。",
    "Do it at the office; what the machine brings home opens all the same.",
)


@dataclass(frozen=True)
class Age:
    """A compartment whose key should be followed by a new one, and since when it has it."""

    name: str
    made: date


def due() -> list[Age]:
    """The compartments whose newest key is old by the rule, or was held by somebody who has left; oldest first.

    A compartment that nobody holds any more (the inspection is over) is never due: nothing is sealed there.
    """
    rule, today, held = limits.rotation_rule(), clock.today(), Holdings.today()
    old = [
        one for one in _loaded(key_folder.names()) if one.newest.is_due(today, rule.days, rule.after_leaving)
    ]
    found = [
        Age(one.name, date.fromisoformat(one.newest.made)) for one in old if _has_holders(one.name, held)
    ]
    return sorted(found, key=lambda one: (one.made, one.name))


def names_at(inspection: UUID | None) -> list[str]:
    """The compartments of one inspection that have a key; of the whole office for None."""
    found = key_folder.names()
    return [one for one in found if inspection is None or Compartment.named(one).inspection == inspection]


def rotate(names: Iterable[str]) -> list[str]:
    """Make a new key pair for each of these that is in use; the names of those that got one.

    Raises Refusal on a stand-alone machine: its office would not know the key.
    """
    if key_folder.is_away():
        raise Refusal("on-a-machine", ON_A_MACHINE, AT_THE_OFFICE)
    done, held = [], Holdings.today()
    for one in _loaded(names):
        if not _has_holders(one.name, held):
            continue
        with key_folder.locked():
            stored = key_folder.load(one.name)
            if stored is None:
                continue
            pair = keyring.new_pair(stored.name, stored.newest.number + 1, stored.lock.pepper)
            key_folder.save(stored.followed_by(pair))
        done.append(one.name)
    return done


def _loaded(names: Iterable[str]) -> list[KeyFile]:
    found = []
    for name in names:
        with suppress(Shredded):
            stored = key_folder.load(name)
            found += [stored] if stored is not None else []
    return found


def _has_holders(name: str, held: Holdings) -> bool:
    """Whether somebody would be given the new key."""
    where = Compartment.named(name)
    if where.kind.split:
        return len(split_keys.receivers(where.inspection)) >= split_keys.SHARES_NEEDED
    return bool(trusted_keys(keyring.should_hold(name, held)))
