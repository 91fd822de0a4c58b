"""资料交接单: which files were handed over and given back, signed by both sides."""

from xuncha.base.words import Sentence
from xuncha.fieldwork.papers.file_request import SAMPLE
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: inspection, asked_on (ISO, the day of drafting), files of serial, title, kind, received_on, returned_on, remark."""
    doc.form_title("调阅资料交接单", under=facts["inspection"])
    doc.pair(f"共 {len(facts['files'])} 件", written(facts["asked_on"]))
    rows = [
        [
            one["serial"],
            one["title"],
            one["kind"],
            _day(one["received_on"]),
            _day(one["returned_on"]),
            one["remark"],
        ]
        for one in facts["files"]
    ]
    doc.table(
        [("编号", 1), ("资料名称", 5.5), ("形式", 1.4), ("收到", 2.6), ("归还", 2.6), ("备注", 2)],
        rows,
        center=("编号", "形式"),
    )
    doc.note("双方当面清点，按件签字。撤离前原件应全部归还。")
    doc.sign_persons(["单位移交人", "巡察组接收人", "巡察组归还人", "单位收回人"])


def _day(iso):
    return written(iso) if iso else ""


FORM = Form(
    key="file_handover",
    title=Sentence("调阅资料交接单", "handover of files"),
    layout=layout,
    leaves_team=True,
    stamped=False,
    audience="members",
    signers=("单位移交人", "巡察组接收人"),
    sample=SAMPLE,
    basis=Sentence("巡察工作手册通行做法，待核对本地手册", "usual practice"),
)
