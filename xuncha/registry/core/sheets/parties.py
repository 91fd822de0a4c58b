"""党组织: the Party tree. An organisation named in 单位 only is entered by itself."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Party, Thing
from xuncha.registry.core.derive import SECRETARY, head_of
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names


def make(row: Row, names: Names) -> Iterator[Thing]:
    name = names.spelled("party", row.get("name"))
    yield Party(
        name=name,
        category=row.get("category"),
        level=row.get("level"),
        parent=names.party(row, "parent"),
        to_check=row.get("to_check", None),
        note=row.get("note"),
    )
    yield from head_of("party", name, row, title=SECRETARY)


FORM = Form(
    key="parties",
    order=20,
    name=Sentence("党组织", "Party organisations"),
    spellings=("党组织表", "党组织清单", "党组织名册"),
    purpose=Sentence(
        "每个党组织一行，含党委、党组、党总支、党支部、联合党支部。",
        "One row for each Party organisation, merged branches included.",
    ),
    fields=(
        Field(
            "name",
            Sentence("党组织名称", "Party organisation"),
            "name",
            ("党组织", "党组织全称"),
            required=True,
            example="明川县群团联合党支部",
            limit=80,
            width=32,
        ),
        Field(
            "category",
            Sentence("党组织类别", "Category"),
            "name",
            ("类别", "党组织类型"),
            choices="party_category",
            example="联合党支部",
            limit=20,
        ),
        Field("level", Sentence("层级", "Level"), "name", choices="level", example="县级", limit=20, width=8),
        Field(
            "parent",
            Sentence("上级党组织", "Parent"),
            "name",
            example="中共明川县委县直机关工作委员会",
            limit=80,
            width=32,
        ),
        Field(
            "head",
            Sentence("书记", "Secretary"),
            "name",
            ("党组织书记", "党组织负责人"),
            example="赵明（虚构）",
            note=Sentence("空缺写“空缺”。", "空缺 if vacant."),
            limit=40,
        ),
        Field("to_check", Sentence("待核对", "To be checked"), "mark"),
        Field("note", Sentence("备注", "Note"), width=24),
    ),
    make=make,
    unique=("name",),
    examples=(
        {
            "name": "明川县群团联合党支部",
            "category": "联合党支部",
            "level": "县级",
            "parent": "中共明川县委县直机关工作委员会",
            "head": "赵明（虚构）",
        },
    ),
)
