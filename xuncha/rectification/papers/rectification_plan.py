"""整改方案: the blank that the body fills in, with the problems as fed back."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form

HEADS = [
    ("序号", 1),
    ("反馈问题", 6),
    ("整改目标", 3),
    ("整改措施", 5),
    ("责任领导", 2),
    ("责任部门", 2),
    ("时限", 2),
]


def layout(facts, doc):
    """Facts: body, round, plan_due (ISO), problems [{number, text}]."""
    doc.landscape()
    doc.form_title(f"{facts['body']}巡察整改方案", under=facts["round"])
    doc.pair("单位（盖章）：", f"请于{written(facts['plan_due'])}前报送")
    rows = [[one["number"], one["text"], "", "", "", "", ""] for one in facts["problems"]]
    doc.table(HEADS, rows)
    doc.note(
        "一题一策：目标可检验，措施可操作，责任领导写职务，牵头部门在前、配合部门在后。不得就事论事，应举一反三。"
    )
    doc.sign_persons(["党组织主要负责人", "填报人"])


FORM = Form(
    key="rectification_plan",
    title=Sentence("整改方案", "rectification plan"),
    layout=layout,
    leaves_team=True,
    audience="team",
    signers=(),
    sample={
        "body": "明川县水务局党组",
        "round": "第十五届县委第3轮巡察反馈问题",
        "plan_due": "2027-01-18",
        "problems": [
            {"number": "3-1", "text": "专项资金长期滞留。"},
            {"number": "3-2", "text": "党组会未专题研究意识形态工作。"},
        ],
    },
    basis=Sentence("整改方案的通行栏目", "usual columns of the plan"),
)
