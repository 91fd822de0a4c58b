"""The office's own virus scanner, where it has one: a file is handed to it by a pipe, never by a file."""

from __future__ import annotations

import shlex
import subprocess
import threading
from contextlib import suppress
from typing import BinaryIO

from django.conf import settings

from xuncha.base.uploads.refusals import NotTaken
from xuncha.base.uploads.windows import BLOCK

CLEAN, INFECTED = 0, 1
SECONDS = 60


def scan(file: BinaryIO) -> None:
    """Ask the scanner of ``XUNCHA_SCANNER``. Raises NotTaken ``virus``, and ``unscanned`` when it does not answer as it should."""
    if not settings.XUNCHA_SCANNER:
        return
    try:
        answer = _asked(shlex.split(settings.XUNCHA_SCANNER), file)
    except (OSError, ValueError):
        raise NotTaken("unscanned") from None
    if answer != CLEAN:
        raise NotTaken("virus" if answer == INFECTED else "unscanned")


def _asked(command: list[str], file: BinaryIO) -> int:
    """How the scanner ended, after the file was handed to it block by block; it is killed when it takes too long."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as scanner:
        end = threading.Timer(SECONDS, scanner.kill)
        end.start()
        try:
            file.seek(0)
            # One that has seen enough closes the pipe; its answer counts all the same.
            with suppress(BrokenPipeError), scanner.stdin as pipe:  # type: ignore[union-attr]
                while block := file.read(BLOCK):
                    pipe.write(block)
            return scanner.wait()
        finally:
            end.cancel()
