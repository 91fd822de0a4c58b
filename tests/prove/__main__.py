"""``make prove [ARGS="part …"]``: runs each part to its full count, in slices; what was done is kept in ``proofs/``."""

from __future__ import annotations

import json
import random
import secrets
import subprocess
import sys
import time
from pathlib import Path

from tests.prove.parts import PARTS, Part

FOLDER = Path(__file__).parents[2] / "proofs"
SLICE = 500
"""Cases after which what was done is written down, or a tenth of the part, whichever is less."""
LONGEST = 30 * 60


def commit() -> str:
    return subprocess.run(
        ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()


def prove(part: Part, until: float) -> bool:
    """Go on where the proof stopped; True when its count is full."""
    path = FOLDER / f"{part.name}.json"
    done = json.loads(path.read_text()) if path.exists() else {}
    if done.get("commit") != commit():
        done = {
            "name": part.name,
            "promise": part.promise,
            "commit": commit(),
            "slices": [],
            "count": 0,
            "failed": 0,
        }
    while done["count"] < part.count and time.monotonic() < until:
        seed = secrets.randbits(48)
        rng = random.Random(seed)
        for _ in range(min(SLICE, max(1, part.count // 10), part.count - done["count"])):
            part.case(rng)
            done["count"] += 1
        done["slices"].append(seed)
        FOLDER.mkdir(exist_ok=True)
        path.write_text(json.dumps(done, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return bool(done["count"] >= part.count)


def main(names: list[str]) -> int:
    full = True
    for part in PARTS:
        if part.absent():
            sys.stdout.write(f"{part.name}: not tried here: {part.absent()}\n")
        elif not names or part.name in names:
            finished = prove(part, time.monotonic() + LONGEST)
            sys.stdout.write(
                f"{part.name}: {'full' if finished else 'to be continued'} ({part.count} cases)\n"
            )
            full &= finished
    if not names or "mutants" in names:
        full &= subprocess.run([sys.executable, "-m", "tests.prove.mutants"], check=False).returncode == 0
    return 0 if full else 1


sys.exit(main(sys.argv[1:]))
