"""谈话请示单: may this person be talked to? Asked by the leader before the talk, answered in ink, sealed for the leader."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, inspection, to, name, post, day (ISO or ""), talkers, words."""
    doc.form_title("谈话请示单", under=facts["inspection"])
    with doc.sheet() as sheet:
        sheet.row("呈", facts["to"], "拟谈时间", written(facts["day"]) if facts["day"] else "批准后另定")
        sheet.row("谈话对象", facts["name"], "职务", facts["post"])
        sheet.row("谈话人", facts["talkers"] or "批准后另定", widths=(2, 12))
        sheet.box("请示事由", facts["words"], height=60, sign=["巡察组组长签字"])
        sheet.box("批示", "", height=60, sign=["批准人签字"])
    doc.note("本单只供组长请示使用，密封保管，不入组内卷，不送被巡察单位。没有批示不谈话。")


FORM = Form(
    key="talk_clearance",
    title=Sentence("谈话请示单", "request to talk to somebody"),
    layout=layout,
    audience="leader",
    signers=("组长",),
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "inspection": "十五届县委第三轮巡察青石街道",
        "to": "县委巡察工作领导小组",
        "name": "丁某（虚构）",
        "post": "青石街道办事处副主任",
        "day": "2026-03-16",
        "talkers": "张某、李某",
        "words": "该同志列入必谈范围。按规定谈前请示，谈话只了解分管工作，不涉及其他。（虚构）",
    },
    basis=Sentence(
        "谈前请示为各地巡察通行要求（未与正式文本核对）",
        "practice of inspections, not checked against a text",
    ),
)
