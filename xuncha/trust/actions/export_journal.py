"""Export the journal for somebody outside who checks it: every row's number, time and cover, and no content."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.trust import journal
from xuncha.trust.act import Act, action
from xuncha.trust.core import audit_file
from xuncha.trust.core.heads import Head
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

AUDIT = frozenset({Role.AUDIT})


@action("journal.export", roles=AUDIT, says=Sentence("导出留痕核验文件", "export the journal for a check"))
def begin_export(act: Act, *, first: int = 0, last: int = 0) -> Head:
    """The signed head of what will be exported; which rows are told is journalled."""
    act.note("journal.exported", first=first, last=last)
    return journal.head_now()


def export_journal(*, by: Account) -> Iterator[str]:
    """The lines of the file (``trust/core/audit_file.py``), which tells nothing of any row. Raises NoRight before the first line.

    Rows are told outside by two persons only: ``stewards/actions/show_journal.py``.
    """
    head = begin_export(by=by)
    return audit_file.write(head, journal.covered(head.seq), ())
