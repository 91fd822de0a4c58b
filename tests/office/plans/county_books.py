"""Small county workbooks as counties send them: a pool of a dozen, one team, and whatever a test spoils."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from xuncha.registry.choices import choices
from xuncha.registry.core.county import Cadre, County, Guest, Link, Party, Unit, Workload
from xuncha.registry.core.template import template

ASKED = (("组别", "巡察对象"), ("第一巡察组", "水务局"))


def small_county(name: str, skilled: bool = True, guests: tuple[Guest, ...] = ()) -> County:
    """Twelve people of four units, two of whom may lead; one body to be inspected."""
    units = [Unit(one, "政府部门") for one in ("水务局", "财政局", "审计局", "住建局", "司法局")]
    skills = ("财务", "工程", "审计", "") if skilled else ("", "", "", "")
    cadres = [
        Cadre(
            (f"{name}{number:02d}", ""),
            units[1 + number % 4].name,
            "公务员",
            rank="乡科级正职" if number < 2 else "乡科级副职",
            skills=(skills[number % 4],) if skills[number % 4] else (),
            leader_pool=number < 2,
            rounds_served=number % 3,
        )
        for number in range(12)
    ]
    return County(
        units=tuple(units),
        parties=(Party("水务局党组", "党组"),),
        links=(Link("水务局", "水务局党组", True),),
        cadres=tuple(cadres),
        guests=guests,
        workloads=(Workload("水务局", staff=20),),
    )


def send(folder: Path, name: str, county: County, asked: tuple[tuple[str, str], ...] = ASKED) -> Path:
    """The county's workbook, filled in, with the sheet 本轮任务, in the folder."""
    book = openpyxl.load_workbook(io.BytesIO(template(county, choices())))
    sheet = book.create_sheet("本轮任务")
    for row in asked:
        sheet.append(row)
    file = folder / f"{name}.xlsx"
    book.save(file)
    return file
