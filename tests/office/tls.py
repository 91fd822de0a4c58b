"""The settings as they are shipped for an office that is reached by https, beside those of the tests."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

import xuncha.office.settings as shipped

BEGIN = ("SECURE_", "SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE", "SILENCED", "XUNCHA_TLS")


def tls_settings(patch: pytest.MonkeyPatch, home: Path) -> dict[str, Any]:
    """What differs under ``XUNCHA_TLS=1``, read from the settings module itself."""
    patch.setenv("XUNCHA_TLS", "1")
    patch.setenv("XUNCHA_HOME", str(home))
    told = runpy.run_path(str(Path(shipped.__file__)))
    return {name: value for name, value in told.items() if name.startswith(BEGIN)}
