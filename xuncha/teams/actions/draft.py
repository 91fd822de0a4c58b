"""Ask a unit for somebody: by name out of the pool, which is the first way, or for a recommendation."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from xuncha.base.words import Sentence, joined
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Round
from xuncha.teams.core.eligibility import objections
from xuncha.teams.core.pool import key_of
from xuncha.teams.facts import forming_of
from xuncha.teams.models import Cadre, Drafting, TeamMember
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE

STANDS = Q(state__in=("asked", "agreed")) | Q(state="decided", upheld=True)
"""Requests that stand: not answered yet, agreed to, or upheld by the organisation department."""
MOST = 20
"""People that a unit can be asked for at once; a slip of the keyboard is none of them."""


@dataclass(frozen=True)
class Drafted:
    """How many were asked for, and the names of those who could not be."""

    asked: int
    left: tuple[str, ...]


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
    if act.see(Drafting).filter(STANDS, round=around, cadre=cadre).exists():
        act.refuse("asked", Sentence("已经向单位点名抽调过此人。", "This person has been asked for already."))
    if person.crossing:
        act.refuse(
            "guest",
            Sentence(
                "此人由外县（区）派入，不用向单位抽调。",
                "Another county lends this person; no unit is asked.",
            ),
        )
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
def ask(act: Act, *, around: Round, unit: Organisation, skill: str = "", people: int = 1) -> list[Drafting]:
    """A request for `people` recommendations, of a skill if one is named; one row for each, as each is answered apart.

    Raises Refusal for no people, or for more than a unit can mean.
    """
    if not 1 <= people <= MOST:
        act.refuse(
            "people",
            Sentence(f"人数应为1至{MOST}人。", f"One to {MOST} people."),
            Sentence("请核对人数。", "Check the number."),
        )
    return [
        act.add(
            Drafting(
                round=around,
                unit=unit,
                way="recommended",
                skill=skill[:40],
                asked_on=act.today,
                asked_by=act.by,
            )
        )
        for _ in range(people)
    ]


@action("teams.draft_all", roles=OFFICE, says=Sentence("按方案点名抽调", "draft all of a plan by name"))
def draft_all(act: Act, *, around: Round) -> Drafted:
    """A request for everybody in the round's teams who is lent by a unit and was not asked for yet.

    Full-time staff and whoever another county lends need no drafting. Who has no home unit cannot be written for: `left` tells of them.
    """
    guests = {one.key for one in forming_of(act, around, ()).cadres if one.crossing}
    standing = act.see(Drafting).filter(STANDS, round=around, cadre__isnull=False)
    known = set(standing.values_list("cadre_id", flat=True))
    members = act.see(TeamMember).filter(team__round=around, ends=None, cadre__full_time=False)
    people = [
        one.cadre
        for one in members.select_related("cadre__person", "cadre__unit").order_by("cadre__unit__name", "pk")
        if one.cadre_id not in known and key_of((one.cadre.person.name, one.cadre.person.code)) not in guests
    ]
    asked = [draft(by=act, around=around, cadre=one) for one in people if one.unit is not None]
    return Drafted(len(asked), tuple(one.person.name for one in people if one.unit is None))


def _refuse_unqualified(act: Act, against: tuple[Sentence, ...]) -> None:
    says = joined(against, "；", "; ")
    act.refuse(
        "unqualified",
        Sentence(f"{says.zh}。", f"{says.en}."),
        Sentence(
            "请另选人员，或者核对人才库中的信息。", "Choose somebody else, or check what the pool says."
        ),
    )
