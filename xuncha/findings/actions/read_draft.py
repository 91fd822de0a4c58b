"""The texts of the report's draft, to be written on."""

from __future__ import annotations

import json

from xuncha.base.words import Sentence
from xuncha.findings.models import Report
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "findings.read_draft",
    roles=TEAM,
    where="report",
    says=Sentence("查阅报告草稿", "read the report's draft"),
    reads=True,
)
def read_draft(act: Act, *, report: Report) -> dict[str, str]:
    """``areas``, ``overall`` and ``suggestions`` (one a line). Raises NotSeen."""
    report = act.one(Report, report.pk)
    (plain,) = act.open([report], "overall", "suggestions")
    return {
        "areas": report.areas,
        "overall": plain["overall"],
        "suggestions": "\n".join(json.loads(plain["suggestions"])),
    }
