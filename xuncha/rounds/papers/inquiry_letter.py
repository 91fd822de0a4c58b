"""函询函: asks another body, before entry, for what it knows of the body to be inspected; 无情况也要复函."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, round, bodies [str], since, wanted [str], reply_by, contact, phone."""
    doc.letter_head(facts["organ"])
    doc.title(f"关于商请提供\n{facts['round']}有关情况的函")
    contact = f"联系人：{facts['contact'] or '　　　'}，电话：{facts['phone'] or '　　　　　　'}"
    doc.addressee(facts["to"])
    doc.say(
        f"根据{facts['round']}安排，拟对{'、'.join(facts['bodies'])}党组织开展巡察。为做好进驻前准备，"
        f"商请你单位提供{written(facts['since'])}以来掌握的下列情况："
    )
    for number, thing in enumerate(facts["wanted"], start=1):
        doc.say(f"{number}. {thing}")
    doc.say(
        f"请于{written(facts['reply_by'])}前以密件当面送交（{contact}）。"
        "没有有关情况的，也请函复“无”。本函内容请控制在直接经办人范围内。"
    )
    doc.sign(facts["organ"])
    doc.annex("回函", number=1)
    with doc.sheet() as sheet:
        sheet.row("提供单位", "", "经办人及电话", "")
        sheet.row("有关情况", "□有（另附材料）  □无", widths=(3, 11))
        sheet.box("情况概述", "", height=90)
        sheet.box("单位负责人\n意见", "", height=40, sign=["签字（盖章）"])


FORM = Form(
    key="inquiry_letter",
    title=Sentence("函询函", "letter of inquiry"),
    layout=layout,
    series="letter",
    leaves_team=True,
    audience="office",
    editable={
        "to": Sentence("主送", "addressee"),
        "wanted": Sentence("需要提供的情况（每项一行）", "what is wanted, one a line"),
        "contact": Sentence("联系人", "contact"),
        "phone": Sentence("联系电话", "phone"),
    },
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "县审计局",
        "round": "第十五届县委第七轮巡察",
        "bodies": ["县水务局", "县林业和草原局"],
        "since": "2023-01-01",
        "wanted": ["近三年审计报告及整改情况。", "领导干部经济责任审计情况。"],
        "reply_by": "2026-03-02",
        "contact": "李晓",
        "phone": "0871-00000000",
    },
    basis=Sentence("巡视工作条例关于进驻前了解情况的规定", "the regulation on learning before entry"),
)
