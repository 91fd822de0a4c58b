"""干部人才库: from whom teams are formed."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Cadre, Person, Thing
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets._persons import CODE, GRADE, IDENTITY, NAME, RANK, UNIT

FIELDS = (
    IDENTITY,
    RANK,
    GRADE,
    Field(
        "skills",
        Sentence("专长", "Skills"),
        "list",
        ("特长", "专业特长", "专业"),
        example="财务审计、工程招投标",
        note=Sentence("几项之间用顿号隔开。", "Separated by 、."),
        width=24,
    ),
    Field("full_time", Sentence("巡察机构专职", "Full-time"), "mark", ("专职", "是否专职"), example=False),
    Field(
        "leader_pool",
        Sentence("列入组长库", "Leader pool"),
        "mark",
        ("组长库", "是否列入组长库"),
        example=False,
    ),
    Field(
        "free_from",
        Sentence("可抽调起", "Free from"),
        "day",
        ("可抽调起始",),
        note=Sentence("随时可抽调的留空。", "Blank if at any time."),
    ),
    Field("free_until", Sentence("可抽调止", "Free until"), "day", ("可抽调截止",)),
    Field(
        "rounds_served", Sentence("参加过几轮", "Rounds served"), "int", ("已参加轮次", "参巡次数"), example=1
    ),
    Field(
        "discipline",
        Sentence("处分或审查情况", "Sanction or investigation"),
        "text",
        ("受处分或审查期", "处分影响期", "受处分情况"),
        note=Sentence(
            "处分影响期内或审查调查期内的写明，没有的留空。只用于选调资格。",
            "Only what bars from serving; blank if nothing.",
        ),
        limit=40,
    ),
    Field("note", Sentence("备注", "Note"), width=20),
)


def make(row: Row, names: Names) -> Iterator[Thing]:
    person = names.person(row)
    unit = names.unit(row, "unit")
    yield Person(*person, unit=unit)
    yield cadre_of(row, person, unit)


def cadre_of(row: Row, person: tuple[str, str], unit: str) -> Cadre:
    """The cadre that a row describes."""
    return Cadre(
        person,
        unit,
        identity=row.get("identity"),
        rank=row.get("rank"),
        grade=row.get("grade"),
        skills=row.get("skills", ()),
        full_time=row.get("full_time", None),
        leader_pool=row.get("leader_pool", None),
        free_from=row.get("free_from", None),
        free_until=row.get("free_until", None),
        rounds_served=row.get("rounds_served", None),
        discipline=row.get("discipline"),
        note=row.get("note"),
    )


FORM = Form(
    key="cadres",
    order=70,
    name=Sentence("干部人才库", "Cadre pool"),
    spellings=("巡察干部人才库", "人才库", "巡察人才库", "干部库"),
    purpose=Sentence("可以抽调参加巡察的干部。", "Cadres who may be drafted for an inspection."),
    fields=(NAME, CODE, UNIT, *FIELDS),
    make=make,
    unique=("name", "code"),
    examples=(
        {
            "name": "周文（虚构）",
            "unit": "明川县审计局",
            "identity": "公务员",
            "rank": "乡科级副职",
            "grade": "三级主任科员",
            "skills": "财务审计",
            "leader_pool": False,
            "rounds_served": 2,
        },
    ),
)
