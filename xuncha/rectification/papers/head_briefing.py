"""接任整改提示 (再反馈): the way in for a new head: open items, papers he may see, who knows, how others did it."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, arrived, items [{number, text, due, state}], papers [str], who_knows [str],
    examples [str], refeedback_due (ISO), basis.
    """
    doc.letter_head(facts["organ"])
    doc.title("接任整改提示")
    doc.addressee(facts["to"])
    doc.say(
        f"{facts['arrived']}。按照整改责任随职务转移的要求，下列{len(facts['items'])}项巡察整改由你接续推进，原定期限不变。现将有关情况提示如下。"
    )
    doc.part("未完成的整改事项")
    doc.table(
        [("编号", 2), ("反馈问题", 8), ("状态", 2), ("时限", 3)],
        [
            [one["number"], one["text"], one["state"], written(one["due"]) if one["due"] else "长期坚持"]
            for one in facts["items"]
        ],
    )
    doc.part("可查阅的材料")
    for line in facts["papers"]:
        doc.say(line)
    doc.part("单位内了解情况的人员")
    for line in facts["who_knows"]:
        doc.say(line)
    doc.part("同类问题的做法")
    for line in facts["examples"]:
        doc.say(line)
    doc.part("再反馈")
    doc.say(
        f"巡察办将于{written(facts['refeedback_due'])}前与你当面再反馈（依据：{facts['basis']}），届时请签收。"
    )
    doc.say(
        "上述问题发生时的任职情况由巡察机构另行对应。任职对应，不等于责任认定；接任不承担此前的责任，承担今后的整改。"
    )
    doc.sign(facts["organ"])
    doc.slip("签收回执")
    with doc.sheet() as sheet:
        sheet.row("签收人", "", "签收日期", "")


FORM = Form(
    key="head_briefing",
    title=Sentence("接任整改提示", "briefing of a new head"),
    layout=layout,
    series="letter",
    leaves_team=True,
    audience="team",
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "县水务局局长",
        "arrived": "你于2026年5月6日到任",
        "items": [
            {"number": "3-1", "text": "专项资金长期滞留。", "due": "2027-06-18", "state": "整改中"},
            {"number": "3-2", "text": "党组会未专题研究意识形态工作。", "due": "", "state": "长期坚持"},
        ],
        "papers": ["反馈意见", "整改方案", "整改台账"],
        "who_knows": ["分管副局长（牵头整改）", "财务股负责人"],
        "examples": ["县农业农村局：专项资金滞留问题，清理拨付并建立月度对账。"],
        "refeedback_due": "2026-06-03",
        "basis": "青铜峡市巡察整改做法",
    },
    basis=Sentence("“新官要理旧账”、再反馈的做法", "practice of re-feedback to new heads"),
)
