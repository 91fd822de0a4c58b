"""Draft the one 呈批件 that puts every undecided body before the leading group."""

from __future__ import annotations

from collections import defaultdict

from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Body, Kind
from xuncha.coverage.core.scope import Verdict
from xuncha.coverage.facts import Scene, scene
from xuncha.coverage.models import Term
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action(
    "scope.ask", roles=OFFICE, says=Sentence("拟制巡察范围呈批件", "draft the request to settle the scope")
)
def ask_scope(act: Act, *, term: Term, contact: str = "", phone: str = "", signer: str = "") -> Paper:
    """All undecided units and organisations in one paper. Raises Refusal when there are none."""
    rows = _rows(scene(term, act.today))
    if not rows:
        act.refuse("none", Sentence("没有待领导小组确定的单位。", "Nothing waits for the leading group."))
    facts = {
        "organ": organ("office", act.today),
        "to": organ("group", act.today),
        "signer": signer,
        "term": term.name,
        "rows": rows,
        "contact": contact,
        "phone": phone,
        "drafted_on": act.today.isoformat(),
    }
    return draft_paper(by=act, form="scope_request", facts=facts, about_id=term.pk)


def _rows(now: Scene) -> list[dict[str, str]]:
    """A unit with the organisation that is its alone on one line; an organisation that only follows its units is left out."""
    waiting = {one.body: one for one in now.proof.undecided if one.body.kind is not Kind.POST}
    units_of: dict[Body, list[Body]] = defaultdict(list)
    for link in now.bodies.links:
        units_of[Body(Kind.ORGANISATION, link.organisation)].append(Body(Kind.UNIT, link.unit))
    own: dict[Body, str] = {
        units[0]: waiting[party].name
        for party, units in units_of.items()
        if party in waiting and len(units) == 1 and units[0] in waiting
    }
    told = [
        one
        for body, one in waiting.items()
        if body.kind is Kind.UNIT or not set(units_of[body]) & set(waiting)
    ]
    return [_row(one, own.get(one.body, "")) for one in told]


def _row(one: Verdict, party: str) -> dict[str, str]:
    return {
        "name": f"{one.name}（{party}）" if party else one.name,
        "tree": one.body.kind.value.zh,
        "basis": one.basis or one.reason.zh,
        "proposal": one.proposed.value.zh if one.proposed else "",
        "who": one.who_decides.zh,
    }
