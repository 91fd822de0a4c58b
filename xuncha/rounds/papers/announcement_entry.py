"""巡察公告（进驻）: posted on walls and sites; tells what is accepted, what is not, by which channels and until when."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import span_written, written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: issuer, round, team, body, starts, ends, accepted [str], not_accepted, phone, phone_hours, mail, boxes [str],
    closes_on, closes_at, qr, qr_says."""
    doc.form_title("巡 察 公 告")
    doc.say(
        f"按照{facts['round']}部署，{facts['team']}于{span_written(facts['starts'], facts['ends'])}"
        f"对{facts['body']}党组织开展巡察。现公告如下："
    )
    doc.part("受理范围")
    for one in facts["accepted"]:
        doc.say(one)
    doc.say(facts["not_accepted"])
    doc.part("反映渠道")
    with doc.sheet() as sheet:
        sheet.row("值班电话", facts["phone"], widths=(3, 11))
        sheet.row("受理时间", facts["phone_hours"], widths=(3, 11))
        sheet.row("来信地址", facts["mail"], widths=(3, 11))
        sheet.row("意见箱", "；".join(facts["boxes"]), widths=(3, 11))
        sheet.row("截止时间", f"{written(facts['closes_on'])}{facts['closes_at']}", widths=(3, 11))
    doc.part("保护承诺")
    doc.say("对反映人和反映内容严格保密。可以署名，也可以不署名。任何人不得打听、追查反映人，不得打击报复。")
    if facts["qr"]:
        doc.qr(facts["qr"], facts["qr_says"])
    doc.sign(facts["issuer"])


FORM = Form(
    key="announcement_entry",
    title=Sentence("巡察公告（进驻）", "announcement of entry"),
    layout=layout,
    leaves_team=True,
    public=True,
    editable={
        "accepted": Sentence("受理范围（每段一行）", "what is accepted, one a line"),
        "not_accepted": Sentence("不属于受理范围的写法", "what is not accepted"),
        "phone": Sentence("值班电话", "phone"),
        "phone_hours": Sentence("受理时间", "hours"),
        "mail": Sentence("来信地址", "address for letters"),
        "boxes": Sentence("意见箱位置（每个一行）", "boxes, one a line"),
        "closes_at": Sentence("截止时刻", "closing hour"),
        "qr": Sentence("二维码内容（网址）", "content of the QR code"),
        "qr_says": Sentence("二维码说明", "caption of the QR code"),
    },
    sample={
        "issuer": "中共明川县委第二巡察组",
        "round": "第十五届县委第七轮巡察",
        "team": "县委第二巡察组",
        "body": "县水务局",
        "starts": "2026-03-16",
        "ends": "2026-04-29",
        "accepted": [
            "反映被巡察党组织领导班子及其成员、下一级党组织主要负责人和重要岗位领导干部问题的来信、来电、来访。"
        ],
        "not_accepted": "个人诉求、涉法涉诉等其他问题，按照分级负责、归口办理的原则，转交有关单位处理。",
        "phone": "0871-00000000",
        "phone_hours": "工作日 8:30—12:00，14:30—17:30",
        "mail": "明川县邮政信箱第2号",
        "boxes": ["水务局办公楼一楼大厅", "水务局门口"],
        "closes_on": "2026-04-29",
        "closes_at": "17:30",
        "qr": "",
        "qr_says": "",
    },
    basis=Sentence(
        "巡视工作条例关于公开的规定；六地公告写法", "the regulation on publicity; six counties' announcements"
    ),
)
