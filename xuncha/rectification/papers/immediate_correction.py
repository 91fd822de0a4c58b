"""立行立改通知书: a problem that can be put right while the team is still there."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, body, number, problem, demand, due (ISO)."""
    doc.form_title("立行立改通知书", under=facts["organ"])
    doc.pair(f"编号：{facts['number']}", f"完成时限：{written(facts['due'])}")
    with doc.sheet() as sheet:
        sheet.row("送达单位", facts["body"], widths=(2, 12))
        sheet.box("存在问题", facts["problem"], height=45)
        sheet.box("整改要求", facts["demand"], height=35)
        sheet.box("单位整改情况", "", height=45, sign=["单位主要负责人签字（盖章）"])
        sheet.box("巡察组\n核查意见", "", height=30, sign=["组长签字"])
    doc.note("请在巡察驻点期间完成并书面回复巡察组。")


FORM = Form(
    key="immediate_correction",
    title=Sentence("立行立改通知书", "notice of immediate correction"),
    layout=layout,
    leaves_team=True,
    audience="team",
    signers=("组长",),
    sample={
        "organ": "中共明川县委第一巡察组",
        "body": "明川县水务局",
        "number": "〔2026〕3巡-1组-立改2号",
        "due": "2026-11-20",
        "problem": "办事大厅公开的收费标准与现行文件不一致。",
        "demand": "立即更正公开内容，退还多收款项，并举一反三自查。",
    },
    basis=Sentence("立行立改须在驻点期间完成的做法", "done within the stay"),
)
