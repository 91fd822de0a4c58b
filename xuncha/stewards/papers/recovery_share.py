"""恢复码: one share of the recovery key, on one sheet, for one keeper; any two of the three join."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Facts, Form
from xuncha.papers.core.gongwen import Gongwen

#: Groups on a line, so that a person reading aloud keeps the place.
ON_A_LINE = 5


def layout(facts: Facts, doc: Gongwen) -> None:
    """Facts: organ, number, of, needed, keeper, made_on, groups [text]."""
    doc.form_title(f"恢复码（第{facts['number']}份，共{facts['of']}份）", under=facts["organ"])
    doc.pair(f"保管：{facts['keeper']}", f"制作日期：{written(facts['made_on'])}")
    groups = facts["groups"]
    lines = [groups[at : at + ON_A_LINE] for at in range(0, len(groups), ON_A_LINE)]
    doc.table(
        [("行", 1), *((f"第{n}组", 3) for n in range(1, ON_A_LINE + 1))],
        [[str(n), *line, *[""] * (ON_A_LINE - len(line))] for n, line in enumerate(lines, 1)],
        size="小4号", height=11, center=("行", *(f"第{n}组" for n in range(1, ON_A_LINE + 1))),
    )  # fmt: skip
    doc.note(
        f"用途：持有密钥的人全部无法打开密封内容时（如同时离任、忘记密码），任意{facts['needed']}份合在一起可以恢复。"
        f"少于{facts['needed']}份没有任何用处。启用恢复须按双人事项办理并留痕。\n"
        "保管：装入信封密封，骑缝签字，放入保密柜；不拍照、不复印、不录入任何电子设备。换保管人时当面移交并登记。"
        "遗失一份的，立即报告，由其余两份恢复后重新制作。"
    )
    doc.sign_persons(["保管人", "安全保密管理员"])


FORM = Form(
    key="recovery_share",
    title=Sentence("恢复码", "recovery share"),
    layout=layout,
    audience="office",
    signers=("保管人", "安全保密管理员"),
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "number": 1,
        "of": 3,
        "needed": 2,
        "keeper": "县委机要和保密局",
        "made_on": "2026-03-02",
        "groups": [f"{number:06d}" for number in range(100001, 100024)],
    },
    basis=Sentence("本系统的首次启用办法", "the first start of this system"),
)
