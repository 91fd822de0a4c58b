"""The county workbook: judging and importing 5,000 rows in under 10 seconds, importing them again with no change."""

from __future__ import annotations

import os
import tempfile

ROWS = 5000
LIMIT = 10.0


def figures() -> list:
    """Judge, first import, second import of a made-up county of 5,000 rows, on a fresh SQLite database."""
    os.environ.setdefault("XUNCHA_HOME", tempfile.mkdtemp(prefix="xuncha-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuncha.office.settings")
    import django

    django.setup()
    from django.test.utils import override_settings, setup_databases, teardown_databases

    with override_settings(MIGRATION_MODULES={"xuncha": None}):
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            return _measured()
        finally:
            teardown_databases(databases, verbosity=0)


def _measured() -> list:
    from bench.figure import Figure, seconds
    from xuncha.base.sheets_in import read_book
    from xuncha.registry.actions.import_county import import_county
    from xuncha.registry.choices import choices
    from xuncha.registry.core.judge import judge
    from xuncha.registry.core.template import template
    from xuncha.trust import vault
    from xuncha.trust.actions.first_start import SEATS, Named, admit_office, begin
    from xuncha.trust.core.roles import Role

    vault.create_key()
    seated = begin({role: Named(f"bench-{role.value}", role.value) for role in SEATS}, fictional=True).seated
    admit_office(seated)
    clerk = seated[Role.OFFICE]
    raw = template(_county())
    judged = seconds(lambda: judge(read_book(raw, "bench.xlsx"), choices=choices()))
    first = seconds(lambda: import_county(by=clerk, book=read_book(raw, "bench.xlsx")), 1)
    again = seconds(lambda: import_county(by=clerk, book=read_book(raw, "bench.xlsx")), 1)
    return [
        Figure("judging a county workbook of 5,000 rows", judged, "s", LIMIT),
        Figure("importing a county workbook of 5,000 rows", first, "s", LIMIT),
        Figure("importing it again: nothing changes", again, "s", LIMIT),
    ]


def _county():
    from xuncha.base.span import Day
    from xuncha.registry.core.county import County, Link, Party, Person, Post, Tenure, Unit

    places = range(ROWS // 10)
    people = range(ROWS // 5)
    units = tuple(Unit(f"单位{n}", "政府部门", "县级", "本级管理") for n in places)
    parties = tuple(Party(f"单位{n}党组", "党组") for n in places)
    posts = tuple(Post("unit", f"单位{n}", "局长", "乡科级正职", head=True) for n in places)
    posts += tuple(Post("unit", f"单位{n}", "副局长", "乡科级副职") for n in places)
    persons = tuple(Person(f"人员{n}", "虚构", "男", Day(1980, 5)) for n in people)
    tenures = tuple(Tenure(persons[n].key, posts[n].key, Day(2021, 3), None, "任职") for n in people)
    links = tuple(Link(unit.name, party.name, True) for unit, party in zip(units, parties, strict=True))
    extra = tuple(Person(f"人员{n}", "虚构二", "女", Day(1985, 5)) for n in range(ROWS // 5))
    return County(units, parties, links, posts, persons + extra, tenures)
