"""任职: who held which post when. Days may be known to the month only."""

from collections.abc import Iterator

from xuncha.base.span import UNKNOWN
from xuncha.base.words import Sentence
from xuncha.registry.core.county import Person, Post, Tenure, Thing
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets._persons import CODE, ENDS, NAME, STARTS
from xuncha.registry.core.sheets.posts import ORGANISATION, TITLE


def make(row: Row, names: Names) -> Iterator[Thing]:
    tree, organisation = names.organisation(row)
    person = names.person(row)
    post = Post(tree, organisation, row.get("title"))
    yield Person(*person)
    yield post
    yield Tenure(
        person, post.key, row.get("starts", None) or UNKNOWN, row.get("ends", None), row.get("kind") or "任职"
    )


FORM = Form(
    key="tenures",
    order=60,
    name=Sentence("任职", "Tenures"),
    spellings=("任职表", "任职情况", "任职经历"),
    purpose=Sentence(
        "谁在什么时间担任什么职务。主要负责人有过变动的，前任、现任各写一行。",
        "Who held which post when; former and present heads in a row each.",
    ),
    fields=(
        NAME,
        CODE,
        ORGANISATION,
        TITLE,
        STARTS,
        ENDS,
        Field(
            "kind",
            Sentence("任职方式", "Kind"),
            "name",
            ("任职类型", "方式"),
            choices="tenure_kind",
            strict=True,
            example="任职",
            note=Sentence("任职、兼任、主持工作、代理。", "任职, 兼任, 主持工作 or 代理."),
            limit=10,
        ),
    ),
    make=make,
    unique=("name", "code", "organisation", "title", "starts"),
    examples=(
        {
            "name": "王小川（虚构）",
            "organisation": "明川县水务局",
            "title": "局长",
            "starts": "2023.06",
            "kind": "任职",
        },
        {
            "name": "钱大江（虚构）",
            "organisation": "明川县水务局",
            "title": "局长",
            "starts": "2019.11",
            "ends": "2023.06",
            "kind": "任职",
        },
    ),
)
