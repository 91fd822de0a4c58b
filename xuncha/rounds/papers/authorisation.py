"""授权任职决定: 一次一授权. Names who leads which team at which bodies, for this round only."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import span_written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: issuer, round, basis, starts, ends, teams [{name, leader, deputies [str], branch_secretary, bodies [str]}], copies_to."""
    doc.red_head(facts["issuer"])
    doc.title(f"关于{facts['round']}各组组长、副组长\n授权任职及任务分工的决定")
    doc.say(f"根据{facts['basis']}，现就{facts['round']}巡察组组长、副组长授权任职及任务分工决定如下：")
    doc.table(
        [("巡察组", 3), ("组长", 2), ("副组长", 3), ("临时党支部书记", 3), ("巡察对象", 5)],
        [
            [
                one["name"],
                one["leader"],
                "、".join(one["deputies"]),
                one["branch_secretary"],
                "、".join(one["bodies"]),
            ]
            for one in facts["teams"]
        ],
    )
    doc.say(f"授权期限为{span_written(facts['starts'], facts['ends'])}，本轮巡察任务结束，授权自行终止。")
    doc.sign(facts["issuer"])
    doc.colophon(facts["copies_to"], printed_by=facts["issuer"])


FORM = Form(
    key="authorisation",
    title=Sentence("授权任职决定", "authorisation"),
    layout=layout,
    series="group",
    leaves_team=True,
    audience="office",
    editable={
        "basis": Sentence("依据", "basis"),
        "copies_to": Sentence("抄送（每个一行）", "copies to, one a line"),
    },
    sample={
        "issuer": "中共明川县委巡察工作领导小组",
        "round": "第十五届县委第七轮巡察",
        "basis": "巡察工作“一次一授权”要求，经县委研究同意",
        "starts": "2026-03-09",
        "ends": "2026-05-29",
        "teams": [
            {
                "name": "县委第一巡察组",
                "leader": "周正",
                "deputies": ["吴清"],
                "branch_secretary": "周正",
                "bodies": ["县水务局", "县林业和草原局"],
            },
            {
                "name": "县委第二巡察组",
                "leader": "",
                "deputies": [],
                "branch_secretary": "",
                "bodies": ["嵩明街道"],
            },
        ],
        "copies_to": ["县纪委监委", "县委组织部"],
    },
    basis=Sentence("一次一授权", "authorised for one round only"),
)
