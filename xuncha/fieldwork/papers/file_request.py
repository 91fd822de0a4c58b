"""调阅资料清单: which files the body is asked to hand over, and by when."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form

SAMPLE = {
    "inspection": "巡察明川县青石街道办事处（虚构）",
    "asked_on": "2026-10-13",
    "files": [
        {
            "serial": 1, "area": "落实全面从严治党责任", "title": "近三年公务接待审批单、公函、菜单、来客清单", "kind": "原件",
            "due": "2026-10-15", "received_on": "2026-10-14", "returned_on": "", "remark": "2024年缺4月",
        },
        {
            "serial": 2, "area": "落实新时代党的组织路线", "title": "党工委会议记录（2023—2025年）", "kind": "复印件",
            "due": "2026-10-15", "received_on": "2026-10-15", "returned_on": "2026-10-20", "remark": "",
        },
    ],
}  # fmt: skip


def layout(facts, doc):
    """Facts: inspection, asked_on (ISO), files of serial, area, title, kind, due (ISO or "")."""
    doc.form_title("调阅资料清单", under=facts["inspection"])
    doc.pair(f"共 {len(facts['files'])} 件", written(facts["asked_on"]))
    rows = [
        [one["serial"], one["title"], one["area"], one["kind"], written(one["due"]) if one["due"] else "", ""]
        for one in facts["files"]
    ]
    doc.table(
        [("编号", 1), ("资料名称", 6), ("类别", 3), ("形式", 1.4), ("提供时限", 2.6), ("备注", 1.6)],
        rows,
        center=("编号", "形式"),
    )
    doc.note(
        "请按时限提供；没有的请在备注栏写“无”，由经办人签字。原件由巡察组登记保管，用后当面归还；复印件请加盖公章。"
    )
    doc.sign_persons(["巡察组经办人", "单位联络人"])


FORM = Form(
    key="file_request",
    title=Sentence("调阅资料清单", "list of files asked for"),
    layout=layout,
    leaves_team=True,
    stamped=False,
    audience="members",
    signers=("组长",),
    sample=SAMPLE,
    basis=Sentence("巡察工作手册通行做法，待核对本地手册", "usual practice"),
)
