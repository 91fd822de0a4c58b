"""单位: three columns suffice to begin, the rest may come later."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Thing, Unit
from xuncha.registry.core.derive import head_of, link_of
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names

FIELDS = (
    Field(
        "name",
        Sentence("单位名称", "Unit"),
        "name",
        ("单位", "单位全称", "机构名称", "部门", "部门名称"),
        required=True,
        example="明川县水务局",
        note=Sentence("写全称，全表只出现一次。", "Full name, once only."),
        limit=80,
        width=30,
    ),
    Field(
        "party",
        Sentence("所属党组织", "Party organisation"),
        "name",
        ("党组织", "党组织名称", "所在党组织", "隶属党组织"),
        example="明川县水务局党组",
        note=Sentence(
            "几个单位合用一个联合支部的，写同一个名称；一个单位有几个党组织的，其余写在“单位党组织关系”表。",
            "Units that share a merged branch write the same name.",
        ),
        limit=80,
        width=30,
    ),
    Field(
        "head",
        Sentence("主要负责人", "Head"),
        "name",
        ("负责人", "单位负责人", "行政主要负责人", "主要领导", "一把手"),
        example="王小川（虚构）",
        note=Sentence(
            "行政主要负责人的姓名。空缺写“空缺”；主持工作的写“姓名（主持工作）”。",
            "Name of the head. 空缺 if vacant; 姓名（主持工作） for an acting head.",
        ),
        limit=40,
        width=18,
    ),
    Field(
        "category",
        Sentence("单位类别", "Category"),
        "name",
        ("单位性质", "类别", "性质"),
        choices="unit_category",
        example="政府部门",
        limit=20,
    ),
    Field("level", Sentence("层级", "Level"), "name", choices="level", example="县级", limit=20, width=8),
    Field(
        "leadership",
        Sentence("管理体制", "Leadership"),
        "name",
        ("领导体制", "隶属关系", "管理关系"),
        choices="leadership",
        example="本级管理",
        note=Sentence(
            "谁管这个单位：本级管理、双重领导、垂直管理。税务、气象、烟草等一般是垂直管理。",
            "Who runs it: the county, both, or the system above.",
        ),
        limit=20,
        width=12,
    ),
    Field(
        "parent", Sentence("主管单位", "Parent unit"), "name", ("上级单位", "隶属单位"), limit=80, width=24
    ),
    Field(
        "own",
        Sentence("单独设立党组织", "Own Party organisation"),
        "mark",
        ("是否单独设立党组织", "党组织是否独立"),
        note=Sentence("与其他单位合建联合支部的填“否”。", "否 if it shares a merged branch."),
    ),
    Field(
        "unit_code",
        Sentence("统计代码", "Division code"),
        "name",
        ("行政区划代码", "区划代码"),
        limit=12,
        width=14,
    ),
    Field(
        "to_check",
        Sentence("待核对", "To be checked"),
        "mark",
        note=Sentence("预填的内容核对过后改成“否”。", "Set to 否 once checked."),
    ),
    Field("note", Sentence("备注", "Note"), width=24),
)


def make(row: Row, names: Names) -> Iterator[Thing]:
    name = names.spelled("unit", row.get("name"))
    yield Unit(
        name=name,
        category=row.get("category"),
        level=row.get("level"),
        leadership=row.get("leadership"),
        parent=names.unit(row, "parent"),
        code=row.get("unit_code"),
        to_check=row.get("to_check", None),
        note=row.get("note"),
    )
    yield from link_of(name, row, names)
    yield from head_of("unit", name, row)


FORM = Form(
    key="units",
    order=10,
    name=Sentence("单位", "Units"),
    spellings=("单位表", "单位清单", "单位名册", "单位一览表", "被巡察单位"),
    purpose=Sentence(
        "每个单位一行。只填前三列（单位名称、所属党组织、主要负责人）就可以开始，其余以后再补。",
        "One row for each unit. The first three columns suffice to begin.",
    ),
    fields=FIELDS,
    make=make,
    unique=("name",),
    examples=(
        {f.key: f.example for f in FIELDS if f.example is not None},
        {
            "name": "明川县妇女联合会",
            "party": "明川县群团联合党支部",
            "head": "李芳（虚构）",
            "category": "群团",
            "level": "县级",
            "leadership": "本级管理",
            "own": False,
        },
    ),
)
