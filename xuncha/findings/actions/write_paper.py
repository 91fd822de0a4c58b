"""问题底稿: writing and revising. About the body, never about a person; by at least two authors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.findings import facts
from xuncha.findings.actions._kept_away import bar_kept_away, barred_authors
from xuncha.findings.actions.decide_observation import OPEN_STATES
from xuncha.findings.actions.raise_observation import pin_evidence
from xuncha.findings.core.fork import paper_remarks
from xuncha.findings.models import Confirmation, Observation, WorkingPaper
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.rulebook.models import value
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account, sight_of

LABELS = {"title": "标题", "text": "问题表现", "basis": "定性依据", "points_to": "责任指向"}


@dataclass(frozen=True)
class PaperText:
    """What is written on a working paper: 现象 ``text``, 定性依据 ``basis``, 责任指向 ``points_to`` (posts, not names)."""

    area: str
    title: str
    text: str
    basis: str
    points_to: str
    starts: str
    ends: str


@action(
    "findings.write_paper",
    roles=TEAM,
    where="inspection",
    says=Sentence("编制问题底稿", "write a working paper"),
)
def write_paper(
    act: Act, *, inspection: Inspection, organisation: Organisation, written: PaperText, authors: Sequence[Account],
    observations: Iterable[Observation] = (), evidence: Iterable[str] = (),
) -> WorkingPaper:  # fmt: skip
    """A new working paper with its authors, evidence and the observations it settles.

    Raises Refusal when it speaks of a person's breach, has too few authors, no period, no evidence or an unknown area,
    and where an author must keep away from the letter it came out of.
    """
    observations = list(observations)
    _judge(act, organisation, written)
    _judge_authors(act, inspection, authors)
    evidence = [line for line in evidence if line.strip()]
    if not evidence:
        act.refuse(
            "evidence",
            Sentence(
                "底稿至少要有一份佐证材料，写明名称和页码", "A working paper needs evidence with its page"
            ),
        )
    for one in observations:
        if act.one(Observation, one.pk).state not in OPEN_STATES or one.inspection_id != inspection.pk:
            act.refuse(
                "observation",
                Sentence(
                    "所选待核事项已办结或不属于本次巡察",
                    "An observation is settled or not of this inspection",
                ),
            )
    bar_kept_away(act, observations)
    if barred_authors(observations, authors, act.today):
        act.refuse(
            "recused-author",
            Sentence(
                "所选承办人中有人按回避规定不能承办这份底稿",
                "Under the rules of recusal an author must keep out",
            ),
            Sentence("请改选本组其他人。", "Choose somebody else of the team."),
        )
    paper = WorkingPaper(
        inspection=inspection, serial=act.next_serial(WorkingPaper, inspection), area=written.area,
        starts=written.starts.strip(), ends=written.ends.strip(), organisation=organisation,
    )  # fmt: skip
    for column, text in _texts(written).items():
        act.seal(paper, column, text)
    act.add(paper, authors=len(authors), observations=len(observations))
    paper.authors.add(*authors)
    paper.observations.add(*observations)
    act.add(Confirmation(inspection=inspection, working_paper=paper))
    pin_evidence(act, evidence, working_paper=paper)
    for one in observations:
        act.change(one, state=Observation.WRITTEN, decided_on=act.today, noting="written")
    return paper


@action(
    "findings.revise_paper",
    roles=TEAM,
    where="paper",
    says=Sentence("修改问题底稿", "revise a working paper"),
)
def revise_paper(
    act: Act, *, paper: WorkingPaper, written: PaperText, version: int | None = None
) -> WorkingPaper:
    """New texts on a paper that is not signed yet. Raises Refusal for a signed one and for what ``write_paper`` refuses, Stale."""
    paper = act.see(WorkingPaper).select_related("organisation").get(pk=act.one(WorkingPaper, paper.pk).pk)
    bar_kept_away(act, [paper])
    if paper.state not in (WorkingPaper.DRAFT, WorkingPaper.CONFIRMING):
        act.refuse(
            "signed",
            Sentence("底稿已送签，不能再改；确需修改请先撤回", "The paper is signed and cannot be changed"),
        )
    _judge(act, paper.organisation, written)
    sealed = {column: vault.seal(paper, column, text) for column, text in _texts(written).items()}
    return act.change(
        paper,
        version,
        area=written.area,
        starts=written.starts.strip(),
        ends=written.ends.strip(),
        noting="revised",
        **sealed,
    )


def _texts(written: PaperText) -> dict[str, str]:
    return {name: getattr(written, name).strip() for name in LABELS}


def _judge(act: Act, organisation: Organisation, written: PaperText) -> None:
    facts.period(written.starts, written.ends)
    if written.area not in facts.area_titles():
        act.refuse("area", Sentence("请选择问题归类", "Choose the area of the problem"))
    if not (written.title.strip() and written.text.strip() and written.basis.strip()):
        act.refuse(
            "empty", Sentence("标题、问题表现、定性依据都要填写", "Title, facts and basis are all needed")
        )
    names = [person.name for person in facts.people(organisation)]
    labelled = {LABELS[column]: text for column, text in _texts(written).items()}
    for remark in paper_remarks(labelled, names, facts.shipped("fork_words")["words"]):
        if remark.stops:
            act.refuse("person", remark.says)


def _judge_authors(act: Act, inspection: Inspection, authors: Sequence[Account]) -> None:
    least = value("findings.paper_authors", act.today)
    inside = {one.pk for one in authors if sight_of(one).at.get(inspection.pk, frozenset()) & TEAM}
    if len(inside) < least or len(inside) < len({one.pk for one in authors}):
        act.refuse(
            "authors",
            Sentence(
                f"底稿承办人不少于{least}人，且应为本组成员", f"At least {least} authors, all of this team"
            ),
        )
