"""保密承诺书: what every member of a team promises before entry, with a line for each to sign."""

from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form

PROMISES = (
    "不泄露巡察工作方案、谈话内容、信访内容、问题底稿、问题线索、会议记录和巡察报告。",
    "不向任何人透露反映人、谈话人的身份和反映内容，不追查反映人。",
    "不用手机、互联网计算机和个人存储介质记录、存储、传递巡察材料；专用计算机和介质不交叉使用。",
    "巡察材料不带离指定场所，不擅自复制、摘抄、拍照；废稿按规定销毁。",
    "不干预被巡察单位正常工作，不利用巡察为本人或者他人谋利，不接受吃请和礼品。",
    "与巡察对象有应当回避的情形，主动申报并服从决定。",
    "离组时交还全部材料、介质、证件和账号，离组后继续保守秘密。",
)


def layout(facts, doc):
    """Facts: round, team, people [{name, unit}]."""
    doc.form_title("巡察工作人员保密承诺书", f"{facts['round']} {facts['team']}")
    doc.say("我自愿参加巡察工作，已了解有关保密规定，郑重承诺：")
    for number, promise in enumerate(PROMISES, start=1):
        doc.say(f"{number}. {promise}")
    doc.say("如有违反，自愿承担纪律和法律责任。")
    doc.gap(2)
    heads = [("序号", 1), ("姓名", 2), ("派出单位", 5), ("本人签字", 3), ("日期", 3)]
    doc.table(heads, [[n, one["name"], one["unit"], "", ""] for n, one in enumerate(facts["people"], 1)])


FORM = Form(
    key="secrecy_pledge",
    title=Sentence("保密承诺书", "secrecy pledge"),
    layout=layout,
    audience="office",
    signers=("承诺人",),
    sample={
        "round": "第十五届县委第七轮巡察",
        "team": "第1巡察组",
        "people": [
            {"name": "李明", "unit": "县财政局"},
            {"name": "王芳", "unit": "县住房和城乡建设局"},
            {"name": "周正", "unit": "县纪委监委"},
        ],
    },
    basis=Sentence(
        "各地通行写法，请按本县保密部门要求核对", "a usual form; check it with the secrecy department"
    ),
)
