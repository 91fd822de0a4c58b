"""Settings for tests: a throw-away home, fast passwords, no threads. XUNCHA_DATABASE runs the same tests on PostgreSQL."""

import os
import tempfile

os.environ["XUNCHA_HOME"] = tempfile.mkdtemp(prefix="xuncha-test-")

from xuncha.office.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
XUNCHA_IMMEDIATE = True
XUNCHA_SYNC = False
# A client of the tests begins a chain of its own, which would list all static files again; they are looked for when asked for.
WHITENOISE_AUTOREFRESH = True
XUNCHA_STRETCH = {"passes": 1, "memory": 8192}
XUNCHA_TODAY = "2026-11-20"
XUNCHA_AREA = "530127"
XUNCHA_COUNTY = "明川县(虚构)"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}  # fmt: skip
