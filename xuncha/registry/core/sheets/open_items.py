"""在办整改台账: takes over rectification that earlier rounds left open. About bodies, never about leads."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import OpenItem, Thing
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets.inspected import FEEDBACK, ORGANISATION, ROUND, TERM

_TEXTS = ("finding", "category", "measure", "owner", "state", "progress")
_DAYS = ("happened_from", "happened_until", "feedback_on", "due")


def make(row: Row, names: Names) -> Iterator[Thing]:
    tree, organisation = names.organisation(row)
    yield OpenItem(
        row.get("term"),
        row.get("round"),
        organisation,
        row.get("number"),
        tree,
        **{key: row.get(key) for key in _TEXTS},
        **{key: row.get(key, None) for key in _DAYS},
    )


FORM = Form(
    key="open_items",
    order=110,
    name=Sentence("在办整改台账", "Open rectification"),
    spellings=("整改台账", "在办整改", "整改事项台账"),
    purpose=Sentence(
        "前几轮反馈、还没有销号的整改事项。只写单位的问题，不写问题线索和被反映人。",
        "Items not yet closed. Problems of bodies only, never leads about persons.",
    ),
    fields=(
        TERM,
        ROUND,
        ORGANISATION,
        Field(
            "number",
            Sentence("问题编号", "Number"),
            "name",
            ("编号", "问题序号"),
            required=True,
            example="1-03",
            limit=20,
            width=10,
        ),
        Field(
            "finding",
            Sentence("反馈问题", "Finding"),
            "text",
            ("问题表现", "问题", "反馈问题（原文）"),
            required=True,
            example="项目招标文件设置与项目无关的资格条件。",
            limit=2000,
            width=44,
        ),
        Field("category", Sentence("问题类别", "Category"), "name", ("问题归类",), limit=60),
        Field(
            "happened_from",
            Sentence("问题发生起", "Happened from"),
            "day",
            ("发生时段起",),
            example="2021.03",
        ),
        Field(
            "happened_until",
            Sentence("问题发生止", "Happened until"),
            "day",
            ("发生时段止",),
            example="2022.12",
        ),
        Field("measure", Sentence("整改措施", "Measure"), "text", ("措施",), limit=2000, width=36),
        Field(
            "owner",
            Sentence("责任职务", "Responsible post"),
            "name",
            ("责任领导", "责任人职务"),
            example="局长",
            note=Sentence("写职务，不写姓名：人员变动时责任随职务转移。", "The post, not the name."),
            limit=60,
        ),
        FEEDBACK,
        Field("due", Sentence("整改时限", "Due"), "day", ("完成时限", "时限"), example="2025-03-20"),
        Field(
            "state",
            Sentence("整改状态", "State"),
            "name",
            ("状态",),
            choices="item_state",
            example="整改中",
            limit=20,
        ),
        Field("progress", Sentence("进展情况", "Progress"), "text", ("整改进展",), limit=2000, width=36),
    ),
    make=make,
    unique=("term", "round", "organisation", "number"),
    examples=(
        {
            "term": "第十五届",
            "round": 1,
            "organisation": "明川县水务局",
            "number": "1-03",
            "finding": "项目招标文件设置与项目无关的资格条件。",
            "happened_from": "2021.03",
            "happened_until": "2022.12",
            "measure": "修订招标文件范本，逐项自查。",
            "owner": "局长",
            "feedback_on": "2024-09-20",
            "due": "2025-03-20",
            "state": "整改中",
        },
    ),
)
