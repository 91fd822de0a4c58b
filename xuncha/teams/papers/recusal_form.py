"""回避申报表: each member of a team fills one in at the mobilisation meeting; printed once, handed out in
copies.
"""

from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: round, team, bodies [str]."""
    doc.form_title("巡察工作人员回避申报表", f"{facts['round']} {facts['team']}")
    with doc.sheet() as sheet:
        sheet.row("姓名", "", "所在单位及职务", "")
        sheet.row("籍贯", "", "成长地", "")
        sheet.row("巡察对象", "、".join(facts["bodies"]), widths=(2, 12))
        sheet.band("一、本人在巡察对象及其下属单位任职的情况")
        widths = (5, 5, 4)
        sheet.heads("单位", "职务", "起止时间", widths=widths)
        for _ in range(2):
            sheet.line("", "", "", widths=widths, height=8)
        sheet.band("二、配偶、直系亲属和近亲属在巡察对象任职的情况")
        widths = (3, 3, 4, 4)
        sheet.heads("姓名", "与本人关系", "单位", "职务（班子成员注明）", widths=widths)
        for _ in range(2):
            sheet.line("", "", "", "", widths=widths, height=8)
        sheet.box("三、经济往来、纠纷\n等利害关系", "□无  □有：", height=13, widths=(4, 10))
        sheet.box("四、本轮巡察干部\n中有无亲属", "□无  □有（姓名、关系）：", height=13, widths=(4, 10))
        sheet.box("本人申报", "□无须回避  □申请回避。以上情况属实。", height=16, sign=["申报人签字"])
        sheet.box("巡察办\n意见", "", height=15, sign=["负责人签字"])
        sheet.box("领导小组\n决定", "", height=15, sign=["签字"])
    doc.note("申报内容只用于确定是否回避，由巡察办专人保管，不作他用。")


FORM = Form(
    key="recusal_form",
    title=Sentence("回避申报表", "recusal declaration"),
    layout=layout,
    audience="office",
    signers=("申报人", "巡察办负责人"),
    sample={
        "round": "第十五届县委第七轮巡察",
        "team": "第1巡察组",
        "bodies": ["县水务局", "县林业和草原局"],
    },
    basis=Sentence(
        "巡视工作条例关于回避的规定；动员会上发放", "the regulation on recusal; handed out at mobilisation"
    ),
)
