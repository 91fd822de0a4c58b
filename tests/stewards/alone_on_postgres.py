"""Settings of an office of its own on the PostgreSQL server that XUNCHA_DATABASE names; tables made without migrations."""

import os
from pathlib import Path

HOME = Path(os.environ["XUNCHA_HOME"])

from tests.settings import *  # noqa: E402, F403

XUNCHA_HOME = HOME
XUNCHA_KEYS = XUNCHA_HOME / "keys"
MIGRATION_MODULES = {"xuncha": None}
