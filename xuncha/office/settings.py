"""Settings. An office changes none of them by hand: the few that matter come from the environment.

XUNCHA_HOME      the data folder (database, keys, static files); default ``var/office`` below the working directory
XUNCHA_DATABASE  ``postgres://user:password@host:port/name`` for an office server; empty: SQLite in XUNCHA_HOME
XUNCHA_AREA      the county's division code, e.g. 530127; rules of its province and county go first
XUNCHA_COUNTY    the county's name on pages and papers
XUNCHA_HOSTS     host names under which the office is reached, by commas (127.0.0.1 and localhost always are)
XUNCHA_TLS       ``1``: the office is reached by https only, through a server on this machine that holds the certificate
XUNCHA_SCANNER   a virus scanner's command that reads a file from standard input and ends with 0 (clean) or 1 (infected)
XUNCHA_DEMO      ``1``: a demo, marked fictional on every page
XUNCHA_SUITE     the suite of ciphers for new keys: INTL (default) or GM, which needs a certified module
XUNCHA_SM2       the class that speaks to that module, as a dotted path (docs/sealing.md)
XUNCHA_TODAY     the day a demo lives on, e.g. 2026-11-20

All but the first may instead stand in ``office.toml`` in the data folder, under the same names; the environment goes first.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

from xuncha.apps import HOUSE, ROOMS

XUNCHA_HOME = Path(os.environ.get("XUNCHA_HOME", "var/office")).resolve()
XUNCHA_KEYS = XUNCHA_HOME / "keys"
_FILE = XUNCHA_HOME / "office.toml"
_KEPT = tomllib.loads(_FILE.read_text(encoding="utf-8")) if _FILE.exists() else {}


def _told(name: str) -> str:
    return os.environ.get(name) or str(_KEPT.get(name, ""))


XUNCHA_AREA = _told("XUNCHA_AREA")
XUNCHA_COUNTY = _told("XUNCHA_COUNTY")
XUNCHA_DEMO = _told("XUNCHA_DEMO") == "1"
XUNCHA_TODAY = _told("XUNCHA_TODAY")
XUNCHA_TLS = _told("XUNCHA_TLS") == "1"
XUNCHA_SCANNER = _told("XUNCHA_SCANNER")
XUNCHA_SUITE = _told("XUNCHA_SUITE") or "INTL"
XUNCHA_SM2 = _told("XUNCHA_SM2")
XUNCHA_IMMEDIATE = False
#: Whether a key file is waited for until it is on the disk.
XUNCHA_SYNC = True
#: Argon2id for the key that wraps a private key: passes, bytes of memory (RFC 9106, second recommended choice).
XUNCHA_STRETCH = {"passes": 3, "memory": (1 if XUNCHA_DEMO else 64) * 1024 * 1024}


def _secret() -> str:
    """The session key that ``xuncha setup`` made beside the other keys; without one, a key for this process alone."""
    path = XUNCHA_KEYS / "session.key"
    return path.read_text() if path.exists() else secrets.token_urlsafe(48)


def _database() -> dict[str, object]:
    address = _told("XUNCHA_DATABASE")
    if address:
        parts = urlsplit(address)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": XUNCHA_HOME / "xuncha.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY",
        },
    }


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", *filter(None, _told("XUNCHA_HOSTS").split(","))]
DATABASES = {"default": _database()}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "xuncha.apps.XunchaConfig",
]
MIDDLEWARE = [
    "xuncha.office.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "xuncha.office.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "xuncha.office.middleware.OwnKey",
    "xuncha.office.gate.Gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xuncha.office.middleware.BusyDatabase",
]
ROOT_URLCONF = "xuncha.office.urls"
WSGI_APPLICATION = "xuncha.office.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / room / "templates" for room in ROOMS],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "xuncha.office.context.shell",
            ],
            "builtins": ["django.templatetags.static", "xuncha.templatetags.house"],
        },
    }
]

AUTH_USER_MODEL = "xuncha.Account"
AUTHENTICATION_BACKENDS = ["xuncha.trust.login.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "office-login"
LOGIN_REDIRECT_URL = "office-home"
SESSION_ENGINE = "xuncha.trust.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "xuncha.office.faults.expired_form"

# A browser takes a cookie named __Host-… only over https, from this host and for this host alone.
_OURS = "__Host-" if XUNCHA_TLS else ""
SESSION_COOKIE_NAME = f"{_OURS}xuncha_session"
CSRF_COOKIE_NAME = f"{_OURS}xuncha_form"
LANGUAGE_COOKIE_NAME = f"{_OURS}xuncha_language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = XUNCHA_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = XUNCHA_TLS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if XUNCHA_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = XUNCHA_TLS
# Without https the office answers this machine alone (xuncha.office.checks sees to it), and nothing passes a wire.
SILENCED_SYSTEM_CHECKS = (
    [] if XUNCHA_TLS else ["security.W004", "security.W008", "security.W012", "security.W016"]
)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATICFILES_DIRS = [HOUSE / "office" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Nothing that comes is laid on a disk: files and whole bodies are sealed as they come (xuncha.office.bodies).
FILE_UPLOAD_HANDLERS = ["xuncha.desk.receiving.SealedAsItComes"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 84 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "xuncha.office.logs.QuietFormatter", "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet", "level": "WARNING"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}  # fmt: skip
