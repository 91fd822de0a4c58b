"""The journal as a Merkle tree in the shape of RFC 6962, section 2.1: one hash, the root, stands for all rows and their order.

Hashes are 32 bytes of SHA-256. The tree is kept as its *peaks*, the roots of the perfect trees that the binary digits of the
size call for, the largest first: so a row is appended in O(log n), and the root is had without reading a row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
#: The root of no rows.
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf, marked so that no inner node can pass for one."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def grow(peaks: list[bytes], size: int, leaf: bytes) -> None:
    """Append a leaf's hash to a tree of ``size`` leaves, in place."""
    while size & 1:
        leaf = node_hash(peaks.pop(), leaf)
        size >>= 1
    peaks.append(leaf)


def root_of(peaks: Sequence[bytes]) -> bytes:
    """The root over the peaks."""
    if not peaks:
        return EMPTY
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over the hashes of all leaves."""
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaves):
        grow(peaks, size, leaf)
    return root_of(peaks)


def packed(peaks: Sequence[bytes]) -> str:
    """Peaks as hex digits, for a text column."""
    return b"".join(peaks).hex()


def unpacked(text: str, size: int) -> list[bytes] | None:
    """The peaks of a tree of ``size`` leaves; None for a text that cannot be theirs."""
    try:
        data = bytes.fromhex(text)
    except ValueError:
        return None
    if len(data) != HASH_BYTES * size.bit_count():
        return None
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


# --- proofs ----------------------------------------------------------------------------------------------------------


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes by which anybody sees that leaf ``index`` (from 0) is in the tree of ``leaves``: PATH(m, D[n])."""
    if len(leaves) <= 1:
        return []
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return [*inclusion(left, index), root(right)]
    return [*inclusion(right, index - split), root(left)]


def consistency(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """The hashes by which anybody sees that the tree of the first ``size`` leaves grew into that of all: PROOF(m, D[n])."""
    return _sub_proof(leaves, size, True) if 0 < size < len(leaves) else []


def _sub_proof(leaves: Sequence[bytes], size: int, known: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if known else [root(leaves)]
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if size <= split:
        return [*_sub_proof(left, size, known), root(right)]
    return [*_sub_proof(right, size - split, False), root(left)]


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree: bytes) -> bool:
    """Whether ``proof`` shows that the leaf stands at ``index`` (from 0) of the tree of ``size`` leaves with root ``tree``."""
    if not 0 <= index < size or not _hashes([leaf, tree, *proof]):
        return False
    at, last, found = index, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(one, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return last == 0 and found == tree


def consistent(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether ``proof`` shows that the tree of ``old`` leaves is the beginning of that of ``new``. No tree of 0 is proved."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if not _hashes([old_root, new_root, *proof]):
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for one in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(one, first), node_hash(one, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, one)
        at, last = at >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _hashes(values: Iterable[bytes]) -> bool:
    return all(len(one) == HASH_BYTES for one in values)
