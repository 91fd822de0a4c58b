"""Check the journal's chain from its first row to its head."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.trust import journal
from xuncha.trust.act import Act, action
from xuncha.trust.core.chain import Break
from xuncha.trust.core.roles import Role

CHECKERS = frozenset({Role.AUDIT, Role.OFFICE})


@action("journal.check", roles=CHECKERS, says=Sentence("核验留痕", "check the journal"), reads=True)
def check_journal(act: Act) -> Break | None:
    """The first bad row, or None; the check itself is a row of the journal."""
    broken = journal.verify()
    act.note("journal.checked", found=broken.why if broken else "whole", row=broken.seq if broken else 0)
    return broken
