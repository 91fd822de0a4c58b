"""人才库推荐表: a blank form by which a unit recommends cadres for the pool."""

from collections.abc import Iterator
from dataclasses import replace

from xuncha.base.words import Sentence
from xuncha.registry.core.county import Thing
from xuncha.registry.core.form import Form, Row
from xuncha.registry.core.naming import Names
from xuncha.registry.core.sheets import cadres, persons
from xuncha.registry.core.sheets._persons import BORN, CODE, GENDER, NAME, UNIT


def make(row: Row, names: Names) -> Iterator[Thing]:
    who = names.person(row)
    person = persons.person_of(row, names)
    yield replace(person, code=who[1])
    yield cadres.cadre_of(row, who, person.unit)


FORM = Form(
    key="recommendation",
    order=230,
    name=Sentence("人才库推荐表", "Recommendation for the pool"),
    spellings=("推荐表", "巡察干部推荐表", "人才推荐表"),
    purpose=Sentence(
        "请推荐能全程脱产参加巡察的干部，如实填写专长和可抽调时间。",
        "Recommend cadres who can be released for a whole round.",
    ),
    fields=(
        NAME,
        CODE,
        GENDER,
        BORN,
        UNIT,
        *persons.PLACES,
        persons.MEMBER,
        *(one for one in cadres.FIELDS if one.key not in ("full_time", "leader_pool")),
    ),
    make=make,
    unique=("name", "code"),
    blank=True,
)
