"""该时段任职人员: confirmed by a person when the finding is approved, frozen, and decided on when a tenure is corrected later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from xuncha.base.words import Sentence
from xuncha.findings import facts
from xuncha.findings.core.attribution import CannotFreeze, Frozen, differences, freeze, propose
from xuncha.findings.core.names import for_outside
from xuncha.findings.models import Attribution, Finding
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS, TEAM, Role


@action(
    "findings.approve_finding", roles=HEADS, where="finding",
    says=Sentence("审定问题并确认该时段任职人员", "approve a finding and confirm who held the posts then"),
)  # fmt: skip
def approve_finding(
    act: Act, *, finding: Finding, left_out: Mapping[str, str] | None = None, version: int | None = None
) -> Attribution:
    """Approve and freeze the attribution with the tenures it used; ``left_out``: tenure id → reason. Raises Refusal, Stale."""
    finding = _finding(act, finding)
    if finding.state != Finding.DRAFT:
        act.refuse("approved", Sentence("该问题已审定", "This finding is approved already"))
    frozen = _proposed(act, finding, left_out)
    act.change(finding, version, state=Finding.APPROVED, approved_on=act.today, noting="approved")
    return _keep(act, finding, frozen, "approval")


@action(
    "findings.freeze_at_feedback", roles={Role.OFFICE, *HEADS}, where="finding",
    says=Sentence("反馈时锁定该时段任职人员", "freeze the attribution at feedback"),
)  # fmt: skip
def freeze_at_feedback(act: Act, *, finding: Finding) -> Attribution:
    """The attribution as it counts, frozen once more with the feedback. Raises Refusal while a difference is undecided."""
    finding = _finding(act, finding)
    frozen = latest(act, finding)
    if frozen is None or finding.state != Finding.REPORTED:
        act.refuse("not-reported", Sentence("问题尚未写入报告，不能反馈", "The finding is not reported yet"))
    if differences(frozen, facts.tenure_facts(finding.organisation)):
        act.refuse(
            "difference",
            Sentence(
                "任职登记有更正，请先就该时段任职人员作出决定",
                "A tenure was corrected; decide on the attribution first",
            ),
        )
    act.change(finding, state=Finding.FED_BACK, noting="fed-back")
    return _keep(act, finding, frozen, "feedback")


@action(
    "findings.settle_difference", roles=HEADS, where="finding",
    says=Sentence("就任职更正作出决定", "decide on a corrected tenure"),
)  # fmt: skip
def settle_difference(
    act: Act,
    *,
    finding: Finding,
    how: Literal["renew", "keep"],
    because: str,
    left_out: Mapping[str, str] | None = None,
) -> Attribution:
    """After a correction of the registry: freeze anew, or keep what was frozen; either way with a reason. Raises Refusal."""
    finding = _finding(act, finding)
    frozen = latest(act, finding)
    now = facts.tenure_facts(finding.organisation)
    if frozen is None or not differences(frozen, now):
        act.refuse(
            "no-difference", Sentence("任职登记与已确认的一致，无须决定", "Registry and attribution agree")
        )
    if not because.strip():
        act.refuse("reason", Sentence("请写明更改或维持的理由", "Give the reason for changing or keeping it"))
    decided = frozen.keeping(now) if how == "keep" else _proposed(act, finding, left_out)
    return _keep(act, finding, decided, "correction", because.strip())


@action(
    "findings.release_name", roles={Role.LEADER}, where="finding",
    says=Sentence("决定在对外文书中写出姓名", "put a name into papers that leave the team"),
)  # fmt: skip
def release_name(
    act: Act, *, finding: Finding, name: str, because: str, version: int | None = None
) -> Finding:
    """The leader puts a holder's name into papers for the outside, with a reason. Raises Refusal for anybody else's name."""
    finding = _finding(act, finding)
    frozen = latest(act, finding)
    if frozen is None or name not in {holder.fact.person_name for holder in frozen.kept}:
        act.refuse(
            "not-holder", Sentence("只能写出该时段任职人员的姓名", "Only a holder of the time can be named")
        )
    if not because.strip():
        act.refuse(
            "reason", Sentence("写出姓名须由组长写明理由", "Naming somebody needs the leader's reason")
        )
    released = {**_released(act, finding), name: because.strip()}
    return act.change(
        finding, version, released_names=vault.seal(finding, "released_names", json.dumps(released, ensure_ascii=False)),
        noting="name-released",
    )  # fmt: skip


@action(
    "findings.read_attribution", roles=TEAM | {Role.OFFICE}, where="finding",
    says=Sentence("查阅该时段任职人员", "read who held the posts then"),
    reads=True,
)  # fmt: skip
def read_attribution(act: Act, *, finding: Finding) -> Frozen | None:
    """The attribution that counts, or None before approval."""
    return latest(act, _finding(act, finding))


@action(
    "findings.read_for_outside", roles=TEAM | {Role.OFFICE}, where="finding",
    says=Sentence("按对外口径查阅问题", "read a finding as the outside may"),
    reads=True,
)  # fmt: skip
def read_for_outside(act: Act, *, finding: Finding) -> dict[str, str]:
    """The finding's texts with every name taken out that the leader did not release: what may enter a paper that leaves the team."""
    finding = _finding(act, finding)
    frozen = latest(act, finding)
    named = facts.people(finding.organisation, [one.fact for one in frozen.holders] if frozen else ())
    released = _released(act, finding)
    (plain,) = act.open([finding], "title", "text", "basis", "points_to")
    return {column: for_outside(text, named, released).text for column, text in plain.items()}


def latest(act: Act, finding: Finding) -> Frozen | None:
    """The newest frozen attribution of a finding; for actions of this room and of rectification."""
    row = act.see(Attribution).filter(finding=finding).order_by("pk").last()
    return Frozen.from_data(json.loads(act.open([row], "tenures")[0]["tenures"])) if row else None


def _finding(act: Act, finding: Finding) -> Finding:
    act.one(Finding, finding.pk)
    return act.see(Finding).select_related("organisation").get(pk=finding.pk)


def _proposed(act: Act, finding: Finding, left_out: Mapping[str, str] | None) -> Frozen:
    proposal = propose(
        facts.period(finding.starts, finding.ends),
        facts.tenure_facts(finding.organisation),
        facts.leading_posts(finding.organisation),
    )
    try:
        return freeze(proposal, left_out)
    except CannotFreeze as no:
        act.refuse("left-out", no.says)
        raise


def _keep(act: Act, finding: Finding, frozen: Frozen, when: str, because: str = "") -> Attribution:
    row = Attribution(
        inspection_id=finding.inspection_id,
        finding=finding,
        frozen_at=when,
        frozen_on=act.today,
        confirmed_by=act.by,
    )
    act.seal(row, "tenures", json.dumps(frozen.as_data(), ensure_ascii=False))
    if because:
        act.seal(row, "because", because)
    return act.add(row, at=when)


def _released(act: Act, finding: Finding) -> dict[str, str]:
    text = act.open([finding], "released_names")[0]["released_names"]
    return json.loads(text) if text else {}
