"""离组交接单: what a member hands over on leaving the team, the evaluation, and who signed for it."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: inspection, name, begun_on (ISO), successor, points [{title, says, done_on, remark}], evaluation."""
    doc.form_title("离组交接单", under=facts["inspection"])
    doc.pair(f"离组人员：{facts['name']}", written(facts["begun_on"]))
    doc.table(
        [("序号", 1), ("交接事项", 2.4), ("确认内容", 6), ("清点日期", 2.4), ("备注", 2.6)],
        [
            [
                number,
                one["title"],
                one["says"],
                written(one["done_on"]) if one["done_on"] else "",
                one["remark"],
            ]
            for number, one in enumerate(facts["points"], 1)
        ],
    )
    doc.gap(3)
    with doc.sheet(size="小4号") as sheet:
        sheet.row(
            "接手人", facts["successor"] or "无", "未办结事项", "见移交清单" if facts["successor"] else "无"
        )
        sheet.box("鉴定", facts["evaluation"], height=42, sign=["组长签字"])
    doc.note("办结当日终止本人在本项任务中的全部权限。离组后继续履行保密义务。")
    doc.sign_persons(["离组人员", "接手人", "联络员", "巡察办"])


FORM = Form(
    key="leaving_handover",
    title=Sentence("离组交接单", "handover on leaving"),
    layout=layout,
    signers=("离组人员", "巡察办"),
    sample={
        "inspection": "巡察县水务局党组",
        "name": "李明",
        "begun_on": "2026-04-30",
        "successor": "王芳",
        "points": [
            {"title": title, "says": says, "done_on": "2026-04-30", "remark": remark}
            for title, says, remark in (
                ("工作底稿和记录", "经手的底稿、谈话记录、走访记录已签字归卷，个人不留存复制件", "底稿2份由王芳接手"),
                ("调阅资料", "经手调阅的原件已归还单位，复印件已交组内归档，交接单已签", ""),
                ("设备和介质", "计算机、移动存储介质、密码钥匙、证件、门禁卡已交还并清点", "密码钥匙1枚"),
                ("保密承诺", "已作离组保密提醒，离组后继续履行保密义务", ""),
            )
        ],
        "evaluation": "该同志巡察期间遵守纪律，工作认真，熟悉财务账目，圆满完成分工任务。",
    },
    basis=Sentence("各地通行做法，以本地规定为准", "usual practice"),
)  # fmt: skip
