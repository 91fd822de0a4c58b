"""What a bundle must not hold is not packed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.sealed.bundles import BUNDLE, IDENTITY, SIGNER, Files, packed
from xuncha.sealed.bundle import pack


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "/etc/x",
        "a//b",
        "a/../b",
        "./a",
        "a\\b",
        "C:x",
        ".hidden",
        "-x",
        "a.",
        "甲乡.pdf",
        "a b",
        "",
        "x" * 180,
    ],
)
def test_a_path_that_is_not_harmless_is_not_packed(path: str) -> None:
    with pytest.raises(ValueError, match="name"):
        packed(replace(BUNDLE, files={path: b""}))


@pytest.mark.parametrize("files", [{"a": b"", "A": b""}, {"a": b"", "a/b": b""}], ids=["case", "folder"])
def test_paths_that_meet_on_some_systems_are_not_packed(files: Files) -> None:
    with pytest.raises(ValueError, match="name"):
        packed(replace(BUNDLE, files=files))


@pytest.mark.parametrize("record", [{"a": float("nan")}, {"a": b"x"}, {"a": object()}, {1: {2}}])
def test_what_is_no_plain_json_is_not_packed(record: dict[object, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        packed(replace(BUNDLE, records={"letter": [record]}))  # type: ignore[list-item]


@pytest.mark.parametrize("recipients", [[], ["age1"], [IDENTITY], ["甲"]])
def test_nobody_is_no_receiver(recipients: list[str]) -> None:
    with pytest.raises(ValueError, match=r"nobody|no age public key"):
        pack(BUNDLE, recipients, SIGNER)
