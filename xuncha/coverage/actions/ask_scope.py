"""Draft the one 呈批件 that puts every undecided body before the leading group."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Kind
from xuncha.coverage.facts import scene
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
    undecided = [one for one in scene(term, act.today).proof.undecided if one.body.kind is not Kind.POST]
    if not undecided:
        act.refuse("none", Sentence("没有待领导小组确定的单位。", "Nothing waits for the leading group."))
    rows = [
        {
            "name": one.name,
            "tree": one.body.kind.value.zh,
            "basis": one.basis or one.reason.zh,
            "proposal": one.proposed.value.zh if one.proposed else "",
            "who": one.who_decides.zh,
        }
        for one in undecided
    ]
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
