"""抽查凭证清单: which vouchers to pull, what to look for, and room to write what was seen."""

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form

COLUMNS = (
    Column("day", Sentence("日期", "date"), width=11),
    Column("voucher", Sentence("凭证号", "voucher"), width=14),
    Column("summary", Sentence("摘要", "summary"), width=20),
    Column("payee", Sentence("收款人", "payee"), width=20),
    Column("amount", Sentence("金额（元）", "amount (yuan)"), "money", 14),
    Column("look", Sentence("调取并核对", "pull and check"), width=30),
    Column("doubts", Sentence("疑点号", "doubt"), width=8),
    Column("place", Sentence("账表位置", "place in the books"), width=16),
    Column("result", Sentence("核实结果", "result"), width=12),
    Column("reason", Sentence("理由、所见", "reason"), width=22),
)
NOTES = (
    "每张凭证看附件是否齐全：发票、合同、验收单、审批单；接待看公函、菜单、来客清单；用车看派车单。",
    "核实结果填：成立、不成立、转其他，并写理由。以上只是抽查范围，不是问题结论。",
)


def layout(facts, doc):
    """Facts: title; rows of day, voucher, summary, payee, amount (cents), look, doubts, place."""
    doc.sheet(
        "抽查凭证清单",
        COLUMNS,
        [{**row, "amount": row["amount"] or None} for row in facts["rows"]],
        notes=(f"{facts['title']}  抽查凭证清单", *NOTES),
        landscape=True,
        numbered=True,
    )


FORM = Form(
    key="voucher_list",
    title=Sentence("抽查凭证清单", "list of vouchers to pull"),
    layout=layout,
    kind="excel",
    audience="members",
    signers=(),
    sample={
        "title": "巡察明川县青石街道办事处（虚构）",
        "rows": [
            {
                "day": "2024-03-12",
                "voucher": "记-0046",
                "summary": "付宣传展板制作费",
                "payee": "明川县恒达图文广告部（虚构）",
                "amount": 1_864_000,
                "look": "各笔的发票原件、合同、验收单；看发票号和银行回单是否是同一张",
                "doubts": "1",
                "place": "记账凭证 第1021行",
            }
        ],
    },
)
