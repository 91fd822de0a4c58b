"""转办: a decided matter leaves for the right authority, never for those it is about."""

from __future__ import annotations

import json
from datetime import date

from xuncha.base.words import Sentence
from xuncha.letters.actions.propose_way import letter_of, read_handling, reckon_letter_of, sealed
from xuncha.letters.actions.read import loaded
from xuncha.letters.facts import DONE, dues, refused_receivers, triage_lists
from xuncha.letters.models import READERS, Matter, Referral
from xuncha.registry.models import Organisation
from xuncha.trust import vault
from xuncha.trust.act import Act, action

ELSEWHERE = Sentence(
    "请改转其上级主管部门、纪委监委或者信访局，由他们交办。",
    "Send it to the body above, the discipline commission or the petition office instead.",
)


@action("letters.refer", roles=READERS, where="matter", says=Sentence("转办信访事项", "refer a matter"))
def refer_matter(
    act: Act, *, matter: Matter, version: int, receiver: Organisation | None, name: str = "", sent_on: date
) -> Referral:
    """Record that the matter was sent to an organisation of the registry, or to one outside it by name.

    Refuses a matter without a decided way that needs a receiver, a day before the decision or to come, and every
    receiver that is reported itself, is under it, or is where the person reported sits.
    """
    name = receiver.name if receiver else name.strip()
    if matter.state not in ("decided", "sent", "answered") or not triage_lists().ways[matter.way].needs_body:
        act.refuse("undecided", Sentence("先定去向、签批后才能转办。", "Decide the way first."))
    if not name:
        act.refuse(
            "receiver", Sentence("请选择收文单位，或者写明名称。", "Choose or name the receiving body.")
        )
    if not (matter.decided_on or sent_on) <= sent_on <= act.today:
        act.refuse(
            "day", Sentence("转出日期应在签批之后、今天以前。", "Sent after signing and not in the future.")
        )
    bar_receiver(act, matter, receiver, name)
    referral = Referral(matter=matter, inspection_id=matter.inspection_id, sent_on=sent_on)
    to = {"organisation": str(receiver.pk) if receiver else "", "name": name}
    act.seal(referral, "to", json.dumps(to, ensure_ascii=False))
    act.add(referral, way=matter.way, sent=sent_on)
    act.change(matter, version, state="sent", noting="sent")
    answer = next((d for d in dues(letter_of(act, matter), matter, referral) if d.rule == DONE), None)
    if answer:
        act.change(referral, due=answer.due, noting="due")
    reckon_letter_of(act, matter)
    return referral


def bar_receiver(act: Act, matter: Matter, receiver: Organisation | None, name: str) -> None:
    """Refuse the accused side. A receiver written by hand is looked up, so that a typed name is no way round."""
    about = loaded(act.open([letter_of(act, matter)], "about")[0]["about"])
    reasons = refused_receivers(about, act.today)
    if receiver is None:
        receiver = Organisation.objects.filter(name=name).first()
    reason = reasons.get(str(receiver.pk)) if receiver else None
    if reason is None and about.get("reported_body") and about["reported_body"].strip() in name:
        reason = Sentence("就是被反映的单位", "is the body reported")
    if reason is not None:
        says = Sentence(
            f"不能转给这个单位：它{reason.zh}。", f"It cannot be sent there: that body {reason.en}."
        )
        act.refuse("accused", says, ELSEWHERE)


@action("letters.answer", roles=READERS, where="referral", says=Sentence("登记转办回复", "record the answer"))
def record_answer(act: Act, *, referral: Referral, version: int, answered_on: date, answer: str) -> Referral:
    """What the receiving body answered, and when. Refuses an empty answer, and a day before sending or to come."""
    if not answer.strip():
        act.refuse("empty", Sentence("请写明回复的主要内容。", "Write what was answered."))
    if not referral.sent_on <= answered_on <= act.today:
        act.refuse(
            "day", Sentence("回复日期应在转出之后、今天以前。", "Answered after sending, not in the future.")
        )
    act.change(
        referral, version, answered_on=answered_on, answer=vault.seal(referral, "answer", answer.strip())
    )
    matter = act.one(Matter, referral.matter_id)
    act.change(matter, state="answered", noting="answered")
    reckon_letter_of(act, matter)
    return referral


@action("letters.tell", roles=READERS, where="matter", says=Sentence("答复反映人", "answer the writer"))
def tell_writer(act: Act, *, matter: Matter, version: int, told_on: date, result: bool, words: str) -> Matter:
    """The writer was told whether it is taken up (`result` False) or what came of it. The words are sealed."""
    if not words.strip():
        act.refuse("empty", Sentence("请写明答复了什么。", "Write what the writer was told."))
    if told_on > act.today:
        act.refuse("future", Sentence("答复日期在今天之后。", "The day lies in the future."))
    handling = {**read_handling(act, matter), "told_result" if result else "told": words.strip()}
    days = {"result_told_on": told_on} if result else {"told_on": told_on}
    act.change(matter, version, handling=sealed(matter, handling), noting="told", **days)
    return reckon_letter_of(act, matter)
