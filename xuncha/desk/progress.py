"""Work that takes longer than two seconds: it runs beside the request and its page shows how far it is.

It runs in a thread of this process, so that sealed content is never staged in a queue. ``work`` gets a Progress to report to
and returns the address to go on to. Tests and commands run it at once (``XUNCHA_IMMEDIATE``).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from xuncha.base.ids import new_id
from xuncha.base.remarks import Remark
from xuncha.base.words import Sentence
from xuncha.trust import pocket
from xuncha.trust.refusal import Refusal

_log = logging.getLogger(__name__)


PREPARING = Sentence("正在准备", "preparing")


@dataclass
class Progress:
    """How far one piece of work is. ``share`` is 0…100; ``href`` is set when done, ``failed`` when it was refused.

    ``remarks`` are what the work has to say beside its result; the page gone on to asks for them with `remarks_of`.
    """

    owner: UUID
    title: Sentence
    id: UUID = field(default_factory=new_id)
    share: int = 0
    says: Sentence = PREPARING
    href: str = ""
    failed: Sentence | None = None
    cancelled: bool = False
    remarks: Sequence[Remark] = ()

    def at(self, share: int, says: Sentence) -> None:
        """Report how far it is."""
        self.share, self.says = max(0, min(100, share)), says


RUNNING: dict[UUID, Progress] = {}


def remarks_of(account: Any, job: str) -> Sequence[Remark]:
    """What the work with this number said to the one who began it; nothing for others, or when it is forgotten."""
    found = next((one for key, one in RUNNING.items() if str(key) == job), None)
    return found.remarks if found and found.owner == account.pk else ()


FAULT = Sentence(
    "处理时出现程序故障，什么都没有改动。请把时间告诉系统管理员，由其查看日志。",
    "The program failed; nothing was changed. Tell the administrator the time.",
)


def start(account: Any, title: Sentence, work: Callable[[Progress], str]) -> Progress:
    """Begin ``work`` for an account and return its Progress at once."""
    progress = Progress(account.pk, title)
    RUNNING[progress.id] = progress
    if settings.XUNCHA_IMMEDIATE:
        _run(progress, work)
    else:
        threading.Thread(target=pocket.carried(_run_apart), args=(progress, work), daemon=True).start()
    return progress


def _run(progress: Progress, work: Callable[[Progress], str]) -> None:
    try:
        progress.href = work(progress)
        progress.share = 100
    except Refusal as no:
        progress.failed = no.says
    except Exception:
        _log.exception("work failed")
        progress.failed = FAULT


def _run_apart(progress: Progress, work: Callable[[Progress], str]) -> None:
    try:
        _run(progress, work)
    finally:
        connection.close()
