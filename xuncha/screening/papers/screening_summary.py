"""数据筛查情况: what was read, which screens applied or not and why, and where to look first. No verdicts."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form

FILES = [("序号", 1), ("文件", 6), ("认作", 5), ("行数", 1.6), ("读取提示", 1.6)]
APPLIED = [("序号", 1), ("筛查项目", 9), ("疑点数", 2)]
NOT_APPLIED = [("序号", 1), ("筛查项目", 4), ("不适用的原因", 8)]
FIRST = [("序号", 1), ("疑点号", 1.3), ("疑点", 6), ("调取并核对", 6)]


def layout(facts, doc):
    """Facts: title, ran_on; files of name, kinds, rows, remarks; applied of title, found; not_applicable of title, why;
    first of number, says, look."""
    doc.form_title("数据筛查情况", under=facts["title"])
    doc.say(
        f"{written(facts['ran_on'])}对下列账表、招标数据运行了筛查。以下均为疑点，只说明应当看哪里，不是问题结论；"
        "没有疑点不等于没有问题。须由人核实原始凭证后，才能写成待核事项、底稿。"
    )
    doc.part("读了哪些数据")
    rows = [
        [at, one["name"], one["kinds"], f"{one['rows']:,}", one["remarks"]]
        for at, one in enumerate(facts["files"], 1)
    ]
    doc.table(FILES, rows, right=("行数", "读取提示"))
    doc.part("先看哪些")
    doc.say("几项筛查都指到的凭证在前，其次看金额；其余疑点在系统“疑点”页按项目列出。")
    rows = [[at, one["number"], one["says"], one["look"]] for at, one in enumerate(facts["first"], 1)]
    doc.table(FIRST, rows, center=("序号", "疑点号"))
    doc.part("做了哪些筛查")
    with_doubts = [one for one in facts["applied"] if one["found"]]
    quiet = [one["title"] for one in facts["applied"] if not one["found"]]
    if with_doubts:
        rows = [[at, one["title"], one["found"]] for at, one in enumerate(with_doubts, 1)]
        doc.table(APPLIED, rows, right=("疑点数",))
    if quiet:
        doc.say(f"查过、没有疑点的 {len(quiet)} 项：{'、'.join(quiet)}。")
    doc.part("哪些筛查没有做、为什么")
    rows = [[at, one["title"], one["why"]] for at, one in enumerate(facts["not_applicable"], 1)]
    doc.table(NOT_APPLIED, rows)
    doc.note("疑点数是需要看的地方的多少，不能用来比较单位或者个人。")


FORM = Form(
    key="screening_summary",
    title=Sentence("数据筛查情况", "summary of the screening"),
    layout=layout,
    audience="members",
    signers=(),
    sample={
        "title": "巡察明川县青石街道办事处（虚构）",
        "ran_on": "2026-10-16",
        "files": [
            {"name": "2025年序时账.xlsx", "kinds": "记账凭证（序时账、明细账）", "rows": 4210, "remarks": 2}
        ],
        "applied": [{"title": "重复付款", "found": 3}, {"title": "化整为零", "found": 0}],
        "not_applicable": [{"title": "制单人与审核人同为一人", "why": "凭证里没有制单人；凭证里没有审核人"}],
        "first": [
            {
                "number": 1,
                "says": "2024-03-05至2024-03-12，向“明川县恒达图文广告部（虚构）”付了 2 笔同样的 18,640.00 元，疑似重复付款",
                "look": "各笔的发票原件、合同、验收单；看发票号和银行回单是否是同一张",
            }
        ],
    },
)
