"""The auditor signs a slip and verifies the journal; somebody outside verifies the file that he was given."""

from __future__ import annotations

from xuncha.office.demo.cast import Cast
from xuncha.stewards.found import house_public, read_slips, told
from xuncha.trust.actions.check_journal import check_journal
from xuncha.trust.actions.export_journal import export_journal
from xuncha.trust.actions.sign_head import sign_head
from xuncha.trust.core import audit_file


def auditing(cast: Cast) -> None:
    """Raises RuntimeError where the demo's own journal does not hold."""
    slip = sign_head(by=cast.audit)
    kept = read_slips([slip.code], house_public())
    inside = check_journal(by=cast.audit, kept=kept)
    outside = audit_file.judge(export_journal(by=cast.audit), kept)
    for report in (inside, outside):
        if report.broken:
            raise RuntimeError(str(told(report.broken)))
