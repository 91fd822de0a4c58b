"""向原任反馈: tells a former head the problems of his own time, and asks for his words and his help."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, body, problems [{number, text, period}], due (ISO or ""), basis."""
    doc.letter_head(facts["organ"])
    doc.title("关于反馈任职期间有关问题的函")
    doc.addressee(facts["to"])
    doc.say(
        f"{facts['body']}巡察反馈的下列{len(facts['problems'])}项问题，发生时段与你的任职时段对应。现向你反馈。"
    )
    doc.table(
        [("编号", 2), ("反馈问题", 9), ("问题发生时段", 4)],
        [[one["number"], one["text"], one["period"]] for one in facts["problems"]],
    )
    until = f"请于{written(facts['due'])}前" if facts["due"] else "请"
    doc.say(
        f"{until}就上述问题作出书面说明，并协助现任做好整改(依据：{facts['basis']})。有不同意见的，可一并写明并附材料。"
    )
    doc.say("任职对应，不等于责任认定。整改责任由现任承担，是否追究责任由有权机关依规依纪依法认定。")
    doc.sign(facts["organ"])
    doc.annex("书面说明", number=1)
    with doc.sheet() as sheet:
        sheet.box("情况说明", "", height=90)
        sheet.box("不同意见\n及材料", "", height=40)
        sheet.box("可以协助\n的事项", "", height=30, sign=["签字"])


FORM = Form(
    key="former_feedback",
    title=Sentence("向原任反馈函", "feedback to a former head"),
    layout=layout,
    series="letter",
    leaves_team=True,
    audience="office",
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "明川县水务局原局长",
        "body": "明川县水务局",
        "problems": [{"number": "3-1", "text": "专项资金长期滞留。", "period": "2022年3月至2024年6月"}],
        "due": "2026-12-17",
        "basis": "参照再反馈期限，由巡察办确定",
    },
    basis=Sentence("反馈注明任职时段、由原任说明和协助整改的做法", "feedback that tells whose time it was"),
)
