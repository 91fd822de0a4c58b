"""The migrations make the tables that the models describe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_no_model_has_changed_since_its_migration(tmp_path: Path) -> None:
    around = {**os.environ, "XUNCHA_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "xuncha.office.settings"}
    around.pop("XUNCHA_DATABASE", None)
    command = [
        Path(sys.executable).with_name("django-admin"),
        "makemigrations",
        "xuncha",
        "--check",
        "--dry-run",
    ]
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, "the models have changed: make a migration\n" + done.stdout[-2000:]
