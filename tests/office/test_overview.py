"""`xuncha --help`: every command with a line that a clerk understands."""

from __future__ import annotations

import sys

import pytest

from xuncha.office.command import _commands, main


def test_every_command_tells_what_it_does_in_chinese_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["xuncha", "--help"])
    main()
    said = capsys.readouterr().out
    assert {"demo", "serve", "screen", "plan", "keys", "journal"} <= {name for name, _ in _commands()}
    for name, text in _commands():
        first = text.splitlines()[0]
        assert f"  {name:<12}{first}\n" in said
        assert any("\u4e00" <= letter <= "\u9fff" for letter in first)
