"""The round's table, as the demo prints it: figures of the house for itself, no names and no contents."""

from __future__ import annotations

from collections import Counter
from typing import Any

from xuncha.coverage.facts import current_term, scene
from xuncha.coverage.models import Target
from xuncha.findings.models import Finding, Observation, WorkingPaper
from xuncha.interviews.models import Interview
from xuncha.leaving.models import Leaving
from xuncha.letters.actions.open_identity import OPEN
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import Letter, Matter
from xuncha.machines.models import Machine
from xuncha.papers.models import Paper
from xuncha.rectification.models import Item
from xuncha.rounds.models import Inspection, Round
from xuncha.screening.models import Hit
from xuncha.teams.models import Team, TeamMember
from xuncha.trust import clock, journal
from xuncha.trust.access import whole
from xuncha.trust.models import DeedProposal, SignedHead

WHY = "the demo prints the totals of its fictional county"


def summary() -> dict[str, Any]:
    """Totals of the demo, in the order of the work."""
    today = clock.today()
    term = current_term(today)
    assert term is not None
    proof = scene(term, today).proof
    ways = Counter(whole(Matter, WHY).values_list("way", flat=True))
    names = {key: way.title.zh for key, way in triage_lists().ways.items()} | {"": "待定去向"}
    items = Counter(whole(Item, WHY).values_list("state", flat=True))
    return {
        "今天 / today": today.isoformat(),
        "巡察对象 / targets": Target.objects.filter(term=term, withdrawn=False).count(),
        "空白 / blanks": len(proof.blanks),
        "重复 / doubles": len(proof.doubles),
        "待确定 / undecided": len(proof.undecided),
        "轮次 / rounds": Round.objects.count(),
        "巡察任务 / inspections": whole(Inspection, WHY).count(),
        "巡察组 / teams": whole(Team, WHY).exclude(state="dissolved").count(),
        "组员 / team members": whole(TeamMember, WHY).count(),
        "信访件 / letters": whole(Letter, WHY).count(),
        "信访事项去向 / matters by way": {names[key]: count for key, count in sorted(ways.items())},
        "谈话 / interviews": whole(Interview, WHY).count(),
        "筛查疑点 / hits": whole(Hit, WHY).count(),
        "待核事项 / observations": whole(Observation, WHY).count(),
        "问题底稿 / working papers": whole(WorkingPaper, WHY).count(),
        "问题 / findings": whole(Finding, WHY).count(),
        "整改事项 / rectification items": sum(items.values()),
        "整改状态 / by state": dict(sorted(items.items())),
        "文书 / papers": whole(Paper, WHY).count(),
        "双人拆封 / identities opened by two": _done(DeedProposal, kind=OPEN.kind, state=DeedProposal.DONE),
        "单机往返 / machines that came home": _done(Machine, state=Machine.WIPED),
        "离组交接 / left a team": _done(Leaving, state=Leaving.DONE),
        "核验的留痕 / journal rows verified": _verified(),
    }


def _done(model: type[Any], **state: Any) -> int:
    return int(whole(model, WHY).filter(**state).count())


def _verified() -> int:
    """Rows of the journal up to the slip that the demo's auditor signed and checked; 0 where it does not hold."""
    slip = whole(SignedHead, WHY).order_by("-seq").first()
    return 0 if slip is None or journal.verify() is not None else slip.seq


def lines(told: dict[str, Any]) -> list[str]:
    """The summary as a table for people."""
    rows = []
    for name, value in told.items():
        shown = (
            " ".join(f"{key} {count}" for key, count in value.items())
            if isinstance(value, dict)
            else str(value)
        )
        rows.append(f"  {_wide(name, 36)}{shown}")
    return rows


def _wide(text: str, width: int) -> str:
    """Padded to a width in which a Chinese character counts two."""
    return text + " " * (width - sum(2 if ord(char) > 0x2E80 else 1 for char in text))
