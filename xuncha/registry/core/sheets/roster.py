"""干部花名册: a blank form that a unit fills in about its leading body and key posts."""

from collections.abc import Iterator

from xuncha.base.span import UNKNOWN
from xuncha.base.words import Sentence
from xuncha.registry.core.county import Tenure, Thing
from xuncha.registry.core.form import Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets import persons, posts
from xuncha.registry.core.sheets._persons import BORN, CODE, GENDER, GRADE, NAME, RANK, STARTS


def make(row: Row, names: Names) -> Iterator[Thing]:
    tree, organisation = names.organisation(row)
    who = names.person(row)
    yield persons.person_of(
        Row(
            {**row.values, "code": who[1], "unit": organisation if tree == "unit" else ""},
            row.place,
            row.headings,
        ),
        names,
    )
    post = posts.post_of(row, tree, organisation)
    yield post
    yield Tenure(who, post.key, row.get("starts", None) or UNKNOWN, None, "任职")


FORM = Form(
    key="roster",
    order=220,
    name=Sentence("干部花名册", "Roster"),
    spellings=("干部名册", "花名册", "领导班子花名册"),
    purpose=Sentence(
        "领导班子成员、中层干部和管钱管人管项目的岗位。不填身份证号。",
        "Leading body, heads of sections, and posts over money, people, projects.",
    ),
    fields=(
        posts.ORGANISATION,
        NAME,
        CODE,
        GENDER,
        BORN,
        posts.TITLE,
        RANK,
        GRADE,
        STARTS,
        *posts.MARKS,
        persons.MEMBER,
    ),
    make=make,
    unique=("name", "code", "organisation", "title"),
    blank=True,
)
