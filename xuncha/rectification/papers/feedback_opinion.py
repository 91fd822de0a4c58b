"""反馈意见: the report's problems in the words that the body gets, with what is asked of it and by when."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import chinese, written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, body, round, on (ISO), overall, sections [{title, problems [{number, text}]}],
    suggestions [str], plan_due, report_due (ISO), basis, copies_to [str].
    """
    doc.red_head(facts["organ"])
    doc.title(f"关于巡察{facts['body']}的反馈意见")
    doc.addressee(facts["body"])
    doc.say(
        f"根据县委统一部署，县委巡察组在{facts['round']}中对你单位开展了巡察。经县委同意，现将巡察情况反馈如下（反馈日期：{written(facts['on'])}）。"
    )
    doc.part("总体评价")
    doc.say(facts["overall"])
    doc.part("主要问题")
    for section in facts["sections"]:
        doc.part(section["title"], level=2)
        for problem in section["problems"]:
            doc.say(f"{problem['number']} {problem['text']}")
    doc.part("意见建议")
    for number, suggestion in enumerate(facts["suggestions"], 1):
        doc.say(f"（{chinese(number)}）{suggestion}")
    doc.part("整改要求")
    doc.say(
        f"党组织履行整改主体责任，主要负责人是第一责任人。请于{written(facts['plan_due'])}前报送整改方案，"
        f"于{written(facts['report_due'])}前报送整改进展情况报告和主要负责人组织整改情况报告。期限依据：{facts['basis']}。"
    )
    doc.say(
        "整改责任由现任主要负责人承担；问题发生在前任任职期间的，前任负有说明和协助整改的责任。任职对应，不等于责任认定。"
    )
    doc.sign(facts["organ"])
    doc.colophon(facts["copies_to"], printed_by=facts["organ"])


FORM = Form(
    key="feedback_opinion",
    title=Sentence("反馈意见", "feedback"),
    layout=layout,
    series="office",
    leaves_team=True,
    audience="team",
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "body": "明川县水务局党组",
        "round": "第十五届县委第3轮巡察",
        "on": "2026-12-18",
        "overall": "局党组能够围绕中心工作履行职责，但在压实主体责任、资金管理等方面还存在一些问题。",
        "sections": [
            {
                "title": "落实全面从严治党主体责任和监督责任方面",
                "problems": [
                    {
                        "number": "3-1",
                        "text": "专项资金长期滞留。2022年3月至2024年6月，专项资金126.40万元滞留超过两年。",
                    }
                ],
            }
        ],
        "suggestions": ["压实主体责任，定期研究资金使用。"],
        "plan_due": "2027-01-18",
        "report_due": "2027-06-18",
        "basis": "6个月，中国共产党巡视工作条例(2024)",
        "copies_to": ["县纪委监委", "县委组织部", "分管县领导"],
    },
    basis=Sentence("巡视工作条例关于反馈的规定", "rules on feedback"),
)
