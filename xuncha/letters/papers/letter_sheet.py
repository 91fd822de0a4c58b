"""信访登记表: one letter with its matters, what is proposed for each, and room to sign."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: serial, inspection, channel, received_on, named, reporter, contact, reported, matters [dict], drafted_on.

    A matter: number, text, category, way, reason.
    """
    doc.form_title("信访登记表", under=facts["inspection"])
    doc.pair(f"编号：{facts['serial']}", f"登记日期：{written(facts['drafted_on'])}")
    with doc.sheet() as sheet:
        sheet.row("收到日期", written(facts["received_on"]), "反映渠道", facts["channel"])
        sheet.row("署名情况", facts["named"], "反映人", facts["reporter"])
        sheet.row("联系方式", facts["contact"], "反映对象", facts["reported"])
        for matter in facts["matters"]:
            sheet.band(f"第{matter['number']}件事")
            sheet.box("反映内容", matter["text"], height=40, widths=(2, 12))
            sheet.row("类别", matter["category"], "拟办去向", matter["way"])
            sheet.box("拟办理由", matter["reason"], height=18, sign=["信访专员签字"], widths=(2, 12))
            sheet.box("签批意见", "", height=26, sign=["组长（副组长）签字"], widths=(2, 12))
        sheet.box("办理结果", "", height=24, sign=["经办人签字"], widths=(2, 12))
    doc.note("本表由专人保管，不得复印、摘抄，不得转给被反映的单位和个人；签批后由信访专员登记、另一人复核。")


FORM = Form(
    key="letter_sheet",
    title=Sentence("信访登记表", "register sheet of a letter"),
    layout=layout,
    audience="petition",
    signers=("组长",),
    sample={
        "serial": 12,
        "inspection": "十五届县委第三轮巡察青石街道",
        "channel": "来访",
        "received_on": "2026-03-09",
        "named": "实名",
        "reporter": "已封存",
        "contact": "第12号，联系时由保管人拆封",
        "reported": "青松社区党总支书记",
        "drafted_on": "2026-03-09",
        "matters": [
            {
                "number": 1,
                "text": "社区集体鱼塘租金三年没有公开，账外存放。（虚构）",
                "category": "村务与集体三资",
                "way": "留组了解",
                "reason": "反映下一级党组织主要负责人，属受理范围。",
            },
            {
                "number": 2,
                "text": "本人低保去年停发，没有说明原因。（虚构）",
                "category": "惠民补贴与救助",
                "way": "转主管部门",
                "reason": "个人诉求，民政部门职责清楚。",
            },
        ],
    },
    basis=Sentence("各地巡察信访工作的通行表式", "usual form of petition work in inspections"),
)
