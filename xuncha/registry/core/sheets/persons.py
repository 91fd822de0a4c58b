"""人员: who holds or held a post. No identity-card number is asked for or kept."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Person, Thing
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets._persons import BORN, CODE, GENDER, NAME, UNIT

PLACES = (
    Field("native_place", Sentence("籍贯", "Native place"), "name", example="云南明川", limit=40),
    Field(
        "grown_place",
        Sentence("成长地", "Grew up in"),
        "name",
        ("出生地",),
        example="明川县青石镇",
        note=Sentence("只用于地域回避。", "Used for recusal only."),
        limit=40,
    ),
)
MEMBER = Field(
    "party_member", Sentence("中共党员", "Party member"), "mark", ("是否党员", "党员"), example=True
)


def make(row: Row, names: Names) -> Iterator[Thing]:
    yield person_of(row, names)


def person_of(row: Row, names: Names) -> Person:
    """The person that a row describes; columns that the sheet does not have stay blank."""
    return Person(
        row.get("name"),
        row.get("code"),
        gender=row.get("gender"),
        born=row.get("born", None),
        native_place=row.get("native_place"),
        grown_place=row.get("grown_place"),
        unit=names.unit(row, "unit"),
        party_member=row.get("party_member", None),
    )


FORM = Form(
    key="persons",
    order=50,
    name=Sentence("人员", "Persons"),
    spellings=("人员表", "人员名册", "人员清单"),
    purpose=Sentence(
        "现任和近年离任的领导班子成员、关键岗位人员。只填工作需要的内容，不填身份证号。",
        "Holders of posts, present and former. No identity numbers.",
    ),
    fields=(NAME, CODE, GENDER, BORN, *PLACES, UNIT, MEMBER),
    make=make,
    unique=("name", "code"),
    examples=(
        {
            "name": "王小川（虚构）",
            "gender": "男",
            "born": "1980.05",
            "native_place": "云南明川",
            "unit": "明川县水务局",
            "party_member": True,
        },
    ),
)
