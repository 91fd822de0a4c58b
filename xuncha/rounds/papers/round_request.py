"""本轮巡察工作安排呈批件: asks for approval of targets, time and steps of a round."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import span_written, written
from xuncha.papers.core.form import Form
from xuncha.papers.core.upward import ADDRESSED, ASKED_AT, end_request


def layout(facts, doc):
    """Facts: organ, to, signer, round, kind, starts, ends, days, targets [str], steps [{day, what, who}], contact, phone."""
    doc.red_head(facts["organ"], signer=facts["signer"])
    doc.title(f"关于{facts['round']}\n工作安排的请示")
    doc.addressee(facts["to"])
    doc.say(f"按照巡察工作规划，经商县纪委监委、县委组织部，提出{facts['round']}工作安排建议如下：")
    doc.part("巡察方式和时间")
    doc.say(
        f"开展{facts['kind']}巡察，驻点时间为{span_written(facts['starts'], facts['ends'])}，共{facts['days']}天。"
    )
    doc.part("巡察对象")
    doc.say(f"共{len(facts['targets'])}个：{'、'.join(facts['targets'])}。")
    doc.part("工作步骤")
    doc.table(
        [("序号", 1), ("时间", 4), ("事项", 6), ("责任单位", 5)],
        [
            [number, written(step["day"]), step["what"], step["who"]]
            for number, step in enumerate(facts["steps"], start=1)
        ],
    )
    end_request(doc, facts)


FORM = Form(
    key="round_request",
    title=Sentence("本轮巡察工作安排呈批件", "request to approve the round"),
    layout=layout,
    series="office",
    leaves_team=True,
    audience="office",
    editable={**ADDRESSED, **ASKED_AT},
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "县委巡察工作领导小组",
        "signer": "周正",
        "round": "第十五届县委第七轮巡察",
        "kind": "常规",
        "starts": "2026-03-16",
        "ends": "2026-04-29",
        "days": 45,
        "targets": ["县水务局", "县林业和草原局"],
        "steps": [{"day": "2026-03-02", "what": "印发巡察通知", "who": "巡察办"}],
        "contact": "李晓",
        "phone": "0871-00000000",
    },
    basis=Sentence("一县操作流程（兴海）", "one county's procedure"),
)
