"""巡察覆盖核对单: what the recount of the targets found, on one paper; printed, signed and kept with the plan."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form

HELD = "经独立程序复核：在范围内的逐一计入且只计一次，没有空白，没有重复，没有误计。"
OPEN = "经独立程序复核，发现下列问题，须改正后重新核对。"


def layout(facts, doc):
    """Facts: organ, term, on, holds, targets, kinds [{kind, all, counted, joint, out, undecided, blank}], faults [{sort,
    says}], undecided [{name, tree, reason, who}], listed.
    """
    doc.form_title("巡察对象全覆盖核对单", f"{facts['term']}县委巡察")
    doc.pair(facts["organ"], f"核对日期：{written(facts['on'])}")
    doc.table(
        [
            ("类别", 3),
            ("登记总数", 2),
            ("已计入", 2),
            ("空白", 2),
            ("联动参与", 2),
            ("不纳入", 2),
            ("待确定", 2),
        ],
        [
            [row[key] for key in ("kind", "all", "counted", "blank", "joint", "out", "undecided")]
            for row in facts["kinds"]
        ],
        center=("类别",),
    )
    doc.part("结论")
    doc.say(HELD if facts["holds"] else OPEN)
    doc.say(
        f"共有巡察对象{facts['targets']}个。有{facts['listed']}处一并列示而不重复计数（合并支部、提级巡察等）。"
        "“联动参与”只及该单位本身的党组织，计入上级，不计入本县。"
    )
    if facts["faults"]:
        doc.part("须改正的问题")
        doc.table([("问题", 3), ("说明", 12)], [[row["sort"], row["says"]] for row in facts["faults"]])
    doc.part("待领导小组确定的单位（党组织）")
    doc.table(
        [("序号", 1), ("单位（党组织、岗位）", 5), ("类别", 2), ("为什么未定", 8), ("由谁决定", 4)],
        [
            [number, row["name"], row["tree"], row["reason"], row["who"]]
            for number, row in enumerate(facts["undecided"], start=1)
        ],
    )
    doc.note(
        "复核程序按名册、范围结论和对象清单重新逐一清点，与生成对象的程序不共用代码。"
        "名册有变动或者领导小组作出新的决定后，须重新核对。"
    )
    doc.sign(facts["organ"], facts["on"])


FORM = Form(
    key="coverage_certificate",
    title=Sentence("巡察对象全覆盖核对单", "certificate of coverage"),
    layout=layout,
    audience="office",
    signers=("核对人", "巡察办主任"),
    sample={
        "organ": "中共明川县委巡察工作领导小组办公室",
        "term": "第十五届",
        "on": "2026-03-02",
        "holds": False,
        "targets": 86,
        "listed": 4,
        "kinds": [
            {"kind": "单位", "all": 92, "counted": 80, "blank": 1, "joint": 1, "out": 6, "undecided": 4},
            {"kind": "党组织", "all": 85, "counted": 78, "blank": 0, "joint": 1, "out": 5, "undecided": 1},
            {
                "kind": "关键岗位",
                "all": 176,
                "counted": 171,
                "blank": 0,
                "joint": 1,
                "out": 4,
                "undecided": 0,
            },
        ],
        "faults": [
            {"sort": "空白", "says": "单位“县供销合作社联合社”在巡察范围内，但不属于任何巡察对象"},
        ],
        "undecided": [
            {
                "name": "县税务局",
                "tree": "单位",
                "reason": "规则“垂直管理单位”倾向于“不纳入”，但依据尚未核实确认，须由领导小组确定",
                "who": "县委巡察工作领导小组商其上级党组织",
            },
        ],
    },
    basis=Sentence(
        "一届任期内全覆盖的要求；每个单位、党组织、关键岗位计一次", "full coverage within a term, each once"
    ),
)
