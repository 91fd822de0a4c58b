"""工作量: what sizes a team."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Thing, Workload
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names

FIGURES = (
    Field(
        "staff",
        Sentence("人数", "Staff"),
        "int",
        ("在职人数", "干部职工人数", "编制内外人数"),
        example=46,
        note=Sentence("在编和编外合计。", "All staff."),
    ),
    Field(
        "budget",
        Sentence("年度预算（万元）", "Yearly budget (万元)"),
        "money",
        ("年度预算", "预算（万元）", "预算", "年度预算（元）", "资金量"),
        example=320_000_000,
        wan=True,
        width=16,
    ),
    Field("projects", Sentence("项目数", "Projects"), "int", ("在建项目", "工程项目数"), example=12),
    Field(
        "villages", Sentence("村（社区）数", "Villages"), "int", ("村数", "行政村数", "村社区数"), example=0
    ),
    Field(
        "letters", Sentence("近一年信访件数", "Letters of a year"), "int", ("信访件数", "信访量"), example=5
    ),
)


def make(row: Row, names: Names) -> Iterator[Thing]:
    yield workload_of(row, names.unit(row))


def workload_of(row: Row, unit: str) -> Workload:
    """The figures of a unit."""
    return Workload(unit, **{one.key: row.get(one.key, None) for one in FIGURES})


FORM = Form(
    key="workloads",
    order=90,
    name=Sentence("工作量", "Workload"),
    spellings=("工作量表", "工作量数据", "单位工作量"),
    purpose=Sentence("用来测算一个组要多少人。", "What the size of a team is computed from."),
    fields=(
        Field(
            "unit",
            Sentence("单位名称", "Unit"),
            "name",
            ("单位",),
            required=True,
            example="明川县水务局",
            limit=80,
            width=30,
        ),
        *FIGURES,
    ),
    make=make,
    unique=("unit",),
    examples=(
        {
            "unit": "明川县水务局",
            "staff": 46,
            "budget": 3_200_000_000,
            "projects": 12,
            "villages": 0,
            "letters": 5,
        },
    ),
)
