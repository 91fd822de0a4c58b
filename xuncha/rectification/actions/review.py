"""审核销号: another party says whether the proof is enough; a closed item can be opened again."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.rectification import facts
from xuncha.rectification.actions.repair import after
from xuncha.rectification.core import closing
from xuncha.rectification.models import READERS, Item, Reopening, Review, Submission
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("rectification.review", roles=READERS, where="item", says=Sentence("审核整改结果", "review a result"))
def review(
    act: Act, *, item: Item, party: str, verdict: str, says: str = "", version: int | None = None
) -> Review:
    """One party's word on the newest proof; the item closes when every party of the setting agreed.

    Raises Refusal for the one who handed it in, for a party that is not asked, without a reason where one is needed, Stale.
    """
    item = act.one(Item, item.pk)
    if verdict not in {one.value for one in closing.Verdict}:
        act.refuse("verdict", Sentence("请选择审核意见", "Choose the verdict"))
    wanted = closing.Review(party, str(act.by.pk), act.today, closing.Verdict(verdict), says)
    problems = closing.review_problems(facts.events(item, act), wanted, facts.parties(act.today))
    if problems:
        act.refuse("review", problems[0])
    newest = act.see(Submission).filter(item=item).order_by("pk").last()
    row = act.add(
        Review(
            item=item, inspection_id=item.inspection_id, organisation_id=item.organisation_id, submission=newest, party=party,
            on=act.today, verdict=verdict, says=says.strip(), by=act.by,
        )
    )  # fmt: skip
    after(act, item, version)
    return row


@action(
    "rectification.reopen",
    roles=OFFICE,
    where="item",
    says=Sentence("重新打开整改事项", "open a closed item again"),
)
def reopen(act: Act, *, item: Item, because: str, version: int | None = None) -> Reopening:
    """Open a closed or lasting item again; the first deadline stays. Raises Refusal without a reason or for an open item, Stale."""
    item = act.one(Item, item.pk)
    problems = closing.reopen_problems(facts.events(item, act), because, facts.parties(act.today))
    if problems and not (item.imported and item.closed_on and because.strip()):
        act.refuse("reopen", problems[0])
    row = act.add(
        Reopening(
            item=item, inspection_id=item.inspection_id, organisation_id=item.organisation_id, on=act.today,
            reason=because.strip(), by=act.by,
        )
    )  # fmt: skip
    after(act, item, version)
    return row
