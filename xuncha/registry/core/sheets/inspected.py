"""本届已巡情况: takes over the rounds already done in this term."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Inspected, Thing
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names

TERM = Field(
    "term", Sentence("届", "Term"), "name", ("届次",), required=True, example="第十五届", limit=40, width=12
)
ROUND = Field(
    "round",
    Sentence("轮次", "Round"),
    "int",
    ("轮", "第几轮"),
    required=True,
    example=1,
    note=Sentence("只填数字。", "A number."),
    width=8,
)
ORGANISATION = Field(
    "organisation",
    Sentence("被巡察单位或党组织", "Inspected organisation"),
    "name",
    ("被巡察党组织", "被巡察单位", "单位名称", "单位", "巡察对象"),
    required=True,
    example="明川县水务局",
    limit=80,
    width=30,
)
FEEDBACK = Field("feedback_on", Sentence("反馈日期", "Feedback"), "day", ("反馈时间",), example="2024-09-20")


def make(row: Row, names: Names) -> Iterator[Thing]:
    tree, organisation = names.organisation(row)
    yield Inspected(
        row.get("term"),
        row.get("round"),
        organisation,
        tree,
        kind=row.get("kind"),
        mode=row.get("mode"),
        team=row.get("team"),
        starts=row.get("starts", None),
        ends=row.get("ends", None),
        feedback_on=row.get("feedback_on", None),
        counts=row.get("counts", None),
    )


FORM = Form(
    key="inspected",
    order=100,
    name=Sentence("本届已巡情况", "Inspections done"),
    spellings=("已巡情况", "本届已巡", "已巡察情况"),
    purpose=Sentence(
        "本届前几轮已经巡察过的单位和党组织，用来接续覆盖账。",
        "What earlier rounds of this term inspected, so that coverage goes on from there.",
    ),
    fields=(
        TERM,
        ROUND,
        Field(
            "kind",
            Sentence("巡察类型", "Kind"),
            "name",
            ("类型",),
            choices="round_kind",
            example="常规",
            limit=20,
        ),
        ORGANISATION,
        Field(
            "mode", Sentence("方式", "Mode"), "name", ("巡察方式",), choices="mode", example="直接", limit=20
        ),
        Field("team", Sentence("巡察组", "Team"), "name", ("组别",), example="第一巡察组", limit=40),
        Field("starts", Sentence("进驻日期", "Entry"), "day", ("进驻时间", "开始时间"), example="2024-05-06"),
        Field("ends", Sentence("撤离日期", "Leaving"), "day", ("撤离时间", "结束时间"), example="2024-07-05"),
        FEEDBACK,
        Field(
            "counts",
            Sentence("计入覆盖", "Counts"),
            "mark",
            ("是否计入覆盖",),
            example=True,
            note=Sentence("回头看、机动、专项等不计入的填“否”。", "否 for revisits and the like."),
        ),
    ),
    make=make,
    unique=("term", "round", "organisation"),
    examples=(
        {
            "term": "第十五届",
            "round": 1,
            "kind": "常规",
            "organisation": "明川县水务局",
            "mode": "直接",
            "team": "第一巡察组",
            "starts": "2024-05-06",
            "ends": "2024-07-05",
            "feedback_on": "2024-09-20",
            "counts": True,
        },
    ),
)
