"""The demo county, built into a folder and served, as a person would have it after `make demo`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = Path(sys.executable).parent / "xuncha"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a command that works on the demo in `home`."""
    return {
        **os.environ,
        "XUNCHA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "xuncha.office.settings",
    }


def build(home: Path) -> str:
    """Make the demo county in `home`; returns what the command printed. Raises CalledProcessError when it fails."""
    done = subprocess.run(
        [COMMAND, "demo", "--no-serve"],
        env=surroundings(home),
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return done.stdout


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The office of `home` at an address on this machine, for the length of a with-block."""
    port = _free_port()
    server = subprocess.Popen(
        [COMMAND, "serve", "--listen", f"127.0.0.1:{port}"], env=surroundings(home), stdout=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(base: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError(f"the office did not start (exit {server.returncode})")
        try:
            urllib.request.urlopen(f"{base}/login/", timeout=2)
        except OSError:
            time.sleep(0.15)
        else:
            return
    raise RuntimeError("the office did not answer in 30 seconds")
