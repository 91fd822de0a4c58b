"""Settings of a stand-alone machine in tests: a data folder of its own, tables made without migrations."""

import os
from pathlib import Path

HOME = Path(os.environ["XUNCHA_HOME"])

from tests.settings import *  # noqa: E402, F403

XUNCHA_HOME = HOME
XUNCHA_KEYS = XUNCHA_HOME / "keys"
# What no test asks for is that the disk keeps it when the power fails: nothing is waited for.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": XUNCHA_HOME / "xuncha.sqlite3",
        "OPTIONS": {"init_command": "PRAGMA synchronous=OFF"},
    }
}
MIGRATION_MODULES = {"xuncha": None}
