"""Record what a unit answers: yes, no and why, or somebody else; and what the organisation department
decides.
"""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.base.words import Sentence
from xuncha.registry.models import Person
from xuncha.teams.core.eligibility import objections
from xuncha.teams.core.facts import Cadre as PoolCadre
from xuncha.teams.facts import provisions_on
from xuncha.teams.models import Cadre, Drafting
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("teams.agree", roles=OFFICE, says=Sentence("记录单位同意抽调", "record that a unit agrees"))
def agree(act: Act, *, drafting: Drafting, version: int) -> Drafting:
    """The unit lets the person go."""
    _open(act, drafting)
    if drafting.cadre_id is None:
        act.refuse("nobody", Sentence("请先登记单位推荐的人选。", "Enter whom the unit recommends first."))
    return act.change(drafting, version, state="agreed", answered_on=act.today)


@action("teams.decline", roles=OFFICE, says=Sentence("记录单位不同意抽调", "record that a unit refuses"))
def decline(act: Act, *, drafting: Drafting, version: int, reason: str) -> Drafting:
    """The unit refuses; its reason is kept. Raises Refusal without one."""
    _open(act, drafting)
    if not reason.strip():
        act.refuse("reason", Sentence("请填写单位答复的理由。", "Enter the reason that the unit gave."))
    return act.change(drafting, version, state="refused", answered_on=act.today, reason=reason.strip()[:200])


@action("teams.recommend", roles=OFFICE, says=Sentence("登记推荐人选", "record whom a unit recommends"))
def recommend(act: Act, *, drafting: Drafting, version: int, person: Mapping[str, str]) -> Drafting:
    """Whom the unit offers, in answer to a request or in place of somebody asked for by name.

    `person` has name, identity and, as far as known, rank, grade, discipline. Whoever does not meet the
    articles of qualification (a driver) is kept on record as a refused recommendation with the articles;
    whoever meets them joins the pool. Returns the request that now stands: the same one, or the one that
    replaces it.
    """
    _open(act, drafting)
    name = person.get("name", "").strip()
    if not name:
        act.refuse("name", Sentence("请填写推荐人选的姓名。", "Enter the name of the person."))
    provisions = provisions_on(drafting.round.entry_day)
    offered = PoolCadre(
        key=name,
        name=name,
        unit=drafting.unit.name,
        identity=person.get("identity", ""),
        leading_rank=person.get("rank", ""),
        grade=person.get("grade", ""),
        barred=person.get("discipline", ""),
    )
    against = [says.as_dict() for says in objections(offered, provisions)]
    kept = {key: value for key, value in person.items() if value}
    if against:
        return _keep_unfit(act, drafting, version, kept, against)
    cadre = _pooled(act, drafting, person)
    if drafting.cadre_id is None:
        return act.change(
            drafting, version, cadre=cadre, person=kept, objections=[], state="agreed", answered_on=act.today
        )
    return _replace(act, drafting, version, cadre, kept)


def _keep_unfit(
    act: Act, drafting: Drafting, version: int, kept: dict[str, str], against: list[dict[str, str]]
) -> Drafting:
    return act.change(
        drafting,
        version,
        noting="unqualified",
        person=kept,
        objections=against,
        reason="推荐人选不符合选调条件",
        answered_on=act.today,
    )


def _pooled(act: Act, drafting: Drafting, person: Mapping[str, str]) -> Cadre:
    """The cadre of this name and unit, taken into the pool if need be."""
    name = person["name"].strip()
    known = act.see(Cadre).filter(person__name=name, unit=drafting.unit).first()
    if known:
        return known
    found = Person.objects.filter(name=name, unit=drafting.unit).first()
    someone = found or act.add(Person(name=name, code=_code(name, drafting), unit=drafting.unit))
    return act.add(
        Cadre(
            person=someone,
            unit=drafting.unit,
            identity=person.get("identity", ""),
            rank=person.get("rank", ""),
            grade=person.get("grade", ""),
        )
    )


def _code(name: str, drafting: Drafting) -> str:
    """Namesakes elsewhere are told apart by the unit."""
    return drafting.unit.name[:40] if Person.objects.filter(name=name).exists() else ""


def _replace(act: Act, drafting: Drafting, version: int, cadre: Cadre, kept: dict[str, str]) -> Drafting:
    fresh = act.add(
        Drafting(
            round=drafting.round,
            unit=drafting.unit,
            cadre=cadre,
            way="recommended",
            state="agreed",
            person=kept,
            asked_on=drafting.asked_on,
            answered_on=act.today,
            asked_by=act.by,
        )
    )
    act.change(drafting, version, state="replaced", replaced_by=fresh, answered_on=act.today)
    return fresh


@action(
    "teams.decide", roles=OFFICE, says=Sentence("记录组织部意见", "record the organisation department's word")
)
def decide(act: Act, *, drafting: Drafting, version: int, decided: str) -> Drafting:
    """What the organisation department decided on a refusal ("仍按点名抽调", "同意另选")."""
    if drafting.state != "refused" or not decided.strip():
        act.refuse(
            "state", Sentence("只有单位不同意的，才需记录组织部意见。", "Only a refusal is decided upon.")
        )
    return act.change(drafting, version, state="decided", decided=decided.strip()[:200])


def _open(act: Act, drafting: Drafting) -> None:
    if drafting.state != "asked":
        act.refuse(
            "answered",
            Sentence("单位已经答复，不能重复登记。", "The unit has answered already."),
            Sentence("如需更正，请查看抽调台账。", "Look at the register of draftings."),
        )
