"""文书登记簿: every paper of a year or a round with its number and what happened to it."""

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.papers.core.form import Facts, Form
from xuncha.papers.core.register import Register

COLUMNS = (
    Column("number", Sentence("文号", "number"), width=22),
    Column("title", Sentence("文书", "paper"), width=26),
    Column("way", Sentence("送达方式", "way"), width=14),
    Column("code", Sentence("事实码", "code"), width=12),
    Column("state", Sentence("状态", "state"), width=10),
    Column("drafted_on", Sentence("拟稿", "drafted"), "day"),
    Column("issued_on", Sentence("签发", "signed"), "day"),
    Column("stamped_on", Sentence("用印", "stamped"), "day"),
    Column("delivered_on", Sentence("送达", "delivered"), "day"),
    Column("receipt_on", Sentence("回执", "receipt"), "day"),
    Column("note", Sentence("备注", "note"), width=24),
)


def layout(facts: Facts, doc: Register) -> None:
    """Facts: heading, papers: rows by the keys of COLUMNS, dates as ISO text."""
    doc.sheet(
        "文书登记簿",
        COLUMNS,
        facts["papers"],
        notes=(facts["heading"], "作废文书的文号保留，不再使用。"),
    )


FORM = Form(
    key="paper_register",
    title=Sentence("文书登记簿", "register of papers"),
    layout=layout,
    kind="excel",
    audience="office",
    signers=(),
    sample={
        "heading": "十五届县委第三轮巡察文书登记簿（2026年）",
        "papers": [
            {
                "number": "明川巡办〔2026〕3号", "title": "巡察通知", "way": "直接送达", "code": "K7M2-9QXD",
                "state": "已送达", "drafted_on": "2026-02-10", "issued_on": "2026-02-12", "stamped_on": "2026-02-12",
                "delivered_on": "2026-02-13", "receipt_on": "2026-02-13", "note": "",
            },
            {
                "number": "明川巡办〔2026〕4号", "title": "抽调函", "way": "", "code": "A3BC-77QD",
                "state": "作废", "drafted_on": "2026-02-11", "issued_on": "2026-02-12", "stamped_on": "",
                "delivered_on": "", "receipt_on": "", "note": "人选调整，另行发函",
            },
        ],
    },
)  # fmt: skip
