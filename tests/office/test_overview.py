"""`xuncha --help`: every command with a line that a clerk understands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).with_name("xuncha")
COMMANDS = Path(__file__).parents[2] / "xuncha" / "management" / "commands"


def test_every_command_tells_what_it_does_in_chinese_first() -> None:
    done = subprocess.run([COMMAND, "--help"], capture_output=True, text=True, check=False)
    told = dict(line.split(maxsplit=1) for line in done.stdout.splitlines() if line.startswith("  "))
    names = {path.stem for path in COMMANDS.glob("[!_]*.py")}
    assert (done.returncode, done.stderr) == (0, "")
    assert names <= set(told)
    assert [name for name in names if not "\u4e00" <= told[name][0] <= "\u9fff"] == []
