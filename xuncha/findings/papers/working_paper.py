"""问题底稿: one matter about the body on one sheet, signed by two authors, the deputy leader and the leader."""

from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: round, team, number, body, area, title, period, text, basis, points_to, evidence [{number,
    says}], confirmation, written_on, authors [str].
    """
    doc.form_title("巡察问题底稿", under=facts["round"])
    doc.pair(f"编号：{facts['number']}", f"巡察组：{facts['team']}")
    with doc.sheet() as sheet:
        sheet.row("单位", facts["body"], widths=(2, 12))
        sheet.row("问题标题", facts["title"], widths=(2, 12))
        sheet.row("问题归类", facts["area"], "问题发生时段", facts["period"])
        sheet.box("问题表现", facts["text"], height=38)
        sheet.box("定性依据", facts["basis"], height=18)
        sheet.box("责任指向", facts["points_to"], height=12)
        sheet.box(
            "佐证材料", "\n".join(f"{one['number']}. {one['says']}" for one in facts["evidence"]), height=18
        )
        sheet.row("事实确认", facts["confirmation"], widths=(2, 12))
        sheet.row("承办人", "、".join(facts["authors"]), "编制日期", facts["written_on"])
        sheet.box("审签", "", height=36, sign=list(SIGNERS))
    doc.note("一事一稿。底稿只写单位的问题，不写问题线索；责任指向写到单位或职务。")


SIGNERS = ("承办人（一）", "承办人（二）", "副组长", "组长")

FORM = Form(
    key="working_paper",
    title=Sentence("问题底稿", "working paper"),
    layout=layout,
    audience="members",
    signers=SIGNERS,
    sample={
        "round": "第十五届县委第3轮巡察",
        "team": "县委第一巡察组",
        "number": "〔2026〕3巡-1组-07号",
        "body": "明川县水务局",
        "area": "落实全面从严治党主体责任和监督责任方面",
        "title": "专项资金长期滞留",
        "period": "2022年3月至2024年6月",
        "text": "2022年3月至2024年6月，农村饮水安全专项资金126.40万元到账后滞留超过两年，未按项目进度拨付。",
        "basis": "《项目支出管理办法》第十二条：专项资金到账后应在30日内按进度拨付。",
        "points_to": "局党组；分管财务的副局长",
        "evidence": [
            {"number": 1, "says": "2022年记账凭证第3月12号，第1—4页"},
            {"number": 2, "says": "资金拨付台账，第7页"},
        ],
        "confirmation": "属实（2026年11月5日）",
        "written_on": "2026年11月2日",
        "authors": ["李晓", "周宁"],
    },
    basis=Sentence(
        "底稿“一事一稿、三级签字”的通行做法", "usual practice: one matter, one sheet, signed on three levels"
    ),
)
