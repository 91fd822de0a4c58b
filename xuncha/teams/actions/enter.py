"""Enter and strike dated facts of the pool, one by one, for a whole team, or out of a filled-in table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.teams.models import Cadre, CadreEntry, Team, TeamMember
from xuncha.teams.upkeep import EVALUATION, PLEDGE, Fact, Kind
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("teams.enter", roles=OFFICE, says=Sentence("登记人才库记事", "enter a fact of the pool"))
def enter(act: Act, *, kind: Kind, facts: Sequence[Fact]) -> list[CadreEntry]:
    """The entries made; a fact that stands already is left as it is. Raises Refusal when an end is before its beginning."""
    for one in facts:
        if (
            one.ends is not None
            and one.ends.known
            and one.starts.known
            and one.ends.latest < one.starts.earliest
        ):
            act.refuse(
                "ends",
                Sentence(
                    f"{one.cadre.person.name}：{kind.ends.zh}{one.ends}早于{kind.starts.zh}{one.starts}。",
                    f"{one.cadre.person.name}: {one.ends} is before {one.starts}.",
                ),
                Sentence("请核对日期。", "Check the days."),
            )
    known = set(
        act.see(CadreEntry).filter(kind=kind.key, struck="").values_list("cadre_id", "starts", "what")
    )
    made = []
    for one in facts:
        key = (one.cadre.pk, str(one.starts), one.what[:120])
        if key in known:
            continue
        known.add(key)
        made.append(act.add(_row(act, kind, one), kind=kind.key))
    return made


def _row(act: Act, kind: Kind, fact: Fact) -> CadreEntry:
    return CadreEntry(
        cadre=fact.cadre,
        kind=kind.key,
        starts=str(fact.starts),
        ends=str(fact.ends) if fact.ends else "",
        what=fact.what.strip()[:120],
        document=fact.document.strip()[:120],
        round=fact.around,
        entered_by=act.by,
    )


@action("teams.strike", roles=OFFICE, says=Sentence("撤销人才库记事", "strike an entry of the pool"))
def strike(act: Act, *, entry: CadreEntry, version: int, reason: str) -> CadreEntry:
    """An entry made in error; it stays on record with the reason. Raises Refusal without one."""
    if not reason.strip():
        act.refuse("reason", Sentence("请写明撤销的理由。", "Say why."))
    if entry.struck:
        act.refuse("struck", Sentence("这条记事已经撤销。", "This entry is struck already."))
    return act.change(entry, version, noting="struck", struck=reason.strip()[:120])


@action(
    "teams.record_pledges", roles=OFFICE, says=Sentence("登记全组保密承诺", "record the pledges of a team")
)
def record_pledges(act: Act, *, team: Team, signed_on: date, document: str) -> list[CadreEntry]:
    """Everybody who serves in the team has signed; those recorded before are left out. Raises Refusal without the place of the original."""
    if not document.strip():
        act.refuse("document", Sentence("请填写原件存放处。", "Say where the original is."))
    done = set(
        act.see(CadreEntry)
        .filter(kind=PLEDGE.key, round=team.round_id, struck="")
        .values_list("cadre_id", flat=True)
    )
    members = act.see(TeamMember).filter(team=team, ends=None).select_related("cadre__person")
    facts = [
        Fact(one.cadre, Day.of(signed_on), what="保密承诺书", document=document, around=team.round)
        for one in members
        if one.cadre_id not in done
    ]
    return enter(by=act, kind=PLEDGE, facts=facts)


@action(
    "teams.note_evaluation",
    roles=OFFICE,
    says=Sentence("登记已出具鉴定", "note that an evaluation was given"),
)
def note_evaluation(act: Act, *, member: TeamMember, document: str) -> list[CadreEntry]:
    """Offered to later rooms: a member's service was evaluated today; the text stays where it was sealed."""
    team = act.see(Team).select_related("round").get(pk=member.team_id)
    cadre = act.see(Cadre).select_related("person").get(pk=member.cadre_id)
    fact = Fact(cadre, Day.of(act.today), what=team.name, document=document, around=team.round)
    return enter(by=act, kind=EVALUATION, facts=[fact])
