"""Ask a unit for somebody: by name out of the pool, which is the first way, or for a recommendation."""

from __future__ import annotations

from xuncha.base.words import Sentence, joined
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Round
from xuncha.teams.core.eligibility import objections
from xuncha.teams.core.pool import key_of
from xuncha.teams.facts import forming_of
from xuncha.teams.models import Cadre, Drafting
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE

OPEN = ("asked", "agreed", "decided")
"""States of a request that stands."""


@action("teams.draft", roles=OFFICE, says=Sentence("点名抽调", "draft somebody by name"))
def draft(act: Act, *, around: Round, cadre: Cadre) -> Drafting:
    """A request for a person of the pool. Raises Refusal with the articles of qualification that stand
    against it.
    """
    forming = forming_of(act, around, ())
    person = forming.cadre[key_of((cadre.person.name, cadre.person.code))]
    against = objections(person, forming.provisions)
    if against:
        _refuse_unqualified(act, against)
    if act.see(Drafting).filter(round=around, cadre=cadre, state__in=OPEN).exists():
        act.refuse("asked", Sentence("已经向单位点名抽调过此人。", "This person has been asked for already."))
    if cadre.unit is None:
        act.refuse(
            "no-unit",
            Sentence("此人没有填写所在单位，无法发函。", "No home unit is known, so no letter can be sent."),
            Sentence("请先在人才库补填所在单位。", "Enter the home unit in the pool first."),
        )
    return act.add(
        Drafting(
            round=around, unit=cadre.unit, cadre=cadre, way="by_name", asked_on=act.today, asked_by=act.by
        )
    )


@action("teams.ask", roles=OFFICE, says=Sentence("请单位推荐人选", "ask a unit to recommend somebody"))
def ask(act: Act, *, around: Round, unit: Organisation, skill: str = "") -> Drafting:
    """A request for a recommendation, for a skill if one is named."""
    row = Drafting(
        round=around, unit=unit, way="recommended", skill=skill[:40], asked_on=act.today, asked_by=act.by
    )
    return act.add(row)


def _refuse_unqualified(act: Act, against: tuple[Sentence, ...]) -> None:
    says = joined(against, "；", "; ")
    act.refuse(
        "unqualified",
        Sentence(f"{says.zh}。", f"{says.en}."),
        Sentence(
            "请另选人员，或者核对人才库中的信息。", "Choose somebody else, or check what the pool says."
        ),
    )
