"""双人事项批准单: what one person proposed, for another to sign in ink; its code binds the signature to the content."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Facts, Form
from xuncha.papers.core.gongwen import Gongwen


def layout(facts: Facts, doc: Gongwen) -> None:
    """Facts: organ, code, deed, about [[label, text]], reason, proposer, proposed_on, expires."""
    doc.form_title("双人事项批准单", under=facts["organ"])
    doc.pair(f"校验码：{facts['code']}", f"提议日期：{written(facts['proposed_on'])}")
    with doc.sheet() as sheet:
        sheet.row("事项", facts["deed"], widths=(2, 12), height=12)
        for label, text in facts["about"]:
            sheet.row(label, text, widths=(2, 12), height=10)
        sheet.row(
            "提议人", facts["proposer"], "有效期至", written(facts["expires"]), widths=(2, 5, 2, 5), height=10
        )
        sheet.box("提议理由", facts["reason"], height=40)
        sheet.box("批准人\n意见", "", height=50, sign=["批准人签字"])
        sheet.box("代录情况", "", height=26, sign=["代录人签字（不得是提议人）"])
    doc.note(
        "填写说明：批准人与提议人不得是同一人。签字后由提议人以外的人在系统中代录，并逐字输入校验码；"
        "内容有变动的，校验码随之改变，原单作废，须重新打印、重新签字。过有效期未代录的自动失效。"
    )


FORM = Form(
    key="two_person_sheet",
    title=Sentence("双人事项批准单", "approval sheet of a two-person act"),
    layout=layout,
    audience="office",
    signers=("批准人",),
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "code": "1A2B-3C4D",
        "deed": "拆封反映人身份",
        "about": [["信访件", "第12号"], ["看到的人", "提议人和批准人，3天后自动清除"]],
        "reason": "反映的补助名单需要向本人核对，信件没有写明村组。（虚构）",
        "proposer": "周文静（虚构）",
        "proposed_on": "2026-03-09",
        "expires": "2026-03-12",
    },
    basis=Sentence("本系统的双人办理规则", "the two-person rule of this system"),
)
