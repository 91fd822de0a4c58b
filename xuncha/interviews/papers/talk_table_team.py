"""谈话安排表（组内）: the team's own, with every talk, talkers, recorder and outline. Never leaves the team."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: inspection, drafted_on, rows [dict: day, slot, room, name, office, post, kind, talkers, recorder, outline]."""
    doc.landscape()
    doc.form_title("谈话安排表（组内）", under=facts["inspection"])
    heads = [
        ("序号", 1), ("日期", 2.2), ("时间", 3.2), ("地点", 2.6), ("对象", 2.4), ("单位", 3.4), ("职务", 3), ("类别", 1.6),
        ("谈话人", 3), ("记录人", 2), ("提纲", 3),
    ]  # fmt: skip
    rows = [
        [
            n, written(row["day"])[5:] if row["day"] else "", row["slot"], row["room"], row["name"], row["office"],
            row["post"], row["kind"], row["talkers"], row["recorder"], row["outline"],
        ]
        for n, row in enumerate(facts["rows"], 1)
    ]  # fmt: skip
    doc.table(heads, rows, center=("序号", "日期", "时间", "类别"))
    doc.note("本表仅供巡察组内部使用，不得带出驻地、不得提供给被巡察单位。谁谈了话、谁约谈，本身就是秘密。")


FORM = Form(
    key="talk_table_team",
    title=Sentence("谈话安排表（组内）", "the team's timetable of talks"),
    layout=layout,
    audience="members",
    signers=("组长",),
    sample={
        "inspection": "十五届县委第三轮巡察青石街道",
        "drafted_on": "2026-03-12",
        "rows": [
            {
                "day": "2026-03-16",
                "slot": "09:15-10:15",
                "room": "四楼谈话室",
                "name": "丁某（虚构）",
                "office": "青石街道办事处",
                "post": "副主任",
                "kind": "必谈",
                "talkers": "张某",
                "recorder": "李某",
                "outline": "班子成员谈话提纲",
            },
            {
                "day": "2026-03-17",
                "slot": "14:00-15:00",
                "room": "四楼谈话室",
                "name": "赵某（虚构）",
                "office": "财政所",
                "post": "出纳",
                "kind": "选谈",
                "talkers": "张某",
                "recorder": "李某",
                "outline": "财务人员谈话提纲",
            },
        ],
    },
    basis=Sentence("本县巡察组内部表式", "the team's own form"),
)
