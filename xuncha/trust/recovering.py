"""The recovery key, joined in memory from shares on paper, gives every compartment's key back to those who should hold it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.sealed import shares
from xuncha.sealed.envelope import CannotOpen, Opener, open_envelope, seal
from xuncha.trust import key_folder, keyring, split_keys
from xuncha.trust.core.compartments import Compartment
from xuncha.trust.core.key_file import KeyFile
from xuncha.trust.refusal import Refusal

FOREIGN = Sentence(
    "这两份恢复码合不出本系统的恢复密钥。", "These two shares do not give this installation's recovery key."
)
COMPARE = Sentence(
    "请核对恢复码纸张上的编号和日期是否属于同一次启用。",
    "See whether both sheets are of the same first start.",
)


def read_digits(text: str) -> bytes:
    """A share as it was typed. Raises Refusal naming the group that is wrong."""
    try:
        return shares.from_digits(text)
    except shares.BadShare as bad:
        raise Refusal("bad-share", Sentence(bad.zh, bad.en)) from None


def recover(parts: Iterable[bytes], keeper: UUID | None = None) -> int:
    """Hand every compartment's key over once more, as the roles say today; the number of wraps and splittings made.

    A split key needs two of its shares: those under the recovery lock, or one of them and the share of ``keeper``, who is acting.
    Raises Refusal for shares that do not join to the recovery key.
    """
    master = _master(parts)
    done = 0
    for name in key_folder.names():
        stored = key_folder.load(name)
        if stored is not None:
            with suppress(CannotOpen):  # sealed to the recovery lock of an earlier first start
                done += _split_back(master, stored, keeper) if _is_split(name) else _handed(master, stored)
    return done


def _is_split(name: str) -> bool:
    return Compartment.named(name).kind.split


def _master(parts: Iterable[bytes]) -> Opener:
    """The recovery key, tried on the lock before it is used on anything."""
    lock = key_folder.recovery()
    try:
        if lock is None:
            raise CannotOpen
        master = Opener(lock, shares.join(list(parts)))
        open_envelope(master, "probe", seal(lock, "probe", b""))
    except (shares.CannotJoin, CannotOpen):
        raise Refusal("foreign-shares", FOREIGN, COMPARE) from None
    return master


def _handed(master: Opener, stored: KeyFile) -> int:
    openers = {
        pair.public: Opener(
            stored.lock_of(pair),
            open_envelope(master, f"recovery|{stored.name}", bytes.fromhex(pair.recovery)),
        )
        for pair in stored.pairs
        if pair.recovery
    }
    return keyring.hand_over_one(stored.name, openers)


def _split_back(master: Opener, stored: KeyFile, keeper: UUID | None) -> int:
    inspection = Compartment.named(stored.name).inspection
    if inspection is None or not split_keys.is_due(inspection):
        return 0
    parts = split_keys.spare_parts(stored, master)
    if keeper is not None and keeper in split_keys.keepers(inspection):
        parts.append(split_keys.share_of(stored.name, keeper))
    if len(parts) < split_keys.SHARES_NEEDED:
        return 0
    split_keys.split_anew(stored.name, parts)
    return 1
