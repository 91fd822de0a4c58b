"""履行整改责任提醒函: reminds whoever has the duty now of what is due or overdue."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, body, as_of (ISO), items [{number, text, due, says}], reply_by (ISO)."""
    doc.letter_head(facts["organ"])
    doc.title("关于履行巡察整改责任的提醒函")
    doc.addressee(facts["to"])
    doc.say(
        f"截至{written(facts['as_of'])}，{facts['body']}下列{len(facts['items'])}项巡察整改需要抓紧推进，请切实履行第一责任人责任。"
    )
    doc.table(
        [("编号", 2), ("反馈问题", 8), ("整改时限", 3), ("提示", 3)],
        [[one["number"], one["text"], written(one["due"]), one["says"]] for one in facts["items"]],
    )
    doc.say(f"请于{written(facts['reply_by'])}前书面报告推进情况；确需延期的，请按程序报批。")
    doc.sign(facts["organ"])


FORM = Form(
    key="duty_reminder",
    title=Sentence("履行整改责任提醒函", "reminder of the duty to repair"),
    layout=layout,
    series="letter",
    leaves_team=True,
    audience="team",
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "县水务局局长",
        "body": "县水务局",
        "as_of": "2026-11-20",
        "items": [{"number": "3-1", "text": "专项资金长期滞留。", "due": "2026-11-10", "says": "逾期10天"}],
        "reply_by": "2026-11-27",
    },
    basis=Sentence("南乐县《履行巡察整改责任提醒函》做法", "practice of reminders to heads"),
)
