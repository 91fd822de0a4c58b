"""谈话安排表（送单位）: must-talks only, in a neutral order, every row alike; the same with and without letters."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, round, rows [dict: name, office, post, day, slot, room], contact, phone."""
    doc.letter_head(facts["organ"])
    doc.title(f"关于{facts['round']}\n个别谈话安排的函")
    doc.addressee(facts["to"])
    doc.say(
        f"按照巡察工作安排，请通知附表所列人员按时参加个别谈话，并保障谈话室安静、安全。"
        f"时间冲突的，请提前一天与巡察组联系调整（联系人：{facts['contact']}，电话：{facts['phone']}）。"
        "请不要询问谈话内容，不要陪同进入谈话室。"
    )
    doc.attachments(["个别谈话安排表"])
    doc.sign(facts["organ"])
    doc.annex("个别谈话安排表", number=1)
    rows = [
        [
            n,
            row["name"],
            row["office"],
            row["post"],
            written(row["day"])[5:],
            row["slot"],
            row["room"],
        ]
        for n, row in enumerate(facts["rows"], 1)
    ]
    heads = [
        ("序号", 1),
        ("姓名", 2),
        ("单位", 3.6),
        ("职务", 3.2),
        ("日期", 2.8),
        ("时间", 3.2),
        ("地点", 3),
    ]
    doc.table(heads, rows, center=("序号", "姓名", "日期", "时间"))
    doc.note("本表按单位、姓氏笔画排列。")


FORM = Form(
    key="talk_table_body",
    title=Sentence("谈话安排表（送单位）", "timetable of talks for the body"),
    layout=layout,
    series="letter",
    leaves_team=True,
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "青石街道党工委",
        "round": "十五届县委第三轮巡察",
        "contact": "李晓",
        "phone": "0871-00000000",
        "rows": [
            {
                "name": "丁某（虚构）",
                "office": "青石街道办事处",
                "post": "副主任",
                "day": "2026-03-16",
                "slot": "09:15-10:15",
                "room": "街道四楼谈话室",
            },
            {
                "name": "王某（虚构）",
                "office": "青石街道办事处",
                "post": "主任",
                "day": "2026-03-20",
                "slot": "08:00-09:00",
                "room": "街道四楼谈话室",
            },
        ],
    },
    basis=Sentence("各地巡察谈话安排的通行做法", "usual practice of inspections"),
)
