"""A container holds ordinary files with harmless names; everything else that a tar can hold is refused."""

from __future__ import annotations

import io
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.sealed.container import NotAContainer, unwrap, wrap

FILES = {"bundle/a.json": b"{}", "bundle/data/1.bin": bytes(513), "bundle/data/2.bin": b""}
NAMES = st.from_regex(r"[a-z0-9_]{1,8}(/[a-z0-9_]{1,8}){0,3}", fullmatch=True)


def tar(*entries: tarfile.TarInfo, format: int = tarfile.USTAR_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as made:
        for entry in entries:
            made.addfile(entry, io.BytesIO(bytes(entry.size)))
    return out.getvalue()


def entry(name: str, type: bytes = tarfile.REGTYPE, link: str = "", size: int = 0) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.size = type, link, size
    return made


def test_files_come_back_in_their_order() -> None:
    assert list(unwrap(wrap(FILES)).items()) == list(FILES.items())


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(NAMES, st.binary(max_size=1100), max_size=6))
def test_whatever_is_wrapped_is_unwrapped(files: dict[str, bytes]) -> None:
    try:
        data = wrap(files)
    except NotAContainer:
        parts = [name.split("/") for name in files]
        assert any(a != b and a == b[: len(a)] for a in parts for b in parts)
        return
    assert unwrap(data) == files


def test_it_is_a_tar_that_every_tool_reads() -> None:
    with tarfile.open(fileobj=io.BytesIO(wrap(FILES))) as read:
        assert {m.name: read.extractfile(m).read() for m in read.getmembers()} == FILES  # type: ignore[union-attr]
        assert {(m.mtime, m.uid, m.gid, m.uname, m.gname) for m in read.getmembers()} == {(0, 0, 0, "", "")}


def test_zeros_may_follow() -> None:
    assert unwrap(wrap(FILES) + bytes(100_000)) == FILES


@pytest.mark.parametrize(
    "type",
    [
        tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE,
        tarfile.CONTTYPE, tarfile.AREGTYPE, tarfile.GNUTYPE_SPARSE, tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.XGLTYPE,
    ],
    ids=["symlink", "link", "character device", "block device", "folder", "pipe", "contiguous", "old", "sparse", "long name",
         "extended", "global"],
)  # fmt: skip
def test_what_is_no_ordinary_file_is_refused(type: bytes) -> None:
    with pytest.raises(NotAContainer):
        unwrap(tar(entry("a", type, "b" if type in (tarfile.SYMTYPE, tarfile.LNKTYPE) else "")))


@pytest.mark.parametrize("format", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_and_foreign_names_have_no_way_in(format: int) -> None:
    with pytest.raises(NotAContainer):
        unwrap(tar(entry("甲" * 120), format=format))


@pytest.mark.parametrize(
    "name",
    ["../a", "a/../b", "/a", "./a", "a//b", ".a", "-a", "a.", "a/.b", "a\\b", "C:a", "~a", "a b", "a\n", "甲", "", "a" * 201],
)  # fmt: skip
def test_a_name_that_is_not_harmless_is_refused_both_ways(name: str) -> None:
    with pytest.raises(NotAContainer):
        wrap({name: b""})
    if len(name) <= 100:
        with pytest.raises(NotAContainer):
            unwrap(tar(entry(name)))


@pytest.mark.parametrize("names", [("a", "a"), ("a", "A"), ("a", "a/b"), ("b/a/c", "b/A")])
def test_names_that_meet_are_refused(names: tuple[str, str]) -> None:
    with pytest.raises(NotAContainer):
        unwrap(tar(*(entry(name) for name in names)))


def test_a_name_of_101_letters_without_folders_does_not_fit() -> None:
    with pytest.raises(NotAContainer, match="too long"):
        wrap({"a" * 101: b""})


def test_cut_short_it_is_refused() -> None:
    data = wrap({"a": bytes(600)})
    end = data.rindex(b"ustar") - 257 + 512 + 1024
    for length in range(0, end + 1023, 101):
        with pytest.raises(NotAContainer):
            unwrap(data[:length])


def test_something_behind_the_end_is_refused() -> None:
    with pytest.raises(NotAContainer, match="zeros"):
        unwrap(wrap(FILES) + b"x")


@pytest.mark.parametrize(
    ("at", "field"),
    [(124, b"\x80" + b"\0" * 10 + b"\x01"), (124, b"-0000000001\0"), (124, b"99999999999\0"), (124, b"\0" * 12), (148, b"0000000\0"),
     (263, b"  ")],
    ids=["binary size", "minus", "no octal", "none", "sum", "version"],
)  # fmt: skip
def test_a_head_that_is_not_as_we_write_it_is_refused(at: int, field: bytes) -> None:
    head = bytearray(wrap({"a": b"x"}))
    head[at : at + len(field)] = field
    if at != 148:
        head[148:156] = b" " * 8
        head[148:156] = f"{sum(head[:512]):06o}\0 ".encode()
    with pytest.raises(NotAContainer):
        unwrap(bytes(head))


@pytest.mark.parametrize(
    "field", [b"-0000000001\0", b"0000000_001\0", b"000000000o1\0", b"+0000000001\0", b" 0000000001\0"]
)
def test_a_size_is_written_in_digits_alone(field: bytes) -> None:
    """What Python would take for a number besides: signs, underscores, prefixes, blanks."""
    data = bytearray(wrap({"a": b"x"}))
    data[124:136] = field
    data[148:156] = b" " * 8
    data[148:156] = f"{sum(data[:512]):06o}\0 ".encode()
    with pytest.raises(NotAContainer, match="a number that is none"):
        unwrap(bytes(data))
