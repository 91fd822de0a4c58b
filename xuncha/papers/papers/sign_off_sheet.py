"""文件签批单: goes round with a draft; everybody who must agree signs on it in ink."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Facts, Form
from xuncha.papers.core.gongwen import Gongwen


def layout(facts: Facts, doc: Gongwen) -> None:
    """Facts: title, paper_code, drafted_by, drafted_on, phone, urgency, mark, copies, organ, signers [str], note."""
    doc.form_title("文件签批单", under=facts["organ"])
    doc.pair(f"送签文稿事实码：{facts['paper_code']}", f"送签日期：{written(facts['drafted_on'])}")
    with doc.sheet() as sheet:
        sheet.row("文件标题", facts["title"], widths=(3, 11.4), height=14)
        sheet.row("拟稿人", facts["drafted_by"], "联系电话", facts["phone"], widths=(3, 5, 2.4, 4), height=10)
        sheet.row("密级", facts["mark"], "紧急程度", facts["urgency"], widths=(3, 5, 2.4, 4), height=10)
        sheet.row("发送范围", facts["send_to"], "印发份数", facts["copies"], widths=(3, 5, 2.4, 4), height=10)
        sheet.box("拟办说明", facts["note"], height=30, sign=["拟稿人签字"], widths=(3, 11.4))
        for signer in facts["signers"]:
            sheet.box(signer, "", height=32, sign=["签字"], widths=(3, 11.4))
    doc.note("填写说明：签批人核对文稿页脚的事实码与本单一致后再签；修改文稿须重新送签。")


FORM = Form(
    key="sign_off_sheet",
    title=Sentence("文件签批单", "sign-off sheet"),
    layout=layout,
    audience="office",
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "title": "关于对县农业农村局党组等5个党组织开展常规巡察的通知",
        "paper_code": "K7M2-9QXD",
        "drafted_by": "李晓",
        "drafted_on": "2026-02-10",
        "phone": "0871-00000000",
        "mark": "内部资料",
        "urgency": "",
        "send_to": "有关党组织，县纪委监委、县委组织部",
        "copies": 20,
        "note": "按照第三轮巡察工作方案拟制，已与县纪委监委、县委组织部沟通一致。",
        "signers": ["县委巡察办\n主任审核", "领导小组\n副组长审签", "领导小组\n组长签发"],
    },
)
