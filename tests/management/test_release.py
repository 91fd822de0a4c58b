"""``xuncha release``: says whether the program is as released, and under which code."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from xuncha.office import release

CODE = "2bf8 00de 6640 2b89 803f 09ad 5c18 4474"


def run(*words: str) -> tuple[int, str, str]:
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("release", *words, stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue(), err.getvalue()


def test_a_program_under_development_has_nothing_to_compare_with() -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert "没有发布清单" in out


def test_a_released_program_tells_the_code_for_the_installation_sheet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(release, "code", lambda: CODE)
    code, out, _ = run()
    assert code == 0
    assert f"清单码：{CODE}" in out


def test_each_changed_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = [release.Change("trust/act.py", "changed"), release.Change("door.py", "added")]
    monkeypatch.setattr(release, "changes", lambda: changes)
    code, out, err = run("--json")
    assert code == 1
    assert json.loads(out)["changes"] == [
        {"file": "trust/act.py", "how": "changed"},
        {"file": "door.py", "how": "added"},
    ]
    assert "程序文件 trust/act.py 被改动" in err
    assert "program file door.py is added" in err
