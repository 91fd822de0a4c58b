"""Put people on the list of talks: the must-talks by their posts, others by hand."""

from __future__ import annotations

from typing import Any

from xuncha.base.words import Sentence
from xuncha.interviews.actions.read import dumped, read_talks
from xuncha.interviews.core.candidates import Candidate, missing_musts
from xuncha.interviews.core.people import layer_of
from xuncha.interviews.facts import candidates_of, layers, outlines
from xuncha.interviews.models import Interview
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "interviews.add_musts",
    roles=TEAM,
    where="inspection",
    says=Sentence("列出必谈人员", "list the must-talks"),
)
def add_musts(act: Act, *, inspection: Inspection) -> tuple[Interview, ...]:
    """Every must-talk that is not on the list yet. Doing it twice adds nobody twice."""
    planned = {talk.person for _, talk in read_talks(by=act, inspection=inspection)}
    wanted = missing_musts(candidates_of(inspection), planned)
    return tuple(add_candidate(act, inspection, one, "must") for one in wanted)


@action(
    "interviews.add", roles=TEAM, where="inspection", says=Sentence("增加谈话对象", "add somebody to talk to")
)
def add_person(
    act: Act,
    *,
    inspection: Inspection,
    kind: str,
    person: str = "",
    name: str = "",
    office: str = "",
    post: str = "",
) -> Interview:
    """A candidate of the registry by `person` id, or somebody outside it by name, office and post.

    `kind` is chosen or asked: nobody becomes a must-talk by hand, because that list goes to the body. A candidate
    whose post makes him a must-talk is one, whatever was asked for.
    """
    if kind not in ("chosen", "asked"):
        act.refuse(
            "kind",
            Sentence("必谈人员按职务列出，不能手工指定。", "Must-talks follow from posts, not from a hand."),
            Sentence("请选“选谈”或者“主动约谈”。", "Choose 选谈 or 主动约谈."),
        )
    if person:
        if person in {talk.person for _, talk in read_talks(by=act, inspection=inspection)}:
            act.refuse("twice", Sentence("这个人已经在谈话名单上。", "This person is on the list already."))
        found = next((one for one in candidates_of(inspection) if one.person == person), None)
        if found is None:
            act.refuse(
                "person",
                Sentence("这个人不在被巡察单位的任职名册上。", "Nobody of the body under inspection."),
            )
        return add_candidate(act, inspection, found, "must" if found.must else kind)
    if not name.strip():
        act.refuse("name", Sentence("请写明谈话对象。", "Name the person."))
    layer = layer_of(post, False, layers())
    facts = {"name": name.strip(), "office_name": office.strip(), "post": post.strip(), "level": layer.level}
    return _add(act, inspection, kind, layer.outline, facts)


def add_candidate(act: Act, inspection: Inspection, one: Candidate, kind: str) -> Interview:
    """A candidate onto the list; part of other actions, no verb of its own."""
    outline = next(layer.outline for layer in layers() if layer.key == one.layer)
    facts = {
        "person": one.person,
        "name": one.name,
        "office": one.office,
        "office_name": one.office_name,
        "post": one.post,
        "level": one.level,
        "reasons": [reason.as_dict() for reason in one.reasons],
    }
    return _add(act, inspection, kind, outline, facts)


def _add(act: Act, inspection: Inspection, kind: str, outline: str, person: dict[str, Any]) -> Interview:
    row = Interview(inspection=inspection, serial=act.next_serial(Interview, inspection), kind=kind)
    row.outline = outline if outline in outlines() else "staff"
    act.seal(row, "person", dumped(person))
    return act.add(row, kind=kind)
