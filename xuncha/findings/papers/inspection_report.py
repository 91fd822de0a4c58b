"""巡察报告: overall view, problems by area in three parts each, suggestions, and the list of working papers behind them."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import chinese
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, round, body, stay, overall, sections [{title, problems [{title, shows, basis,
    points_to}]}], suggestions [str], papers [str].
    """
    doc.red_head(facts["organ"], signer=facts["signer"])
    doc.title(f"关于巡察{facts['body']}情况的报告")
    doc.addressee(facts["to"])
    doc.say(facts["stay"])
    doc.part("总体评价")
    doc.say(facts["overall"])
    doc.part("发现的主要问题")
    for section in facts["sections"]:
        doc.part(section["title"], level=2)
        for problem in section["problems"]:
            doc.part(
                f"{problem['title']}。",
                level=3,
                then=f"{problem['shows']}{problem['basis']}责任指向：{problem['points_to']}。",
            )
    doc.part("意见建议")
    for number, suggestion in enumerate(facts["suggestions"], 1):
        doc.say(f"（{chinese(number)}）{suggestion}")
    doc.attachments(["底稿目录"])
    doc.sign(facts["organ"])
    doc.annex("底稿目录", number=1)
    doc.table(
        [("序号", 1), ("底稿编号", 6), ("页码", 2)],
        [[n, paper, ""] for n, paper in enumerate(facts["papers"], 1)],
    )
    doc.note("报告只写已审签底稿中的问题，不写问题线索；姓名未经组长写明理由不列入。")


FORM = Form(
    key="inspection_report",
    title=Sentence("巡察报告", "inspection report"),
    layout=layout,
    leaves_team=True,
    stamped=True,
    audience="members",
    signers=("组长",),
    sample={
        "organ": "中共明川县委第一巡察组",
        "signer": "周正",
        "to": "县委巡察工作领导小组",
        "round": "第十五届县委第3轮巡察",
        "body": "明川县水务局党组",
        "stay": "根据县委统一部署，县委第一巡察组于2026年10月12日至12月4日对县水务局党组开展了常规巡察。现将情况报告如下。",
        "overall": "县水务局党组能够围绕中心工作履行职责，班子总体团结，但在压实主体责任、资金管理等方面还存在一些问题。",
        "sections": [
            {
                "title": "落实全面从严治党主体责任和监督责任方面",
                "problems": [
                    {
                        "title": "专项资金长期滞留",
                        "shows": "2022年3月至2024年6月，专项资金126.40万元滞留超过两年。",
                        "basis": "不符合《项目支出管理办法》第十二条。",
                        "points_to": "局党组，分管财务的副局长",
                    }
                ],
            }
        ],
        "suggestions": ["压实主体责任，定期研究资金使用。", "完善拨付台账。"],
        "papers": ["7号", "9号"],
    },
    basis=Sentence("巡察报告三段式写法", "usual shape of the report"),
)
