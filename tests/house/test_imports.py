"""Rooms, shelves, purity and the gateway: the import contracts hold, and each breaks when a breach is planted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

BREACHES = {
    "rooms": ("xuncha/base/breach.py", "import xuncha.office.urls\n"),
    "shelves": ("xuncha/letters/pages/breach.py", ""),
    "pure": ("xuncha/letters/core/breach.py", "import django\n"),
    "gateway": ("xuncha_gateway/breach.py", "import xuncha.base.ids\n"),
}


def lint(folder: Path) -> str:
    done = subprocess.run(
        [LINT, "--config", folder / "pyproject.toml", "--no-cache"],
        cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "200"}, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of a copy of the house in which every breach is planted."""
    copy = tmp_path_factory.mktemp("house")
    ignore = shutil.ignore_patterns("__pycache__", "static", "*.gz")
    shutil.copytree(ROOT / "xuncha", copy / "xuncha", ignore=ignore)
    shutil.copytree(ROOT / "gateway" / "xuncha_gateway", copy / "xuncha_gateway", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name, text in BREACHES.values():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).with_name("__init__.py").touch()
        (copy / name).write_text(text, encoding="utf-8")
    models = copy / "xuncha/letters/models.py"
    models.write_text(
        models.read_text(encoding="utf-8") + "\nimport xuncha.letters.pages.breach\n", encoding="utf-8"
    )
    return lint(copy)


def test_the_house_keeps_every_contract(tmp_path: Path) -> None:
    said = subprocess.run([LINT, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "0 broken" in said.stdout, said.stdout[-4000:]


@pytest.mark.parametrize("contract", BREACHES)
def test_a_planted_breach_breaks_its_contract(contract: str, broken: str) -> None:
    assert any(line.startswith(contract) and "BROKEN" in line for line in broken.splitlines()), broken[-3000:]
