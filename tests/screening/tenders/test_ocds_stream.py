"""Releases come out of files of every shape; what cannot be read is named with line and path, the rest counts."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.screening.core.ocds_stream import Broken, Found, releases

TWO = {"releases": [{"ocid": "a", "x": [1, {"y": "\n}"}]}, {"ocid": "b"}], "uri": "u"}


def read(raw: bytes | str | object) -> list[tuple[int, str, str]]:
    """Line, path, and ocid or fault of everything found."""
    if not isinstance(raw, (bytes, str)):
        raw = json.dumps(raw, indent=1)
    stream = io.BytesIO(raw.encode() if isinstance(raw, str) else raw)
    return [
        (one.line, one.path, one.release["ocid"] if isinstance(one, Found) else one.fault)
        for one in releases(stream)
    ]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (TWO, [(3, "/releases/0", "a"), (12, "/releases/1", "b")]),
        ({"ocid": "one"}, [(1, "", "one")]),
        ([{"ocid": "a"}, {"ocid": "b"}], [(2, "/0", "a"), (5, "/1", "b")]),
        ({"records": [{"ocid": "r", "compiledRelease": {"tag": []}}]}, [(3, "/records/0/compiledRelease", "r")]),
        ({"records": [{"ocid": "r", "releases": [{"ocid": "r"}]}]}, [(3, "/records/0/releases/0", "r")]),
        ({"releases": [5, {"id": "x"}]}, [(3, "/releases/0", "shape"), (4, "/releases/1", "ocid")]),
        ({"releases": "none"}, [(1, "", "shape")]),
    ],
)  # fmt: skip
def test_a_document_gives_its_releases(document: object, expected: list[tuple[int, str, str]]) -> None:
    assert read(document) == expected


def test_lines_may_be_releases_records_and_packages_in_one_file() -> None:
    rows = [{"ocid": "a"}, TWO, {"ocid": "r", "compiledRelease": {"tag": ["compiled"]}}]
    raw = "\n".join(json.dumps(row) for row in rows)
    assert read(raw) == [
        (1, "", "a"),
        (2, "/releases/0", "a"),
        (2, "/releases/1", "b"),
        (3, "/compiledRelease", "r"),
    ]


def test_a_broken_line_is_named_and_the_next_one_is_read() -> None:
    raw = b'{"ocid":"a"}\n\n{"ocid":\n{"ocid":"\xff"}\n{"ocid":"b","n":NaN}\n{"ocid":"c"}\n'
    assert read(raw) == [(1, "", "a"), (3, "", "json"), (4, "", "utf-8"), (5, "", "json"), (6, "", "c")]


def test_half_a_document_gives_what_came_before_the_break() -> None:
    whole = json.dumps(TWO, indent=1)
    assert read(whole[: whole.index('"b"')]) == [(3, "/releases/0", "a"), (12, "/releases/1", "cut")]


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read(b'\xef\xbb\xbf{"ocid":"a"}\n{"ocid":"b"}\n') == [(1, "", "a"), (2, "", "b")]


def test_an_empty_file_gives_nothing_and_a_text_is_no_json() -> None:
    assert (read(""), read("hello")) == ([], [(1, "", "json")])


def test_amounts_stay_exact() -> None:
    (one,) = releases(io.BytesIO(b'{"ocid":"a","v":0.1}'))
    assert isinstance(one, Found)
    assert str(one.release["v"]) == "0.1"


def test_deeply_nested_json_is_named() -> None:
    (one,) = releases(io.BytesIO(b'{"ocid":' + b"[" * 100_000 + b"]" * 100_000 + b"}"))
    assert isinstance(one, Broken)


@given(st.binary(max_size=200), st.integers(0, 200))
def test_nothing_makes_the_reader_stop(noise: bytes, cut: int) -> None:
    raw = json.dumps(TWO, indent=1).encode()
    for one in releases(io.BytesIO(raw[:cut] + noise + raw[cut:])):
        assert one.line >= 1
