"""The released program: a list of every file with its hash, compared at every start.

A checkout under development has no such list and is not compared; ``release_list.py`` puts one into every wheel. The list's own
short code is printed by ``xuncha release``; an office writes it on the installation sheet, so that a list changed together with
the files shows on paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xuncha.base.words import Sentence

HOUSE = Path(__file__).parents[1]
LIST = "RELEASE.json"
REMEDY = Sentence(
    "请不要继续使用，联系系统管理员核查；确认被改动的，从安装介质重新安装。",
    "Do not go on; ask the system administrator to look into it, and install again from the medium.",
)
_LEFT_OUT = {"__pycache__", LIST}
_CODE_GROUPS = 8


@dataclass(frozen=True)
class Change:
    """A file that is not as released: ``changed``, ``missing`` or ``added``."""

    file: str
    how: str

    @property
    def says(self) -> Sentence:
        zh = {"changed": "被改动", "missing": "缺失", "added": "是多出来的"}[self.how]
        return Sentence(f"程序文件 {self.file} {zh}。", f"The program file {self.file} is {self.how}.")


def hashes(folder: Path = HOUSE) -> dict[str, str]:
    """SHA-256 of every file of the program, by its path below ``folder``."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in _files(folder)}


def make(folder: Path = HOUSE, into: Path | None = None) -> Path:
    """Write the list, beside the program or ``into`` another folder; returns its file."""
    listed = (into or folder) / LIST
    listed.write_text(json.dumps(hashes(folder), sort_keys=True, indent=0), encoding="utf-8")
    return listed


def code(folder: Path = HOUSE) -> str:
    """The list's code for paper: eight groups of four. Empty where there is no list."""
    path = folder / LIST
    if not path.exists():
        return ""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 4 * _CODE_GROUPS, 4))


def changes(folder: Path = HOUSE) -> list[Change]:
    """Every file that is not as released, by name; none where the program is no release."""
    path = folder / LIST
    if not path.exists():
        return []
    released: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    found = hashes(folder)
    return [
        Change(name, "missing" if name not in found else "added" if name not in released else "changed")
        for name in sorted(released.keys() | found.keys())
        if released.get(name) != found.get(name)
    ]


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not _LEFT_OUT & set(path.relative_to(folder).parts):
            yield path.relative_to(folder).as_posix()
