"""巡察公告（撤离）: the stay is over, the channels are closed, and where one can turn now."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: issuer, round, team, body, ends, closes_at, afterwards [str]."""
    doc.form_title("撤 离 公 告")
    doc.say(
        f"按照{facts['round']}安排，{facts['team']}对{facts['body']}党组织的驻点巡察工作于{written(facts['ends'])}结束。"
        f"值班电话、信箱、意见箱自{written(facts['ends'])}{facts['closes_at']}起停止受理。"
    )
    doc.say("此后需要反映问题的，可以通过以下渠道：")
    for number, one in enumerate(facts["afterwards"], start=1):
        doc.say(f"{number}. {one}")
    doc.say("已受理的来信来电来访，按规定办理；对反映人和反映内容严格保密。")
    doc.sign(facts["issuer"])


FORM = Form(
    key="announcement_exit",
    title=Sentence("巡察公告（撤离）", "announcement of leaving"),
    layout=layout,
    leaves_team=True,
    public=True,
    editable={
        "closes_at": Sentence("停止受理时刻", "closing hour"),
        "afterwards": Sentence("此后的反映渠道（每个一行）", "channels afterwards, one a line"),
    },
    sample={
        "issuer": "中共明川县委第二巡察组",
        "round": "第十五届县委第七轮巡察",
        "team": "县委第二巡察组",
        "body": "县水务局",
        "ends": "2026-04-29",
        "closes_at": "17:30",
        "afterwards": ["检举控告：县纪委监委，12388。", "个人诉求：县信访局。"],
    },
    basis=Sentence("各地做法", "practice of counties"),
)
