"""职务: posts with rank and powers. 领导职务层次 and 职级 are two different things."""

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Post, Thing, Tree
from xuncha.registry.core.form import Field, Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets._persons import GRADE, RANK

ORGANISATION = Field(
    "organisation",
    Sentence("单位或党组织", "Organisation"),
    "name",
    ("单位名称", "单位", "所在单位", "任职单位", "所在单位或党组织"),
    required=True,
    example="明川县水务局",
    limit=80,
    width=28,
)
TITLE = Field(
    "title",
    Sentence("职务", "Post"),
    "name",
    ("职务名称", "岗位", "现任职务", "岗位名称"),
    required=True,
    example="局长",
    limit=60,
    width=20,
)
MARKS = (
    Field(
        "head",
        Sentence("主要负责人", "Head"),
        "mark",
        ("是否主要负责人", "一把手"),
        example=True,
        note=Sentence("单位的行政主要负责人或党组织书记填“是”。", "是 for the head or the secretary."),
    ),
    Field(
        "key_post",
        Sentence("关键岗位", "Key post"),
        "mark",
        ("是否关键岗位", "重要岗位"),
        example=True,
        note=Sentence("巡察重点关注的岗位。", "Posts that inspection aims at."),
    ),
    Field("over_money", Sentence("管钱", "Over money"), "mark", ("管财务", "管资金"), example=True),
    Field("over_people", Sentence("管人", "Over people"), "mark", ("管人事",), example=True),
    Field("over_projects", Sentence("管项目", "Over projects"), "mark", ("管工程", "管采购"), example=True),
)


def make(row: Row, names: Names) -> Iterator[Thing]:
    tree, organisation = names.organisation(row)
    yield post_of(row, tree, organisation)


def post_of(row: Row, tree: Tree, organisation: str) -> Post:
    """The post that a row describes."""
    return Post(
        tree,
        organisation,
        row.get("title"),
        rank=row.get("rank"),
        grade=row.get("grade"),
        order=row.get("order", None),
        **{mark.key: row.get(mark.key, None) for mark in MARKS},
    )


FORM = Form(
    key="posts",
    order=40,
    name=Sentence("职务", "Posts"),
    spellings=("职务表", "岗位", "岗位表", "职务清单"),
    purpose=Sentence(
        "领导班子成员和关键岗位，每个职务一行；同一单位几名副职写一行即可。",
        "One row for each post of a leading body and each key post.",
    ),
    fields=(
        ORGANISATION,
        TITLE,
        RANK,
        GRADE,
        *MARKS,
        Field("order", Sentence("排序", "Order"), "int", ("排名",), example=1, width=8),
    ),
    make=make,
    unique=("organisation", "title"),
    examples=(
        {
            "organisation": "明川县水务局",
            "title": "局长",
            "rank": "乡科级正职",
            "head": True,
            "key_post": True,
            "over_money": True,
            "over_people": True,
            "over_projects": True,
            "order": 1,
        },
    ),
)
