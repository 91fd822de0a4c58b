"""巡察范围呈批件: asks the leading group to settle all bodies whose scope only it can decide."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form
from xuncha.papers.core.upward import ADDRESSED, ASKED_AT, end_request


def layout(facts, doc):
    """Facts: organ, to, signer, term, rows [{name, tree, basis, proposal, who}], contact, phone, drafted_on."""
    count = len(facts["rows"])
    doc.red_head(facts["organ"], signer=facts["signer"])
    doc.title(f"关于提请确定{facts['term']}县委巡察范围中\n{count}个单位（党组织）是否纳入的请示")
    doc.addressee(facts["to"])
    doc.say(
        f"为落实{facts['term']}县委巡察全覆盖，我办逐一核对了全县单位和党组织。其中{count}个因管理体制特殊或者"
        "依据尚未明确，按规定不宜由巡察办自行认定，现列表提请确定（见附件）。"
    )
    doc.part("提请确定的事项")
    doc.part("是否纳入", level=2, then="逐个明确纳入、联动参与或者不纳入。")
    doc.part("巡察方式", level=2, then="纳入的，明确直接巡察、联动、授权、提级、交叉或者巡乡带村。")
    doc.part("其他", level=2, then="垂直管理、双重领导单位，是否需要事先与其上级党组织协商。")
    end_request(doc, facts, ["待确定单位（党组织）一览表"])
    doc.annex("待确定单位（党组织）一览表", number=1, landscape=True)
    doc.table(
        [
            ("序号", 1),
            ("单位（党组织）", 5),
            ("类别", 2),
            ("现有依据及说明", 8),
            ("建议", 2),
            ("领导小组意见", 4),
        ],
        [
            [number, row["name"], row["tree"], row["basis"], row["proposal"], ""]
            for number, row in enumerate(facts["rows"], start=1)
        ],
    )
    doc.note(f"拟稿日期：{written(facts['drafted_on'])}。建议栏为规则库倾向，依据未经核实，仅供研究。")


FORM = Form(
    key="scope_request",
    title=Sentence("巡察范围呈批件", "request to settle the scope"),
    layout=layout,
    series="office",
    leaves_team=True,
    audience="office",
    editable={**ADDRESSED, **ASKED_AT},
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "县委巡察工作领导小组",
        "signer": "周正",
        "term": "第十五届",
        "rows": [
            {
                "name": "县税务局",
                "tree": "单位",
                "basis": "垂直管理单位；未见明文规定由谁决定",
                "proposal": "不纳入",
                "who": "县委巡察工作领导小组商其上级党组织",
            },
            {
                "name": "县妇女联合会",
                "tree": "单位",
                "basis": "群团组织，属“县委决定巡察的其他党组织”",
                "proposal": "纳入",
                "who": "县委",
            },
        ],
        "contact": "李晓",
        "phone": "0871-00000000",
        "drafted_on": "2026-02-10",
    },
    basis=Sentence("巡察范围以领导小组决定为准", "scope is what the leading group decides"),
)
