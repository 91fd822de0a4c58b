"""The search for planted secrets finds what is there to be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prove.planting import IN_THE_OPEN, SOUNDS, ask, forms, search

SECRET = "翡翠琥珀麒麟"


@pytest.mark.parametrize("how", sorted(forms(SECRET)))
def test_a_secret_is_found_in_every_encoding(tmp_path: Path, how: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\x00before" + forms(SECRET)[how] + b"after\xff")
    assert f"deep/file: {how}" in search(tmp_path, SECRET)
    assert search(tmp_path, "魍鸢萏荇珞玑") == []


def test_a_secret_is_found_in_a_name(tmp_path: Path) -> None:
    (tmp_path / f"{SECRET}.csv").write_bytes(b"")
    assert search(tmp_path, SECRET) == [f"{SECRET}.csv: UTF-8"]


def test_every_character_has_one_sound() -> None:
    assert all(len(one) == 1 and SOUNDS[one].isascii() for one in SOUNDS)


def test_a_secret_in_an_open_column_of_the_office_is_found() -> None:
    told = ask(IN_THE_OPEN)
    assert {one.split(": ")[1] for one in told["found"]} == {"UTF-8"}
    assert any(one.startswith("office.sqlite3") for one in told["found"])
