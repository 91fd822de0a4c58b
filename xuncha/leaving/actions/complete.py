"""办结离组交接: the rights end with it, on the same day."""

from __future__ import annotations

from xuncha.base.words import Sentence, joined
from xuncha.leaving.core.handing import against
from xuncha.leaving.facts import handing_of, points_on
from xuncha.leaving.models import Leaving
from xuncha.teams.actions.enter import note_evaluation
from xuncha.teams.actions.leave import leave
from xuncha.teams.models import TeamMember
from xuncha.trust.act import Act, action
from xuncha.trust.actions.grants import end_grants
from xuncha.trust.core.roles import OFFICE


@action(
    "leaving.complete", roles=OFFICE, where="leaving", says=Sentence("办结离组交接", "complete a leaving")
)
def complete_leaving(act: Act, *, leaving: Leaving, version: int) -> int:
    """End the membership and every grant at the inspections of the team; how many grants were ended.

    Raises Refusal with everything that stands against it, for one's own, Stale.
    """
    if leaving.account_id == act.by.pk:
        act.refuse("own", Sentence("本人的离组交接由别人办结。", "Somebody else completes your leaving."))
    if leaving.state == Leaving.DONE:
        act.refuse("done", Sentence("离组交接已经办结。", "The leaving is done already."))
    open_ = against(handing_of(leaving), points_on(act.today))
    if open_:
        act.refuse(
            "not-handed-over",
            Sentence("还不能办结：{all}。", "Not yet: {all}.").filled(all=joined(open_, "；", "; ")),
            Sentence("逐项清点确认后再办结。", "Confirm these first."),
        )
    act.change(
        leaving, version, state=Leaving.DONE, done_on=act.today, received_by=act.by, noting="completed"
    )
    seats = act.see(TeamMember).filter(
        cadre__person_id=leaving.account.person_id, team__inspections=leaving.inspection_id, ends=None
    )
    seats = seats if leaving.account.person_id else ()
    if leaving.evaluation is not None:
        for seat in seats:
            note_evaluation(by=act, member=seat, document="离组交接记录")
    ended = sum(leave(by=act, member=seat, version=seat.version, handed_over=True) for seat in seats)
    ended += end_grants(by=act, account=leaving.account, inspection=leaving.inspection_id)
    act.note("leaving.completed", leaving, grants=ended)
    return ended
