"""Check the journal from its first row to its head, and against heads that were kept on paper."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.trust import journal
from xuncha.trust.act import Act, action, witness
from xuncha.trust.core.chain import Kept, Report
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

CHECKERS = frozenset({Role.AUDIT, Role.OFFICE})


@action("journal.check", roles=CHECKERS, says=Sentence("核验留痕", "check the journal"))
def begin_check(act: Act) -> None:
    """Ask whether the account may; that it began is a row of the journal."""


def check_journal(*, by: Account, kept: Iterable[Kept] = ()) -> Report:
    """What was found; the result is a row of the journal. Raises NoRight.

    The rows are read outside the transaction: a long journal would keep every writer waiting.
    """
    begin_check(by=by)
    kept = list(kept)
    report = journal.examine(kept)
    found = report.broken
    witness(
        "journal.checked", by, found=found.why if found else "whole", row=found.seq if found else None,
        upto=found.upto or None if found else None, back=len(report.steps_back) or None, slips=len(kept),
    )  # fmt: skip
    return report
