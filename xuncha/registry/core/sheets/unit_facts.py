"""单位基本情况表: a blank form that a unit fills in about itself."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Thing
from xuncha.registry.core.form import Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets import units, workloads

_LEFT_OUT = ("unit_code", "to_check")


def make(row: Row, names: Names) -> Iterator[Thing]:
    yield from units.make(row, names)
    figures = workloads.workload_of(row, names.spelled("unit", row.get("name")))
    if len(figures.said()) > 1:
        yield figures


FORM = Form(
    key="unit_facts",
    order=210,
    name=Sentence("单位基本情况表", "Unit facts"),
    spellings=("单位基本情况", "基本情况表"),
    purpose=Sentence(
        "请各单位如实填写，填好后交回县委巡察办。下属单位每个一行。",
        "To be filled in by the unit and returned to the inspection office.",
    ),
    fields=(*(one for one in units.FIELDS if one.key not in _LEFT_OUT), *workloads.FIGURES),
    make=make,
    unique=("name",),
    blank=True,
)
