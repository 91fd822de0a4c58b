"""The office's own virus scanner, where it has one: a file is handed to it by a pipe, never by a file."""

from __future__ import annotations

import shlex
import subprocess

from django.conf import settings

from xuncha.base.uploads.refusals import NotTaken

CLEAN, INFECTED = 0, 1
SECONDS = 60


def scan(content: bytes) -> None:
    """Ask the scanner of ``XUNCHA_SCANNER``. Raises NotTaken ``virus``, and ``unscanned`` when it does not answer as it should."""
    if not settings.XUNCHA_SCANNER:
        return
    try:
        done = subprocess.run(
            shlex.split(settings.XUNCHA_SCANNER),
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise NotTaken("unscanned") from None
    if done.returncode != CLEAN:
        raise NotTaken("virus" if done.returncode == INFECTED else "unscanned")
