"""The steps of a finding: approval with the attribution, a corrected tenure, a name for the outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.desk.spoken import spoken
from xuncha.desk.steps import Step
from xuncha.findings import facts
from xuncha.findings.actions.attribute import (
    approve_finding,
    read_attribution,
    release_name,
    settle_difference,
)
from xuncha.findings.core.attribution import NOT_GUILT, Difference, Frozen, Holder, propose
from xuncha.findings.models import Finding
from xuncha.findings.pages._forms import LeaveOutForm, ReleaseForm, SettleForm
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

HOW = {
    "keep": Sentence("维持原确认", "keep what was confirmed"),
    "renew": Sentence("按更正后的登记重新确认", "confirm anew from the corrected registry"),
}


def _left_out(row: Finding, lines: str) -> dict[str, str]:
    """`姓名，理由` a line → tenure id → reason. Raises Refusal for a name that was not proposed."""
    proposal = propose(facts.period(row.starts, row.ends), facts.tenure_facts(row.organisation))
    by_name: dict[str, list[Holder]] = {}
    for one in proposal.holders:
        by_name.setdefault(one.fact.person_name, []).append(one)
    found = {}
    for number, line in enumerate((line for line in lines.splitlines() if line.strip()), 1):
        name, *reason = re.split(r"[，,：:\s]+", line.strip(), maxsplit=1)
        if name not in by_name:
            raise Refusal(
                "left-out",
                Sentence(
                    f"“不列入的人员”第{number}行写的不是该时段任职人员",
                    f"Line {number} names nobody of that time",
                ),
                Sentence(
                    "请照上表的姓名填写，后面写理由。", "Copy the name from the table and add the reason."
                ),
            )
        found.update({one.fact.tenure: reason[0] if reason else "" for one in by_name[name]})
    return found


def _approve(by: Account, row: Finding, said: dict[str, Any]) -> None:
    approve_finding(by=by, finding=row, left_out=_left_out(row, said["left_out"]), version=said["version"])


def _settle(by: Account, row: Finding, said: dict[str, Any]) -> None:
    left_out = _left_out(row, said["left_out"])
    settle_difference(by=by, finding=row, how=said["how"], because=said["because"], left_out=left_out)


def _kept_names(by: Account, row: Finding) -> dict[str, list[tuple[str, str]]]:
    frozen = read_attribution(by=by, finding=row)
    names = dict.fromkeys(one.fact.person_name for one in frozen.kept) if frozen else {}
    return {"name": [("", ""), *((name, name) for name in names)]}


APPROVE = Step(
    "approve",
    Sentence("审定问题，确认任职人员", "Approve, and confirm who held the posts"),
    _approve,
    LeaveOutForm,
    NOT_GUILT,
)
SETTLE = Step(
    "settle",
    Sentence("就任职更正作出决定", "Decide on the correction"),
    _settle,
    SettleForm,
    NOT_GUILT,
    lambda by, row: {"how": [(key, spoken(says)) for key, says in HOW.items()]},
)
RELEASE = Step(
    "release",
    Sentence("在对外文书中写出姓名", "Name somebody outside"),
    lambda by, row, said: release_name(by=by, finding=row, **said),
    ReleaseForm,
    Sentence(
        "对外文书默认不写姓名，只写职务。确需写出的，由组长写明理由。",
        "Posts only, unless the leader decides.",
    ),
    _kept_names,
)


def steps_of(
    by: Account, row: Finding, frozen: Frozen | None, differences: Sequence[Difference]
) -> list[Step]:
    """What can be done now by this account."""
    heads = by.sight.has(HEADS, row.inspection_id)
    wanted = [
        (APPROVE, heads and row.state == Finding.DRAFT),
        (SETTLE, heads and bool(differences)),
        (
            RELEASE,
            by.sight.has({Role.LEADER}, row.inspection_id)
            and frozen is not None
            and row.state != Finding.FED_BACK,
        ),
    ]
    return [step for step, now in wanted if now]
