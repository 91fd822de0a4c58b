"""巡察通知: tells the inspected Party organisation when the team comes and what to make ready."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import span_written, written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, round, basis, team, starts, ends, tasks [str], ready [str], reply_by, contact, phone, copies_to."""
    doc.red_head(facts["organ"])
    doc.title(f"关于{facts['round']}进驻的通知")
    contact = f"联系人：{facts['contact'] or '　　　'}，电话：{facts['phone'] or '　　　　　　'}"
    doc.addressee(facts["to"])
    doc.say(
        f"根据{facts['basis']}，{facts['team']}将于{span_written(facts['starts'], facts['ends'])}对你单位党组织开展巡察。"
        "现将有关事项通知如下："
    )
    doc.part("巡察任务")
    for task in facts["tasks"]:
        doc.say(task)
    doc.part("需要做好的准备")
    for number, thing in enumerate(facts["ready"], start=1):
        doc.say(f"{number}. {thing}")
    doc.part("工作纪律")
    doc.say("自觉接受监督，如实提供情况和材料，不得干扰、阻挠巡察，不得打听反映人和反映内容，不得打击报复。")
    doc.say(f"请于{written(facts['reply_by'])}前将联络组名单报{facts['organ']}（{contact}）。")
    doc.sign(facts["organ"])
    doc.colophon(facts["copies_to"], printed_by=facts["organ"])


FORM = Form(
    key="inspection_notice",
    title=Sentence("巡察通知", "inspection notice"),
    layout=layout,
    series="office",
    leaves_team=True,
    editable={
        "to": Sentence("主送", "addressee"),
        "basis": Sentence("依据", "basis"),
        "tasks": Sentence("巡察任务（每段一行）", "tasks, one a line"),
        "ready": Sentence("需要做好的准备（每项一行）", "what to make ready, one a line"),
        "contact": Sentence("联系人", "contact"),
        "phone": Sentence("联系电话", "phone"),
        "copies_to": Sentence("抄送（每个一行）", "copies to, one a line"),
    },
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "县水务局党组",
        "round": "第十五届县委第七轮巡察",
        "basis": "县委批准的第七轮巡察工作方案",
        "team": "县委第二巡察组",
        "starts": "2026-03-16",
        "ends": "2026-04-29",
        "tasks": [
            "围绕贯彻落实党的理论和路线方针政策以及党中央决策部署，重点了解领导班子及其成员履行职责情况。"
        ],
        "ready": [
            "确定联络组和联络员。",
            "准备领导班子工作汇报，问题部分不少于七成。",
            "提供办公场所、谈话室，落实意见箱位置。",
        ],
        "reply_by": "2026-03-06",
        "contact": "李晓",
        "phone": "0871-00000000",
        "copies_to": ["县纪委监委", "县委组织部"],
    },
    basis=Sentence("巡视工作条例关于进驻通知的规定", "the regulation on notice before entry"),
)
