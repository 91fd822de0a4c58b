"""回避事实: what a cadre declared. Used for recusal and for nothing else."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Person, Recusal, Thing
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets._persons import CODE, NAME


def make(row: Row, names: Names) -> Iterator[Thing]:
    person = names.person(row)
    _, organisation = names.organisation(row)
    yield Person(*person)
    yield Recusal(
        person,
        row.get("kind"),
        organisation,
        row.get("starts", None),
        row.get("ends", None),
        row.get("text"),
    )


FORM = Form(
    key="recusals",
    order=80,
    name=Sentence("回避事实", "Recusal facts"),
    spellings=("回避情况", "回避申报", "回避事实表"),
    purpose=Sentence(
        "干部本人申报的回避事实，只用于回避，不作他用；说明内容加密保存。",
        "Declared facts, used for recusal only; the explanation is kept sealed.",
    ),
    fields=(
        NAME,
        CODE,
        Field(
            "kind",
            Sentence("回避情形", "Kind"),
            "name",
            ("情形", "类别", "回避类型"),
            required=True,
            choices="recusal_kind",
            example="本人曾任职",
            limit=20,
        ),
        Field(
            "organisation",
            Sentence("涉及单位", "Organisation"),
            "name",
            ("单位", "单位名称", "涉及单位或党组织"),
            example="明川县水务局",
            limit=80,
            width=28,
        ),
        Field("starts", Sentence("起", "From"), "day", ("起始时间", "开始时间"), example="2015.07"),
        Field("ends", Sentence("止", "Until"), "day", ("结束时间", "截止时间"), example="2019.12"),
        Field("text", Sentence("说明", "Explanation"), "text", ("情况说明",), limit=500, width=36),
    ),
    make=make,
    unique=("name", "code", "kind", "organisation", "starts"),
    examples=(
        {
            "name": "周文（虚构）",
            "kind": "本人曾任职",
            "organisation": "明川县水务局",
            "starts": "2015.07",
            "ends": "2019.12",
        },
    ),
)
