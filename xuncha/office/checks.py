"""What ``xuncha check`` asks beyond Django's own questions: is the office closed where it must be, and unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from xuncha.office import release
from xuncha.office.serving import LOOPBACK

OPEN_TO_OTHERS = 0o077


@register(Tags.security, deploy=True)
def reached_safely(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Who is reached under a name of the network is reached by https."""
    names = sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    if not names or settings.XUNCHA_TLS:
        return []
    return [
        Error(
            f"XUNCHA_HOSTS 中有 {'、'.join(names)}，但没有启用 https。/ hosts are set without XUNCHA_TLS=1",
            hint='在 office.toml 中设置 XUNCHA_TLS = "1"，或者去掉 XUNCHA_HOSTS。',
            id="xuncha.E001",
        )
    ]


@register(Tags.security, deploy=True)
def kept_to_itself(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Keys and database are readable by the account of the office alone."""
    return [
        Warning(
            f"其他系统用户可以读取 {path.name} / other users of this machine may read it",
            hint=f"chmod go-rwx {path.name}",
            id="xuncha.W002",
        )
        for path in _private()
        if path.exists() and path.stat().st_mode & OPEN_TO_OTHERS
    ]


@register(Tags.security)
def unchanged(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The program is the one that was released."""
    return [
        Error(one.says.zh + " / " + one.says.en, hint=release.REMEDY.zh, id="xuncha.E003")
        for one in release.changes()
    ]


def _private() -> Iterator[Path]:
    yield settings.XUNCHA_HOME
    yield settings.XUNCHA_KEYS
    if settings.XUNCHA_KEYS.is_dir():
        yield from settings.XUNCHA_KEYS.rglob("*")
