"""倒排工期表: what is to be done by which day of a round, counted from the entry day."""

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form

COLUMNS = (
    Column("day", Sentence("完成日期", "by"), "day", width=14),
    Column("counted", Sentence("推算方法", "counted"), width=18),
    Column("what", Sentence("事项", "what"), width=34),
    Column("who", Sentence("责任单位", "who"), width=26),
    Column("paper", Sentence("应打印的文书", "paper to print"), width=22),
    Column("basis", Sentence("依据", "basis"), width=44),
    Column("confirmed", Sentence("依据核实", "basis checked"), width=10),
    Column("done", Sentence("办结日期", "done on"), width=12),
    Column("remark", Sentence("备注", "remark"), width=30),
)


def layout(facts, doc):
    """Facts: round, entry, leaves, rows [{day, counted, what, who, paper, basis, confirmed, done, remark}]."""
    doc.sheet(
        "倒排工期表",
        COLUMNS,
        facts["rows"],
        notes=(
            f"{facts['round']}倒排工期表",
            f"进驻日 {facts['entry']}，撤离日 {facts['leaves']}；工作日按国务院办公厅放假安排计算。",
            "“依据核实”为“否”的天数是建议值，使用前请核对本县规定。",
        ),
    )


FORM = Form(
    key="round_schedule",
    title=Sentence("倒排工期表", "plan counted back from the entry day"),
    layout=layout,
    kind="excel",
    audience="office",
    sample={
        "round": "第十五届县委第七轮巡察",
        "entry": "2026-03-16",
        "leaves": "2026-04-29",
        "rows": [
            {
                "day": "2026-03-02",
                "counted": "进驻前10个工作日",
                "what": "印发巡察通知",
                "who": "巡察办",
                "paper": "巡察通知",
                "basis": "一企业内部手册；本县依据待补",
                "confirmed": "否",
                "done": "",
                "remark": "",
            }
        ],
    },
    basis=Sentence("规则库“rounds.schedule”各条", "rules rounds.schedule.*"),
)
