"""Record what a unit answers: yes, no and why, or somebody else; and what the organisation department
decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from xuncha.base.words import Sentence
from xuncha.papers.actions.record_decision import record_decision
from xuncha.papers.models import organ
from xuncha.registry.models import Person
from xuncha.teams.core.eligibility import objections
from xuncha.teams.core.facts import Cadre as PoolCadre
from xuncha.teams.facts import provisions_on
from xuncha.teams.models import Cadre, Drafting
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE

UPHELD = Sentence("仍按点名抽调", "comes all the same")
ANOTHER = Sentence("同意另选", "somebody else is sought")


@action("teams.agree", roles=OFFICE, says=Sentence("记录单位同意抽调", "record that a unit agrees"))
def agree(act: Act, *, drafting: Drafting, version: int, part: bool = False) -> Drafting:
    """The unit lets the person go, wholly or for a part of each week."""
    _open(act, drafting)
    if drafting.cadre_id is None:
        act.refuse("nobody", Sentence("请先登记单位推荐的人选。", "Enter whom the unit recommends first."))
    return act.change(drafting, version, state="agreed", answered_on=act.today, part=part)


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
    replaces it. A unit may also name somebody else after the organisation department let the first one stay.
    """
    if drafting.state != "decided" or drafting.upheld:
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
    "teams.decide", roles=OFFICE, says=Sentence("登记组织部决定", "record the organisation department's word")
)
def decide(
    act: Act, *, drafting: Drafting, version: int, upheld: bool, decided: str, document: str, decided_on: date
) -> Drafting:
    """What the organisation department decided on a refusal: the person comes all the same (`upheld`), or somebody else is sought.

    It stands in the register of decisions too. Raises Refusal without a document, on a day to come or before the refusal, and
    where the unit has not refused.
    """
    if drafting.state != "refused":
        act.refuse(
            "state", Sentence("只有单位不同意的，才需登记组织部决定。", "Only a refusal is decided upon.")
        )
    if drafting.answered_on and decided_on < drafting.answered_on:
        act.refuse(
            "before",
            Sentence(
                f"决定日期{decided_on}早于单位答复日期{drafting.answered_on}。",
                f"{decided_on} is before the unit's answer, {drafting.answered_on}.",
            ),
            Sentence("请核对日期。", "Check the day."),
        )
    says = decided.strip()[:200] or (UPHELD if upheld else ANOTHER).zh
    record_decision(
        by=act,
        kind="抽调人选",
        body=organ("organisation", act.today),
        decided_on=decided_on,
        document=document,
        says=says,
        about_id=drafting.pk,
    )
    return act.change(
        drafting,
        version,
        state="decided",
        upheld=upheld,
        decided=says,
        decided_document=document.strip()[:120],
        decided_on=decided_on,
    )


@action("teams.stand_in", roles=OFFICE, says=Sentence("登记原单位临时主持", "record who stands in at home"))
def stand_in(
    act: Act, *, drafting: Drafting, version: int, name: str, starts: date, document: str = ""
) -> Drafting:
    """Who does the work of the post at home while its holder serves. Raises Refusal for a request that does not stand."""
    comes = drafting.state == "agreed" or (drafting.state == "decided" and drafting.upheld)
    if drafting.cadre_id is None or not comes:
        act.refuse(
            "not-coming",
            Sentence("此人尚未确定抽调，不用登记临时主持。", "It is not settled that the person comes."),
        )
    if not name.strip():
        act.refuse("name", Sentence("请填写临时主持工作的人。", "Enter who stands in."))
    return act.change(
        drafting,
        version,
        noting="stand_in",
        stand_in=name.strip()[:40],
        stand_in_from=starts,
        stand_in_document=document.strip()[:120],
    )


def _open(act: Act, drafting: Drafting) -> None:
    if drafting.state != "asked":
        act.refuse(
            "answered",
            Sentence("单位已经答复，不能重复登记。", "The unit has answered already."),
            Sentence("如需更正，请查看抽调台账。", "Look at the register of draftings."),
        )
