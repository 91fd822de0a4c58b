"""谈话通知: to one person, when and where; no subject, no reason."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, name, post, day, slot, room, contact, phone."""
    doc.letter_head(facts["organ"])
    doc.title("谈话通知")
    doc.addressee(f"{facts['name']}同志")
    doc.say(
        f"按照巡察工作安排，请您于{written(facts['day'])}{facts['slot']}到{facts['room']}参加个别谈话。"
        "巡察组同所谈人员逐一了解情况，不是审查调查，请如实反映。"
    )
    doc.say(
        f"身体不适、时间不便，或者希望另约地点的，请与巡察组联系（联系人：{facts['contact']}，电话：{facts['phone']}）。"
        "请对谈话时间、地点和内容保密。"
    )
    doc.sign(facts["organ"])


FORM = Form(
    key="talk_notice",
    title=Sentence("谈话通知", "notice of a talk"),
    layout=layout,
    leaves_team=True,
    audience="members",
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "name": "丁某（虚构）",
        "post": "青石街道办事处副主任",
        "day": "2026-03-16",
        "slot": "09:15-10:15",
        "room": "街道四楼谈话室",
        "contact": "李晓",
        "phone": "0871-00000000",
    },
    basis=Sentence("各地巡察谈话安排的通行做法", "usual practice of inspections"),
)
