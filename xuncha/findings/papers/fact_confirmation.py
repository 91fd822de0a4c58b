"""事实确认单: the body says of the facts whether they are true; it speaks neither of their nature nor of any source."""

from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: round, team, number, body, title, period, text, reply_by (written date or ""); names are
    already taken out.
    """
    doc.form_title("巡察了解事实确认单", under=facts["round"])
    doc.pair(f"编号：{facts['number']}", f"巡察组：{facts['team']}")
    with doc.sheet() as sheet:
        sheet.row("单位", facts["body"], widths=(2, 12))
        sheet.row("事项", facts["title"], widths=(2, 12))
        sheet.row("发生时段", facts["period"], "请于此日前送回", facts["reply_by"])
        sheet.box("事实描述", facts["text"], height=55)
        sheet.row("单位意见", "□属实　　□部分属实　　□不属实", widths=(2, 12))
        sheet.box("说明\n（哪一处与事实\n不符、实际情况）", "", height=35)
        sheet.box("附送材料\n（名称、页码）", "", height=20)
        sheet.box("异议说明\n（可另附页）", "", height=20, sign=["单位主要负责人签字（盖章）"])
    doc.note(
        "本单只确认事实，不涉及问题定性。选择“部分属实”“不属实”的，请写明说明并附材料；单位有异议的，将由巡察组以外的人员书面答复。"
    )


FORM = Form(
    key="fact_confirmation",
    title=Sentence("事实确认单", "fact confirmation"),
    layout=layout,
    leaves_team=True,
    audience="members",
    signers=("组长",),
    sample={
        "round": "第十五届县委第3轮巡察",
        "team": "县委第一巡察组",
        "number": "〔2026〕3巡-1组-07号",
        "body": "明川县水务局",
        "title": "专项资金长期滞留",
        "period": "2022年3月至2024年6月",
        "reply_by": "2026年11月10日",
        "text": "2022年3月至2024年6月，农村饮水安全专项资金126.40万元到账后滞留超过两年，未按项目进度拨付。",
    },
    basis=Sentence("先确认事实、后审签底稿的做法", "facts are confirmed before a paper is signed"),
)
