"""单位党组织关系: only for units whose members belong to more than one Party organisation."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Link, Thing
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names


def make(row: Row, names: Names) -> Iterator[Thing]:
    yield Link(names.unit(row), names.party(row), row.get("own", None))


FORM = Form(
    key="links",
    order=30,
    name=Sentence("单位党组织关系", "Unit and Party links"),
    spellings=("单位与党组织关系", "单位党组织对应关系"),
    purpose=Sentence(
        "“单位”表里已写明的不必重复；一个单位有几个党组织时，其余写在这里。",
        "Only what the 单位 sheet does not say: further Party organisations of a unit.",
    ),
    fields=(
        Field(
            "unit",
            Sentence("单位名称", "Unit"),
            "name",
            ("单位",),
            required=True,
            example="明川县教育体育局",
            limit=80,
            width=30,
        ),
        Field(
            "party",
            Sentence("党组织名称", "Party organisation"),
            "name",
            ("党组织", "所属党组织"),
            required=True,
            example="中共明川县教育体育局机关支部",
            limit=80,
            width=34,
        ),
        Field("own", Sentence("单独设立党组织", "Own"), "mark", ("是否独立",), example=True),
    ),
    make=make,
    unique=("unit", "party"),
    examples=({"unit": "明川县教育体育局", "party": "中共明川县教育体育局机关支部", "own": True},),
)
