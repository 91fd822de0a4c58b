"""登录码: slips to be cut apart at the first start, one for each account, with the code of its first log-in."""

from xuncha.base.words import Sentence
from xuncha.papers.core.form import Facts, Form
from xuncha.papers.core.gongwen import Gongwen

HOW = "打开登录页，输入账号和登录码，随即设定自己的密码。登录码只能用一次；用后撕毁。除本人外，任何人不得知道您的密码。"


def layout(facts: Facts, doc: Gongwen) -> None:
    """Facts: until (text), slips [[role, name, login, code]]."""
    doc.form_title("登录码")
    for number, (role, name, login, code) in enumerate(facts["slips"]):
        if number:
            doc.say("—" * 5 + " 沿此线裁开 " + "—" * 5, first=0, align="center")
        with doc.sheet() as sheet:
            sheet.row("角色", role, "姓名", name, widths=(2, 5, 2, 5), height=9)
            sheet.row("账号", login, "有效期至", facts["until"], widths=(2, 5, 2, 5), height=9)
            sheet.row("登录码", code, widths=(2, 12), height=11)
        doc.note(HOW)


FORM = Form(
    key="login_slips",
    title=Sentence("登录码", "log-in codes"),
    layout=layout,
    audience="office",
    sample={
        "until": "2026-03-03 09:00",
        "slips": [
            ["系统管理员", "赵立新（虚构）", "gly-xitong", "2345 6789 ABCD EFGH"],
            ["安全保密管理员", "钱慎之（虚构）", "gly-anquan", "3456 789A BCDE FGHJ"],
            ["安全审计员", "孙明镜（虚构）", "gly-shenji", "4567 89AB CDEF GHJK"],
            ["巡察办工作人员", "陈志远（虚构）", "bgs-chen", "5678 9ABC DEFG HJKM"],
        ],
    },
    basis=Sentence("本系统的首次启用办法", "the first start of this system"),
)
