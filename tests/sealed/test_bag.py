"""A bag tells of every file that is missing, changed, added, listed twice or outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.sealed.bag import NotABag, check_bag, pack_bag

PAYLOAD = {"a.txt": b"one", "b/c.bin": bytes(range(256))}
Bag = dict[str, bytes]


@settings(deadline=None, max_examples=40)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9._]{1,9}(/[a-z0-9_]{1,9})?", fullmatch=True), st.binary(max_size=50)
    )
)
def test_what_is_packed_is_found_whole(payload: Bag) -> None:
    payload = {path: data for path, data in payload.items() if not path.startswith("..")}
    assert check_bag(pack_bag(payload, {"note.txt": b""})) == payload


def test_another_reader_finds_it_valid(tmp_path: Path) -> None:
    for name, content in pack_bag(PAYLOAD, {"bundle.json": b"{}"}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    bag = bagit.Bag(str(tmp_path))
    assert bag.validate() is True
    assert bag.info["Payload-Oxum"] == "259.2"
    assert bag.version_info == (1, 0)


def set_(name: str, content: bytes) -> Callable[[Bag], None]:
    return lambda bag: bag.__setitem__(name, content)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (set_("data/a.txt", b"two"), "manifest-sha256.txt: a file is missing or was changed"),
        (lambda bag: bag.pop("data/a.txt"), "manifest-sha256.txt: a file is missing or was changed"),
        (set_("data/more", b""), "a manifest does not list the payload"),
        (set_("bundle.json", b"[]"), "tagmanifest-sha256.txt: a file is missing or was changed"),
        (lambda bag: bag.pop("manifest-sha256.txt"), "tagmanifest-sha256.txt: a file is missing or was changed"),
        (lambda bag: bag.pop("bagit.txt"), "bagit.txt: no declaration, or of an unknown version"),
        (set_("bagit.txt", b"BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"),
         "bagit.txt: no declaration, or of an unknown version"),
        (set_("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n"),
         "bagit.txt: an unknown character encoding"),
        (set_("fetch.txt", b"https://example.org/x 1 data/x\n"), "fetch.txt: a file that was not fetched"),
        (set_("fetch.txt", b"https://example.org/x 1 ../x\n"), "a path that leaves the bag"),
        (set_("manifest-md5.txt", b""), "a manifest does not list the payload"),
        (set_("manifest-md5.txt", b"nothing\n"), "manifest-md5.txt: a line that is none"),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_told(change: Callable[[Bag], None], says: str) -> None:
    bag = pack_bag(PAYLOAD, {"bundle.json": b"{}"})
    change(bag)
    with pytest.raises(NotABag) as told:
        check_bag(bag)
    assert str(told.value) == says


def test_without_any_manifest_it_is_no_bag() -> None:
    bag = {name: data for name, data in pack_bag(PAYLOAD, {}).items() if "manifest" not in name}
    with pytest.raises(NotABag, match="no manifest of the payload"):
        check_bag(bag)


@pytest.mark.parametrize(
    "path", ["/etc/x", "../x", "data/../../x", "~/x", "C:\\x", "\\\\host\\x", "./../x", "data/..", "..\\x"]
)
def test_a_listed_path_outside_the_bag_is_refused(path: str) -> None:
    bag = pack_bag({}, {})
    bag["manifest-sha256.txt"] = f"{'0' * 64}  {path}\n".encode()
    del bag["tagmanifest-sha256.txt"]
    with pytest.raises(NotABag, match="a path that leaves the bag"):
        check_bag(bag)


def test_what_is_listed_twice_is_refused() -> None:
    bag = pack_bag(PAYLOAD, {})
    bag["manifest-sha256.txt"] *= 2
    del bag["tagmanifest-sha256.txt"]
    with pytest.raises(NotABag, match="listed twice"):
        check_bag(bag)
