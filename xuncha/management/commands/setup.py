"""``xuncha setup``: data folder, keys, database, rules. Safe to run again."""

from __future__ import annotations

import os
import secrets
from typing import Any

from django.conf import settings
from django.core.management import call_command

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand
from xuncha.trust import vault


class Command(ClerkCommand):
    help = "建立数据目录、密钥和数据库，可重复运行 / create data folder, keys and database; safe to run again"

    def work(self, **options: Any) -> int | None:
        settings.XUNCHA_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
        vault.create_key()
        path = settings.XUNCHA_KEYS / "session.key"
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(48))
        call_command("migrate", verbosity=0, interactive=False)
        self.say(Sentence(f"已就绪：{settings.XUNCHA_HOME}", f"ready: {settings.XUNCHA_HOME}"))
        return None
