"""Run every mutant against the tests of the door, the act, the grants and the keys; write what they let pass.

``python -m tests.prove.mutants [part of a name]``
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.prove.mutants.cutting import Mutant

HOME = Path(__file__).parents[3]
NOTHING, PATIENCE = b"nothing", 240
"""What a child says when no test failed; after how many seconds of silence it hangs."""
NEAR = {
    "xuncha.trust.act": "test_act", "xuncha.trust.keyring": "test_keys", "xuncha.trust.models.accounts": "test_grants",
    "xuncha.trust.recusal": "test_recused",
}  # fmt: skip
"""The tests that are run first, because they are the likeliest to notice."""
PROOF = HOME / "proofs" / "mutants.json"
TESTS = (
    "tests/trust/test_sight.py", "tests/trust/test_door.py", "tests/trust/test_act.py", "tests/trust/test_act_laws.py",
    "tests/teams/test_recused.py", "tests/trust/test_grants.py", "tests/trust/test_keys.py", "tests/trust/test_accounts.py",
)  # fmt: skip


class Hunt:
    """A pytest plugin: first the tests as they are, then once for each mutant, in a child of its own, until one of them fails."""

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
        from tests.prove.mutants.cutting import mutants

        for at, _ in enumerate(session.items):
            self._run(session.items, at)
            if self.failed:
                self.broken.append(self.failed)
                self.failed = ""
        kept = [one for one in session.items if one.nodeid not in self.broken]
        kept.sort(key=lambda one: "db" in one.fixturenames)  # what needs no database is the quickest to fail
        session._setupstate.teardown_exact(kept[0])
        for mutant in [one for one in mutants() if self.wanted in one.name]:
            near = NEAR.get(mutant.module, "test_sight")
            by = self._hunted(sorted(kept, key=lambda one: not one.path.name.startswith(near)), mutant)
            if by:
                self.killed[mutant.name] = by
            else:
                self.survived.append(mutant.name)
            sys.__stderr__.write(f"{mutant.name} → {by or 'SURVIVED'}\n")
        return True

    def _hunted(self, items: list[pytest.Item], mutant: Mutant) -> str:
        """The test that kills a mutant, "" for none; one that hangs or falls down is noticed too."""
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            told = b""
            with contextlib.suppress(BaseException):
                told = self._first_failing(items, mutant).encode()
            os.write(writes, told)
            os._exit(0)
        os.close(writes)
        told = b""
        while select.select([reads], [], [], PATIENCE)[0]:
            if not (part := os.read(reads, 4096)):
                break
            told += part
        else:
            told = b"killed hanging"
        os.close(reads)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "" if told == NOTHING else told.decode() or "fell down"

    def _first_failing(self, items: list[pytest.Item], mutant: Mutant) -> str:
        from tests.prove.mutants.cutting import living

        living(mutant).__code__ = mutant.code
        for at, _ in enumerate(items):
            self._run(items, at)
            if self.failed:
                return self.failed
        return NOTHING.decode()

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
