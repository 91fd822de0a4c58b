"""``xuncha demo`` tells its story to the end, prints the round's table, and every paper it writes opens."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).with_name("xuncha")


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    around = {**os.environ, "XUNCHA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "xuncha.office.settings"}
    around.pop("XUNCHA_DATABASE", None)
    return subprocess.run(
        [COMMAND, "demo", "--no-serve", *words], env=around, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    done = run(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "said.txt").write_text(done.stdout)
    return folder


def test_it_prints_the_rounds_table_and_where_the_papers_lie(home: Path) -> None:
    said = (home / "said.txt").read_text()
    for word in (
        "巡察对象",
        "空白",
        "待确定",
        "巡察组",
        "信访事项去向",
        "谈话",
        "待核事项",
        "问题",
        "整改事项",
        "文书",
        "双人拆封",
        "单机往返",
        "离组交接",
        "核验的留痕",
        str(home / "papers"),
    ):
        assert word in said


@pytest.fixture(scope="module")
def told(home: Path) -> list[dict[str, Any]]:
    """The round's table, told twice more."""
    return [json.loads(run(home, "--json").stdout) for _ in range(2)]


def test_told_again_it_is_the_same_and_changes_nothing(told: list[dict[str, Any]]) -> None:
    assert told[0] == told[1]
    assert (told[0]["空白 / blanks"], told[0]["重复 / doubles"], told[0]["信访件 / letters"]) == (0, 0, 300)
    assert told[0]["整改状态 / by state"]["完成"] >= 1


def test_what_is_kept_from_whom_was_played(told: list[dict[str, Any]]) -> None:
    assert (
        told[0]["双人拆封 / identities opened by two"],
        told[0]["单机往返 / machines that came home"],
        told[0]["离组交接 / left a team"],
    ) == (1, 1, 1)
    assert told[0]["核验的留痕 / journal rows verified"] > 1000


def test_its_journal_is_whole(home: Path) -> None:
    around = {**os.environ, "XUNCHA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "xuncha.office.settings"}
    done = subprocess.run(
        [COMMAND, "journal", "verify"], env=around, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "留痕完整" in done.stdout) == (0, True)


def test_sealed_words_are_nowhere_in_its_database(home: Path) -> None:
    """Words that stand only in letters and leads of the demo."""
    raw = (home / "xuncha.sqlite3").read_bytes()
    for word in ("从来不开会", "购物卡", "坐收坐支", "拖欠工资", "接受工程老板宴请", "指定施工"):
        assert word.encode() not in raw, word


def test_no_real_data_is_touched(tmp_path: Path) -> None:
    """A folder that does not say of itself that it is a demo is refused, and stays as it is."""
    (tmp_path / "xuncha.sqlite3").write_bytes(b"somebody's")
    done = run(tmp_path)
    assert done.returncode == 1
    assert "不是演示目录" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["xuncha.sqlite3"]


def test_every_paper_opens_in_an_office_program(home: Path, tmp_path: Path) -> None:
    """Its words are read out; that each form can be laid out on pages is seen in tests/papers/test_every_form.py."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed here")
    files = sorted((home / "papers").glob("*.docx"))
    assert len(files) > 30
    words = [
        soffice,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*words, *map(str, files)], capture_output=True, check=True, timeout=280)
    read = {one.stem: len(one.read_text(encoding="utf-8-sig").strip()) for one in tmp_path.glob("*.txt")}
    assert [one.stem for one in files if read.get(one.stem, 0) < 100] == []
