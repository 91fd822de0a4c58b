"""转办函: hands one matter to the body in charge. An allow-list of facts: who wrote is left out unless he agreed."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, round, matter, category, reply_by, contact, phone, writer (\"\" unless he agreed), direct (bool)."""
    doc.letter_head(facts["organ"])
    doc.title("关于转办信访事项的函")
    doc.addressee(facts["to"])
    doc.say(
        f"{facts['round']}期间收到群众反映的一件事项，按照“分级负责、归口办理”的原则，现转你单位依规办理。"
    )
    doc.part("反映的主要事项")
    doc.say(facts["matter"])
    if facts["writer"]:
        doc.part("反映人")
        doc.say(f"{facts['writer']}（本人同意提供，仅用于联系办理和答复）")
    doc.part("有关要求")
    doc.say(
        f"请于{written(facts['reply_by'])}前将办理情况书面回复（联系人：{facts['contact']}，电话：{facts['phone']}）。"
    )
    if facts["direct"]:
        doc.say("请按规定告知反映人是否受理和办理结果。")
    doc.say("请严格保密：不得将本函及反映内容转给被反映的单位和个人，不得追查反映人。")
    doc.sign(facts["organ"])
    doc.annex("回复单", number=1)
    with doc.sheet() as sheet:
        sheet.row("承办单位", facts["to"], "承办人及电话", "")
        sheet.box("办理情况", "", height=90)
        sheet.box("单位负责人\n意见", "", height=40, sign=["签字（盖章）"])


FORM = Form(
    key="referral_letter",
    title=Sentence("信访事项转办函", "referral letter"),
    layout=layout,
    series="referral",
    leaves_team=True,
    audience="petition",
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "明川县民政局",
        "round": "十五届县委第三轮巡察",
        "matter": "有群众反映其低保去年停发，没有说明原因，请求核实。（虚构）",
        "category": "惠民补贴与救助",
        "reply_by": "2026-05-08",
        "contact": "李晓",
        "phone": "0871-00000000",
        "writer": "李某，000-1234567（虚构）",
        "direct": True,
    },
    basis=Sentence(
        "信访工作条例（2022）第二十二条（未与正式文本核对）", "petition regulation 2022, not checked"
    ),
)
