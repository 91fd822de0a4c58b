"""问题线索移交函: leaves the leader's hand sealed; the annex has the lead and the receipt."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, round, document, result_due (ISO), person, post, did, discipline, evidence,
    checkable, explanation.
    """
    doc.letter_head(facts["organ"])
    doc.title("关于移交问题线索的函")
    doc.addressee(facts["to"])
    doc.say(
        f"{facts['round']}期间，巡察组了解到1件问题线索。根据{facts['document']}，现予移交，请依规依纪依法处理，并于{written(facts['result_due'])}前书面反馈办理结果。"
    )
    doc.say("请严格保密，注意保护反映人；经核查不实的，请予澄清并告知我方。")
    doc.attachments(["问题线索登记表", "移交回执"])
    doc.sign(facts["organ"])
    doc.annex("问题线索登记表", number=1)
    with doc.sheet() as sheet:
        sheet.row("被反映人", facts["person"], "职务", facts["post"])
        sheet.row("涉及纪律", facts["discipline"], widths=(2, 12))
        sheet.box("主要情况", facts["did"], height=60)
        sheet.box("证据材料", facts["evidence"], height=35)
        sheet.box("可查性", facts["checkable"], height=20)
        sheet.box("本人说明", facts["explanation"] or "（未作了解）", height=25)
    doc.note("线索是待核查的反映，不是结论。被反映人有说明、申辩和申诉的权利。")
    doc.annex("移交回执", number=2)
    with doc.sheet() as sheet:
        sheet.row("接收单位", facts["to"], "件数", "1件")
        sheet.box("接收意见", "", height=30, sign=["接收人签字（盖章）"])


FORM = Form(
    key="lead_transfer",
    title=Sentence("问题线索移交函", "transfer of a lead"),
    layout=layout,
    series="transfer",
    leaves_team=True,
    audience="leader",
    signers=("组长",),
    sample={
        "organ": "中共明川县委第一巡察组",
        "to": "县纪委监委",
        "round": "第十五届县委第3轮巡察",
        "document": "县委巡察工作领导小组第7次会议纪要",
        "result_due": "2027-02-20",
        "person": "（虚构）某某",
        "post": "某股室负责人",
        "discipline": "廉洁纪律",
        "did": "据了解，其在2023年的物资采购中可能存在不规范行为，涉及金额3.20万元，具体情况待核。",
        "evidence": "采购合同复印件1份；付款凭证2张。",
        "checkable": "时间、经办环节和凭证明确，可调账核查。",
        "explanation": "",
    },
    basis=Sentence("巡视工作条例关于线索移交的规定", "rules on the transfer of leads"),
)
