"""离任整改交接清单: what the outgoing head hands over, item by item, signed by both and by a witness."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: body, post, on (ISO), items [{number, text, state, due, progress}]."""
    doc.landscape()
    doc.form_title("离任整改交接清单", under=facts["body"])
    doc.pair(f"职务：{facts['post']}", f"变动日期：{written(facts['on'])}")
    doc.table(
        [
            ("编号", 2),
            ("反馈问题", 7),
            ("状态", 2),
            ("时限", 3),
            ("已做到哪一步", 5),
            ("还差什么", 4),
            ("材料存放处", 3),
        ],
        [
            [
                one["number"],
                one["text"],
                one["state"],
                written(one["due"]) if one["due"] else "长期坚持",
                one["progress"],
                "",
                "",
            ]
            for one in facts["items"]
        ],
    )
    doc.sign_persons(["移交人（离任）", "接收人（接任）", "监交人"])
    doc.note("一律书面、当面、签字存档。交接不改变整改期限。任职对应，不等于责任认定。")


FORM = Form(
    key="handover_list",
    title=Sentence("离任整改交接清单", "handover list of an outgoing head"),
    layout=layout,
    leaves_team=True,
    audience="team",
    signers=("移交人", "接收人"),
    sample={
        "body": "明川县水务局",
        "post": "局长",
        "on": "2026-05-06",
        "items": [
            {
                "number": "3-1",
                "text": "专项资金长期滞留。",
                "state": "整改中",
                "due": "2027-06-18",
                "progress": "已清理滞留资金80万元",
            }
        ],
    },
    basis=Sentence("离任整改交接“三个一律”的做法", "practice of written handover"),
)
