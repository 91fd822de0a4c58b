"""归并: signed working papers become one finding, which can be revised until it is approved."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.findings import facts
from xuncha.findings.actions._kept_away import bar_kept_away
from xuncha.findings.actions.write_paper import PaperText
from xuncha.findings.models import Finding, WorkingPaper
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM

_TEXTS = ("title", "text", "basis", "points_to")


@action(
    "findings.merge_papers", roles=TEAM, where="inspection",
    says=Sentence("归并底稿为问题", "merge working papers into a finding"),
)  # fmt: skip
def merge_papers(
    act: Act, *, inspection: Inspection, papers: Sequence[WorkingPaper], written: PaperText
) -> Finding:
    """A finding out of one or more signed papers of one body. Raises Refusal for an unsigned paper or one merged already."""
    papers = [act.one(WorkingPaper, one.pk) for one in papers]
    bar_kept_away(act, papers)
    if not papers:
        act.refuse(
            "no-paper", Sentence("请至少选择一份已审签的底稿", "Choose at least one signed working paper")
        )
    if any(one.state != WorkingPaper.SIGNED or one.inspection_id != inspection.pk for one in papers):
        act.refuse(
            "unsigned",
            Sentence("只有已审签、尚未归并的底稿可以归并", "Only papers that are signed and not merged yet"),
        )
    if len({one.organisation_id for one in papers}) > 1:
        act.refuse(
            "bodies",
            Sentence(
                "不同单位的底稿不能归并为一个问题", "Papers about different bodies make no single finding"
            ),
        )
    _judge(act, written)
    finding = Finding(
        inspection=inspection, serial=act.next_serial(Finding, inspection), area=written.area,
        starts=written.starts.strip(), ends=written.ends.strip(), organisation_id=papers[0].organisation_id,
    )  # fmt: skip
    for name in _TEXTS:
        act.seal(finding, name, getattr(written, name).strip())
    act.add(finding, papers=len(papers))
    finding.working_papers.add(*papers)
    for one in papers:
        act.change(one, state=WorkingPaper.MERGED, noting="merged")
    return finding


@action("findings.revise_finding", roles=TEAM, where="finding", says=Sentence("修改问题", "revise a finding"))
def revise_finding(act: Act, *, finding: Finding, written: PaperText, version: int | None = None) -> Finding:
    """New texts or period on a finding that is not approved yet. Raises Refusal, Stale."""
    finding = act.one(Finding, finding.pk)
    if finding.state != Finding.DRAFT:
        act.refuse(
            "approved", Sentence("问题已审定，不能再改", "The finding is approved and cannot be changed")
        )
    _judge(act, written)
    sealed = {name: vault.seal(finding, name, getattr(written, name).strip()) for name in _TEXTS}
    return act.change(
        finding,
        version,
        area=written.area,
        starts=written.starts.strip(),
        ends=written.ends.strip(),
        noting="revised",
        **sealed,
    )


def _judge(act: Act, written: PaperText) -> None:
    facts.period(written.starts, written.ends)
    if written.area not in facts.area_titles():
        act.refuse("area", Sentence("请选择问题归类", "Choose the area of the problem"))
    if not (
        written.title.strip() and written.text.strip() and written.basis.strip() and written.points_to.strip()
    ):
        act.refuse(
            "empty",
            Sentence(
                "问题按三段式填写：现象、定性（引据）、责任指向（写到单位或职务）",
                "A finding has three parts: facts, basis, and the body or post it points to",
            ),
        )
