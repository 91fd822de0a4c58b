"""A PostgreSQL of one's own for a proof, in a folder that goes away with it."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def absent() -> str:
    """Why no server can be started here; empty where it can."""
    if shutil.which("initdb") is None and not _programs():
        return "no PostgreSQL is installed here"
    if os.geteuid() == 0 and shutil.which("su") is None:
        return "PostgreSQL does not run as root, and there is no su"
    return ""


def _programs() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server with room for many writers; stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="xuncha-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        data = f"{folder}/db"
        options = f"-p {port} -k {folder} -c fsync=off -c max_connections=300"
        _run("initdb", "-D", data, "-U", "xuncha", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        _run("pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgres://xuncha@127.0.0.1:{port}/postgres"
        finally:
            _run("pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(program: str, *words: str) -> None:
    found = shutil.which(program) or str(_programs()[-1] / program)
    command = shlex.join([found, *words])
    whole = ["su", "postgres", "-s", "/bin/sh", "-c", command] if os.geteuid() == 0 else ["sh", "-c", command]
    subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
