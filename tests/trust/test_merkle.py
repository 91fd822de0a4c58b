"""The journal's tree is that of RFC 6962: the vectors of others agree, and its own proofs hold and no others."""

from __future__ import annotations

import base64
import hashlib
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.trust.core import merkle

pytestmark = pytest.mark.filterwarnings("error")
ARCHIVE = "vectors/rfc6962_merkle_testdata.tar.gz"


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(n).encode()) for n in range(count)]


def by_the_book(data: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, as it is written there."""
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return data[0]
    split = 1
    while split * 2 < len(data):
        split *= 2
    both = by_the_book(data[:split]) + by_the_book(data[split:])
    return hashlib.sha256(b"\x01" + both).digest()


@given(st.integers(0, 200))
def test_the_root_from_the_peaks_is_that_of_the_standard(size: int) -> None:
    assert merkle.root(leaves(size)) == by_the_book(leaves(size))


def test_leaves_and_nodes_are_marked_as_the_standard_says() -> None:
    """So that no inner node can pass for a leaf; digests of RFC 6962 trees that are known everywhere."""
    assert merkle.EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle.node_hash(b"a", b"b") == hashlib.sha256(b"\x01ab").digest()


@given(st.integers(0, 200))
def test_there_are_as_many_peaks_as_the_size_has_binary_ones(size: int) -> None:
    peaks: list[bytes] = []
    for n, leaf in enumerate(leaves(size)):
        merkle.grow(peaks, n, leaf)
    assert len(peaks) == size.bit_count()
    assert merkle.unpacked(merkle.packed(peaks), size) == peaks


@pytest.mark.parametrize(("text", "size"), [("", 1), ("00" * 32, 3), ("00" * 31, 1), ("xy" * 32, 1)])
def test_a_text_that_holds_no_peaks_is_told(text: str, size: int) -> None:
    assert merkle.unpacked(text, size) is None


@given(st.integers(1, 80), st.data())
def test_a_leaf_is_proved_where_it_stands_and_nowhere_else(size: int, data: st.DataObject) -> None:
    all_ = leaves(size)
    at, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    proof, tree = merkle.inclusion(all_, at), merkle.root(all_)
    assert merkle.included(all_[at], at, size, proof, tree)
    assert merkle.included(all_[at], other, size, proof, tree) == (other == at)


@given(st.integers(1, 80), st.data())
def test_a_tree_that_grew_is_proved_and_a_changed_beginning_is_not(size: int, data: st.DataObject) -> None:
    all_ = leaves(size)
    old = data.draw(st.integers(1, size))
    proof, before, after = merkle.consistency(all_, old), merkle.root(all_[:old]), merkle.root(all_)
    assert merkle.consistent(old, size, proof, before, after)
    changed = list(all_)
    changed[data.draw(st.integers(0, old - 1))] = merkle.leaf_hash(b"other")
    forged = merkle.consistency(changed, old)
    assert not merkle.consistent(old, size, forged, before, merkle.root(changed))


@given(st.integers(2, 40), st.data())
def test_a_proof_with_a_hash_more_or_less_or_a_short_one_shows_nothing(
    size: int, data: st.DataObject
) -> None:
    all_ = leaves(size)
    at, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    path, bridge = merkle.inclusion(all_, at), merkle.consistency(all_, old)
    tree, before = merkle.root(all_), merkle.root(all_[:old])
    wrong = [[*path, path[0]], path[:-1], [path[0][:-1], *path[1:]]]
    assert not any(merkle.included(all_[at], at, size, one, tree) for one in wrong)
    wrong = [[*bridge, bridge[0]], bridge[:-1], [bridge[0][:-1], *bridge[1:]], []]
    assert not any(merkle.consistent(old, size, one, before, tree) for one in wrong)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_outside_the_tree(index: int, size: int) -> None:
    assert not merkle.included(leaves(3)[0], index, size, [], leaves(3)[0])
    assert merkle.consistency(leaves(3), 0) == merkle.consistency(leaves(3), 3) == []


def vectors(archive: Path, folder: str) -> list[dict[str, Any]]:
    with tarfile.open(archive) as tar:
        return [
            json.load(tar.extractfile(one))  # type: ignore[arg-type]
            for one in tar
            if one.isfile() and one.name.startswith(f"testdata/{folder}/")
        ]


def raw(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def test_the_vectors_of_others_agree(real_data: Path) -> None:
    """196 right and wrong proofs by the authors of transparency-dev/merkle."""
    archive = real_data / ARCHIVE
    if not archive.exists():
        pytest.skip("the vectors of RFC 6962 are not beside this checkout")
    disagree, count = [], 0
    for one in vectors(archive, "inclusion"):
        proof = [raw(text) for text in one["proof"] or ()]
        right = merkle.included(
            raw(one["leafHash"]), one["leafIdx"], one["treeSize"], proof, raw(one["root"])
        )
        count += 1
        if right == one["wantErr"]:
            disagree.append(one["desc"])
    for one in vectors(archive, "consistency"):
        proof = [raw(text) for text in one["proof"] or ()]
        right = merkle.consistent(one["size1"], one["size2"], proof, raw(one["root1"]), raw(one["root2"]))
        count += 1
        if right == one["wantErr"]:
            disagree.append(one["desc"])
    assert (count, disagree) == (196, [])
