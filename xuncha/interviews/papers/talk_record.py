"""谈话记录: the notice told, questions and answers, read and signed by the person."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: serial, inspection, name, office, post, day, starts, ends, room, talkers, recorder, told [str],
    answers [dict: ask, answer], free."""
    doc.form_title("谈话记录", under=facts["inspection"])
    doc.pair(f"编号：{facts['serial']}", f"日期：{written(facts['day'])}")
    with doc.sheet() as sheet:
        sheet.row("谈话对象", facts["name"], "职务", f"{facts['office']}{facts['post']}")
        sheet.row("起止时间", f"{facts['starts']} 至 {facts['ends']}", "地点", facts["room"])
        sheet.row("谈话人", facts["talkers"], "记录人", facts["recorder"])
        sheet.box(
            "已说明事项",
            "\n".join(f"{n}. {text}" for n, text in enumerate(facts["told"], 1)),
            height=30,
            widths=(2, 12),
        )
    for one in facts["answers"]:
        doc.say(f"问：{one['ask']}")
        doc.say(f"答：{one['answer']}")
    if facts["free"]:
        doc.say(f"其他：{facts['free']}")
    doc.say("以上记录我看过（向我宣读过），和我说的相符。")
    doc.sign_persons(["谈话对象", "谈话人", "记录人"])
    doc.note("谈话对象不签字的，由谈话人注明原因；修改处由谈话对象捺印或者签名。")


FORM = Form(
    key="talk_record",
    title=Sentence("谈话记录", "record of a talk"),
    layout=layout,
    audience="members",
    signers=("谈话人",),
    sample={
        "serial": 7,
        "inspection": "十五届县委第三轮巡察青石街道",
        "name": "丁某（虚构）",
        "office": "青石街道办事处",
        "post": "副主任",
        "day": "2026-03-16",
        "starts": "09:15",
        "ends": "10:05",
        "room": "四楼谈话室",
        "talkers": "张某",
        "recorder": "李某",
        "told": ["表明身份。", "说明定位。", "不作承诺。"],
        "answers": [{"ask": "您分管哪几块？", "answer": "分管城建和财政所。（虚构）"}],
        "free": "希望多到社区看看。（虚构）",
    },
    basis=Sentence("巡察工作手册第四章（非县级文件）", "a handbook, not a county's"),
)
