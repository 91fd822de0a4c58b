"""首次启用记录: who sat at the table when the office began, and what each took away; to be signed and filed. It holds no secret."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Facts, Form
from xuncha.papers.core.gongwen import Gongwen


def layout(facts: Facts, doc: Gongwen) -> None:
    """Facts: organ, held_on, trial, seats [[role, name, login]], keepers [name]."""
    doc.form_title("首次启用记录", under=facts["organ"])
    doc.pair(
        f"启用日期：{written(facts['held_on'])}", "试用：一人兼任，不得录入真实材料" if facts["trial"] else ""
    )
    doc.table(
        [("序号", 1), ("角色", 4), ("姓名", 3), ("登录账号", 3), ("领取登录码签字", 4)],
        [[n, role, name, login, ""] for n, (role, name, login) in enumerate(facts["seats"], 1)],
        size="小4号", height=10,
    )  # fmt: skip
    doc.note("")
    doc.table(
        [("序号", 1), ("恢复码保管人", 5), ("存放处", 4), ("领取签字", 4)],
        [[n, name, "", ""] for n, name in enumerate(facts["keepers"], 1)],
        size="小4号", height=10,
    )  # fmt: skip
    doc.note(
        "当场办妥：一、三名管理员各自登录，设定只有本人知道的密码。二、系统管理员在“开通授权”开通巡察办第一个账号，"
        "安全保密管理员在“核准授权”核准。三、恢复码分三处存放，任何两份合在一起才能恢复密钥，一份单独无用。"
        "四、三员各报一名B角，由巡察办申请授权。五、删除登录码和恢复码的电子文件，清空打印机队列。"
    )
    doc.sign_persons(["主持人"])


FORM = Form(
    key="first_start_record",
    title=Sentence("首次启用记录", "record of the first start"),
    layout=layout,
    audience="office",
    signers=("主持人",),
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "held_on": "2026-03-02",
        "trial": False,
        "seats": [
            ["系统管理员", "赵立新（虚构）", "gly-xitong"],
            ["安全保密管理员", "钱慎之（虚构）", "gly-anquan"],
            ["安全审计员", "孙明镜（虚构）", "gly-shenji"],
            ["巡察办工作人员", "陈志远（虚构）", "bgs-chen"],
        ],
        "keepers": ["县委巡察办主任", "县纪委监委办公室", "县委机要和保密局"],
    },
    basis=Sentence("本系统的首次启用办法", "the first start of this system"),
)
