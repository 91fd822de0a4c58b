"""抽查凭证清单 as a Word form, to be carried to the cashier and written on."""

from xuncha.base.money import yuan
from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form
from xuncha.screening.papers.voucher_list import FORM as LIST
from xuncha.screening.papers.voucher_list import NOTES

HEADS = [
    ("序号", 1), ("日期", 2.9), ("凭证号", 2.2), ("摘要、收款人", 4.3), ("金额（元）", 2.9), ("调取并核对", 5.4), ("疑点号", 1.1),
    ("核实结果", 1.5), ("所见、理由", 3.4),
]  # fmt: skip


def layout(facts, doc):
    """Facts: title; rows of day, voucher, summary, payee, amount (cents), look, doubts, place."""
    doc.landscape()
    doc.form_title("抽查凭证清单", under=facts["title"])
    rows = [
        [
            number,
            row["day"],
            row["voucher"] or row["place"],
            f"{row['summary']}\n{row['payee']}".strip(),
            yuan(row["amount"]) if row["amount"] else "",
            row["look"],
            row["doubts"].replace("、", "\n"),
            "",
            "",
        ]
        for number, row in enumerate(facts["rows"], 1)
    ]
    doc.table(HEADS, rows, right=("金额（元）",), center=("序号", "疑点号"))
    for note in NOTES:
        doc.note(note)
    doc.sign_persons(["核实人", "核实人"])


FORM = Form(
    key="vouchers_to_pull",
    title=Sentence("抽查凭证清单（手填）", "list of vouchers to write on"),
    layout=layout,
    audience="members",
    signers=(),
    sample=LIST.sample,
)
