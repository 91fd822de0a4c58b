"""整改台账: every item of one body or of the office; sent out, filled in and read back by the same columns."""

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form

STATES = ("整改中", "已完成", "长期坚持")
COLUMNS = (
    Column("body", Sentence("被巡察单位", "body"), width=12),
    Column("number", Sentence("问题编号", "number"), width=9, note="请勿改动：系统按编号对应整改事项"),
    Column("area", Sentence("问题归类", "area"), width=14),
    Column("problem", Sentence("反馈问题（原文）", "problem"), width=30),
    Column("goal", Sentence("整改目标", "goal"), width=14),
    Column("measure", Sentence("整改措施", "measure"), width=24, note="一行一条措施，可在下方加行并照抄编号"),
    Column("leader", Sentence("责任领导", "leader"), width=10, note="写职务"),
    Column("department", Sentence("责任部门", "department"), width=11, note="牵头部门在前"),
    Column("first_due", Sentence("原定期限", "first due"), "day", width=11),
    Column("due", Sentence("整改时限", "due"), "day", width=11, note="以本表为准；确需延期另行报批"),
    Column("state", Sentence("整改状态", "state"), width=10, choices=STATES),
    Column("progress", Sentence("整改进展", "progress"), width=26),
    Column("evidence", Sentence("佐证材料", "evidence"), width=20, note="名称和页码，一份一行"),
    Column("owner", Sentence("现整改责任人", "who has the duty"), width=12),
)


def layout(facts, doc):
    """Facts: heading, items: rows by the keys of COLUMNS, days as ISO text."""
    doc.sheet(
        "整改台账", COLUMNS, facts["items"], notes=(facts["heading"], "“长期坚持”不计逾期，每半年报告一次。")
    )


FORM = Form(
    key="rectification_ledger",
    title=Sentence("整改台账", "rectification ledger"),
    layout=layout,
    kind="excel",
    leaves_team=True,
    audience="team",
    signers=(),
    sample={
        "heading": "第十五届县委第3轮巡察反馈问题整改台账（截至2026年12月31日）",
        "items": [
            {
                "body": "明川县水务局",
                "number": "3-1",
                "area": "落实全面从严治党方面",
                "problem": "专项资金长期滞留。",
                "goal": "资金按期拨付",
                "measure": "清理滞留资金；建立拨付台账",
                "leader": "分管副局长",
                "department": "财务股",
                "first_due": "2027-06-18",
                "due": "2027-06-18",
                "state": "整改中",
                "progress": "",
                "evidence": "",
                "owner": "水务局局长",
            }
        ],
    },
    basis=Sentence("整改台账的通行栏目", "usual columns of the ledger"),
)
