"""抽调函: asks a unit for cadres, by name or by what they must know, for one round; with a reply slip."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import span_written, written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, round, starts, ends, people [{name, post}], skills [{skill, people}], articles [str], reply_by,
    contact, phone, copies_to.
    """
    doc.letter_head(facts["organ"])
    doc.title(f"关于商请抽调干部\n参加{facts['round']}的函")
    doc.addressee(facts["to"])
    doc.say(
        f"根据{facts['round']}工作安排，商请你单位支持下列人员参加巡察工作，"
        f"时间为{span_written(facts['starts'], facts['ends'])}，期间全程脱产。"
    )
    if facts["people"]:
        doc.part("点名抽调人员")
        heads = [("序号", 1), ("姓名", 3), ("人才库登记情况", 8)]
        doc.table(heads, [[n, one["name"], one["post"]] for n, one in enumerate(facts["people"], 1)])
    if facts["skills"]:
        doc.part("请推荐人选")
        for one in facts["skills"]:
            doc.say(f"{one['skill']}{one['people']}名。")
    doc.part("选调条件")
    for number, article in enumerate(facts["articles"], start=1):
        doc.say(f"第{number}条 {article}。")
    doc.part("有关要求")
    doc.say(
        f"请于{written(facts['reply_by'])}前将回执送县委巡察办。确因工作不能抽调的，请写明理由并另行推荐符合条件的人选；"
        "不符合选调条件的推荐人选不予采用。"
    )
    doc.say(f"联系人：{facts['contact']}，电话：{facts['phone']}。")
    doc.attachments(["抽调回执"])
    doc.sign(facts["organ"])
    doc.colophon(facts["copies_to"], printed_by=facts["organ"])
    _reply(facts, doc)


def _reply(facts, doc):
    doc.annex("抽调回执", number=0)
    with doc.sheet() as sheet:
        sheet.row("单位", facts["to"], "联系人及电话", "")
        sheet.heads("抽调人员", "是否同意", "不同意的理由", widths=(3, 4, 7))
        for one in facts["people"] or [{"name": ""}]:
            sheet.line(one["name"], "□同意  □不同意", "", widths=(3, 4, 7), height=14)
        sheet.band("推荐或者替换人选")
        widths = (3, 3, 4, 4)
        sheet.heads("姓名", "人员身份", "领导职务层次、职级", "专长", widths=widths)
        for _ in range(max(2, sum(one["people"] for one in facts["skills"]))):
            sheet.line("", "", "", "", widths=widths, height=12)
        sheet.box("单位意见", "", height=36, sign=["主要负责人签字（盖章）"])


FORM = Form(
    key="drafting_letter",
    title=Sentence("抽调函", "drafting letter"),
    layout=layout,
    series="letter",
    leaves_team=True,
    audience="office",
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "to": "县财政局",
        "round": "第十五届县委第七轮巡察",
        "starts": "2026-03-02",
        "ends": "2026-04-30",
        "people": [
            {"name": "李明", "post": "公务员，三级主任科员，财务审计"},
            {"name": "王芳", "post": "专业技术，中级，工程招投标"},
        ],
        "skills": [{"skill": "财务审计", "people": 1}],
        "articles": [
            "人员身份为公务员、参公管理人员、事业单位管理岗位或专业技术岗位人员",
            "不在受处分影响期或者审查调查期内",
        ],
        "reply_by": "2026-02-10",
        "contact": "李晓",
        "phone": "0871-00000000",
        "copies_to": ["县委组织部"],
    },
    basis=Sentence("抽调函式样为各地通行写法，请按本县用法核对", "a usual form; check it against local use"),
)
