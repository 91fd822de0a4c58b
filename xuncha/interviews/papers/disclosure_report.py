"""主动交代情况报告: a person began to own up in a talk; the talk was stopped, and the discipline commission takes over."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, inspection, name, post, day (ISO), room, talkers, words, home, phone."""
    doc.letter_head(facts["organ"])
    doc.title("关于谈话中主动交代情况的报告")
    doc.addressee(facts["to"])
    doc.say(
        f"{written(facts['day'])}，{facts['inspection']}期间，{facts['talkers']}在{facts['room']}与"
        f"{facts['name']}（{facts['post']}）谈话。谈话中，该同志主动说明本人的有关问题。"
        "谈话人当即停止提问，没有追问细节，谈话随即中止。"
    )
    doc.say(f"中止前所说：{facts['words']}")
    doc.say(f"人员安全情况：{facts['home'] or '已由专人陪同离开，未见异常'}。")
    doc.say(
        "中止前形成的记录已经密封，由组长保管，没有在组内传阅。请按规定接续处理，并告知材料移交的时间和方式"
        f"（联系电话：{facts['phone']}）。主动交代的时间和情节，请如实认定。"
    )
    doc.sign(facts["organ"])
    doc.annex("接收回执", number=1)
    with doc.sheet() as sheet:
        sheet.row("接收单位", facts["to"], "件数", "1件")
        sheet.box("接收意见", "", height=30, sign=["接收人签字（盖章）"])


FORM = Form(
    key="disclosure_report",
    title=Sentence("主动交代情况报告", "report of a voluntary confession"),
    layout=layout,
    series="transfer",
    leaves_team=True,
    audience="leader",
    signers=("组长",),
    sample={
        "organ": "中共明川县委第一巡察组",
        "to": "县纪委监委",
        "inspection": "十五届县委第三轮巡察青石街道",
        "name": "丁某（虚构）",
        "post": "青石街道办事处副主任",
        "day": "2026-03-16",
        "room": "街道四楼谈话室",
        "talkers": "张某、李某",
        "words": "其在2023年某项采购中收过对方的礼品，愿意说清楚。（虚构）",
        "home": "由单位同事陪同回办公室，神情正常",
        "phone": "0871-00000000",
    },
    basis=Sentence(
        "巡察谈话不办案的通行要求（未与正式文本核对）",
        "talks of an inspection are no inquiry; not checked against a text",
    ),
)
