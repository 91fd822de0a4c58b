"""A pool for two teams on the cast's round."""

from dataclasses import dataclass

import pytest

from tests.cast import Cast
from xuncha.registry.models import Organisation, Person
from xuncha.teams.actions.propose import form
from xuncha.teams.facts import Group
from xuncha.teams.models import Cadre, Proposal


@dataclass
class Office:
    """The cast and the pool beside it, by name."""

    cast: Cast
    cadres: dict[str, Cadre]
    units: dict[str, Organisation]

    @property
    def groups(self) -> tuple[Group, Group]:
        return Group(1, (self.cast.inspection,)), Group(2, (self.cast.other,))

    def form(self, **options: object) -> Proposal:
        return form(by=self.cast.office, around=self.cast.round, groups=self.groups, **options)


def unit(name: str, staff: int) -> Organisation:
    return Organisation.objects.create(
        tree="unit", name=name, category="政府部门", leadership="本级管理", figures={"staff": staff}
    )


def someone(name: str, home: Organisation, **facts: object) -> Cadre:
    facts = {"identity": "公务员", **facts}
    person = Person.objects.create(name=name, unit=home, gender=facts.pop("gender", "男"))
    return Cadre.objects.bulk_create([Cadre(person=person, unit=home, **facts)])[0]


@pytest.fixture
def office(cast: Cast) -> Office:
    return manned(cast)


def manned(cast: Cast) -> Office:
    """Fourteen people from seven units: three may lead, one drives."""
    units = {name: unit(f"{name}局（虚构）", 60) for name in "甲乙丙丁戊己庚"}
    homes = [units[name] for name in "甲乙丙丁戊己庚"]
    people: dict[str, dict[str, object]] = {
        "赵一": {"rank": "乡科级正职", "rounds_served": 2},
        "钱二": {"rank": "乡科级正职", "rounds_served": 1},
        "孙三": {"rank": "乡科级正职", "free_until": "2026-11-01"},
        "李四": {"rank": "乡科级副职", "skills": ["财务"]},
        "周五": {"rank": "乡科级副职", "skills": ["纪检"], "rounds_served": 1},
        "吴六": {"skills": ["财务"], "rounds_served": 1},
        "郑七": {"skills": ["党建"]},
        "王八一": {"skills": ["党建"], "rounds_served": 3},
        "冯九": {"skills": ["纪检"]},
        "陈十": {"gender": "女"},
        "褚一": {"rounds_served": 1},
        "卫二": {},
        "蒋三": {"skills": ["工程"]},
        "沈驾驶": {"identity": "工勤"},
    }
    cadres = {
        name: someone(name, homes[place % len(homes)], **facts)
        for place, (name, facts) in enumerate(people.items())
    }
    return Office(cast, cadres, units)
