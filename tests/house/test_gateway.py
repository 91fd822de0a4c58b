"""The gateway runs where xuncha is not installed: it holds ``xuncha.sealed`` and nothing else of the house."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A folder laid out as the gateway's wheel would be, from what its own pyproject says."""
    wheel = tomllib.loads((ROOT / "gateway/pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    for package in wheel["packages"]:
        shutil.copytree(ROOT / "gateway" / package, tmp_path / package)
    for source, place in wheel["force-include"].items():
        shutil.copytree(ROOT / "gateway" / source, tmp_path / place)
    return tmp_path


def run(alone: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code with only the wheel's content, the standard library and PyNaCl in sight."""
    import nacl

    site = Path(nacl.__file__).parents[1]
    links = alone / "_libraries"
    links.mkdir()
    for name in ("nacl", "cffi", "_cffi_backend"):
        for found in site.glob(f"{name}*"):
            (links / found.name).symlink_to(found)
    return subprocess.run(
        [sys.executable, "-S", "-E", "-c", f"import sys; sys.path[:0] = [{str(alone)!r}, {str(links)!r}]\n{code}"],
        capture_output=True, text=True, check=False, cwd=alone,
    )  # fmt: skip


def test_it_seals_without_the_house(alone: Path) -> None:
    done = run(
        alone,
        "import xuncha_gateway\n"
        "from xuncha.sealed.envelope import new_opener, open_envelope, seal\n"
        "opener = new_opener()\n"
        "print(open_envelope(opener, 'here', seal(opener.lock, 'here', b'word')).decode())",
    )
    assert (done.returncode, done.stdout) == (0, "word\n"), done.stderr


@pytest.mark.parametrize("room", ["django", "xuncha.base.words", "xuncha.trust.vault"])
def test_nothing_else_of_the_house_is_there(alone: Path, room: str) -> None:
    done = run(alone, f"import {room}")
    assert done.returncode == 1
    assert "ModuleNotFoundError" in done.stderr
