"""Run every mutant against the tests of the door, the act, the grants and the keys; write what they let pass.

``python -m tests.prove.mutants [part of a name]``
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

HOME = Path(__file__).parents[3]
PROOF = HOME / "proofs" / "mutants.json"
TESTS = (
    "tests/trust/test_sight.py", "tests/trust/test_door.py", "tests/trust/test_act.py", "tests/trust/test_act_laws.py",
    "tests/teams/test_recused.py", "tests/trust/test_grants.py", "tests/trust/test_keys.py", "tests/trust/test_accounts.py",
)  # fmt: skip


class Hunt:
    """A pytest plugin: first the tests as they are, then once for each mutant until one of them fails."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        self.failed = ""
        self.survived: list[str] = []
        self.killed: dict[str, str] = {}
        self.broken: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        from tests.prove.mutants.cutting import living, mutants

        for at, _ in enumerate(session.items):
            self._run(session.items, at)
            if self.failed:
                self.broken.append(self.failed)
                self.failed = ""
        kept = [one for one in session.items if one.nodeid not in self.broken]
        kept.sort(key=lambda one: "db" in one.fixturenames)  # what needs no database is the quickest to fail
        session._setupstate.teardown_exact(kept[0])
        for mutant in [one for one in mutants() if self.wanted in one.name]:
            function = living(mutant)
            before = function.__code__
            self._hunt(kept, mutant.name, function, mutant.code)
            function.__code__ = before
            told = self.killed.get(mutant.name, "SURVIVED")
            print(mutant.name, "→", told, file=sys.__stderr__, flush=True)
        return True

    def _hunt(self, items: list[pytest.Item], name: str, function: Any, code: CodeType) -> None:
        function.__code__ = code
        self.failed = ""
        for at, _ in enumerate(items):
            self._run(items, at)
            if self.failed:
                self.killed[name] = self.failed
                items[at].session._setupstate.teardown_exact(items[0])
                return
        self.survived.append(name)

    def _run(self, items: list[pytest.Item], at: int) -> None:
        following = items[(at + 1) % len(items)]
        items[at].config.hook.pytest_runtest_protocol(item=items[at], nextitem=following)


def main(wanted: str) -> int:
    began = time.monotonic()
    hunt = Hunt(wanted)
    quiet = ["-q", "--nomigrations", "-p", "no:cacheprovider", "-p", "no:logging"]
    with redirect_stdout(io.StringIO()):
        pytest.main([*quiet, *(str(HOME / one) for one in TESTS)], plugins=[hunt])
    count = len(hunt.killed) + len(hunt.survived)
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=HOME, capture_output=True, text=True, check=False
    ).stdout.strip()
    told = {
        "name": "mutants",
        "promise": "at least 95 of 100 mutants of access, act, sight and keyring are killed",
        "commit": commit,
        "count": count,
        "killed": len(hunt.killed),
        "share": round(len(hunt.killed) / count, 4) if count else 0,
        "seconds": round(time.monotonic() - began),
        "survived": hunt.survived,
        "not_used": hunt.broken,
    }
    if not wanted:
        PROOF.parent.mkdir(exist_ok=True)
        PROOF.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0 if count and told["killed"] >= 0.95 * count else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
