"""异地交叉派入: who is lent by another county, from when until when. Whoever stands here is in the pool."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Cadre, Guest, Person, Thing
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets._persons import CODE, NAME


def make(row: Row, names: Names) -> Iterator[Thing]:
    person = names.person(row)
    yield Person(*person)
    yield Cadre(person)
    yield Guest(person, row.get("starts"), row.get("ends", None), row.get("county"), row.get("document"))


FORM = Form(
    key="guests",
    order=75,
    name=Sentence("异地交叉派入", "Guests of another county"),
    spellings=("交叉派入", "异地派入", "派入人员"),
    purpose=Sentence(
        "上级统筹、从外县（区）派来参加本县巡察的人员。只在派入期内编组；身份、职级、专长填在“干部人才库”表。",
        "Sent from another county, for a time. Rank and skills stand in the sheet of the pool.",
    ),
    fields=(
        NAME,
        CODE,
        Field(
            "county",
            Sentence("派出县（区）", "Lending county"),
            "name",
            ("派出县区", "派出县", "派出单位"),
            required=True,
            example="邻川县（虚构）",
            limit=80,
            width=20,
        ),
        Field(
            "starts",
            Sentence("派入日期", "From"),
            "day",
            ("派入时间", "起"),
            required=True,
            example="2026-03-01",
        ),
        Field(
            "ends",
            Sentence("期满日期", "Until"),
            "day",
            ("期满时间", "止"),
            example="2026-06-30",
            note=Sentence("期满当天仍在；不定的留空。", "The last day is included; blank if open."),
        ),
        Field("document", Sentence("依据", "By what"), "text", ("派入依据", "文件"), limit=120, width=28),
    ),
    make=make,
    unique=("name", "code", "starts"),
    examples=(
        {
            "name": "郑平（虚构）",
            "county": "邻川县（虚构）",
            "starts": "2026-03-01",
            "ends": "2026-06-30",
            "document": "市委巡察办统筹函（虚构）",
        },
    ),
)
