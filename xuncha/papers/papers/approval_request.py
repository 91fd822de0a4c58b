"""呈批件: asks somebody above the office to decide, with what is proposed and why."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Facts, Form
from xuncha.papers.core.gongwen import Gongwen
from xuncha.papers.core.upward import ADDRESSED, ASKED_AT, end_request


def layout(facts: Facts, doc: Gongwen) -> None:
    """Facts: organ, to, signer, title, paragraphs [str], proposals [str], attachments [str], contact, phone, drafted_on."""
    doc.red_head(facts["organ"], signer=facts["signer"])
    doc.title(facts["title"])
    doc.addressee(facts["to"])
    for paragraph in facts["paragraphs"]:
        doc.say(paragraph)
    for number, proposal in enumerate(facts["proposals"], start=1):
        doc.say(proposal if len(facts["proposals"]) == 1 else f"{number}. {proposal}")
    end_request(doc, facts, facts["attachments"])
    doc.annex("呈批件签批页")
    with doc.sheet() as sheet:
        sheet.row("呈报单位", facts["organ"], "拟稿日期", written(facts["drafted_on"]))
        sheet.row("标题", facts["title"].replace("\n", ""), widths=(2, 12))
        sheet.box("分管领导\n意见", "", height=45, sign=["签字"])
        sheet.box("主要领导\n批示", "", height=55, sign=["签字"])
        sheet.box("办理结果", "", height=30, sign=["承办人签字"])


FORM = Form(
    key="approval_request",
    title=Sentence("呈批件", "request for approval"),
    layout=layout,
    series="office",
    leaves_team=True,
    audience="office",
    editable={
        **ADDRESSED,
        "title": Sentence("标题", "title"),
        "paragraphs": Sentence("正文（每段一行）", "text, one paragraph a line"),
        "proposals": Sentence("请示事项（每项一行）", "what is asked, one a line"),
        "attachments": Sentence("附件（每个一行）", "attachments, one a line"),
        **ASKED_AT,
    },
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "县委巡察工作领导小组",
        "signer": "周正",
        "title": "关于十五届县委第三轮巡察工作安排的请示",
        "paragraphs": [
            "根据《十五届县委巡察工作规划》，经商县纪委监委、县委组织部，县委巡察办研究提出了十五届县委第三轮巡察工作安排建议。",
            "本轮巡察拟组建3个巡察组，采取“一拖二”方式，对5个党组织开展常规巡察，现场巡察时间45天。",
        ],
        "proposals": ["同意第三轮巡察对象名单。", "同意组建巡察组并一次一授权。"],
        "attachments": ["第三轮巡察任务分工表", "巡察组人员建议名单"],
        "contact": "李晓",
        "phone": "0871-00000000",
        "drafted_on": "2026-02-10",
    },
    basis=Sentence("党政机关公文处理的通行做法", "usual practice of official papers"),
)
