"""Who is in the cadre pool of the fictional county, what they declared, and what earlier rounds left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from xuncha.base.span import Day
from xuncha.registry.core.county import Cadre, OpenItem, Person, Recusal, Unit, Workload

POOL = 300
_LENDING = frozenset(
    ["党委工作部门", "政府部门", "纪检监察机关", "事业单位", "街道", "镇", "乡", "学校", "医院", "群团"]
)
_IDENTITIES = (
    *("公务员",) * 50, *("参公",) * 15, *("事业管理",) * 18, *("专技",) * 12, *("工勤",) * 3, *("编外",) * 2,
)  # fmt: skip
_SKILLS = {
    "财政": "财务审计", "审计": "财务审计", "住房": "工程招投标", "交通": "工程招投标", "水务": "工程招投标", "纪律": "纪检监察",
    "组织": "党建组织", "宣传": "文字综合", "司法": "法律", "农业": "农业农村", "教育": "教育", "卫生": "卫生",
}  # fmt: skip
_OTHER_SKILLS = ("文字综合", "党建组织", "财务审计", "法律", "信息技术", "工程招投标", "纪检监察")
_GRADES = ("二级主任科员", "三级主任科员", "四级主任科员", "一级科员", "二级科员")
_FINDINGS = (
    (
        "工程项目未按规定公开招标，化整为零直接发包。",
        "落实财经纪律",
        "对近三年项目逐项清理，修订采购内控办法。",
    ),
    (
        "公务接待费用超标准列支，附件不全。",
        "落实中央八项规定精神",
        "逐笔核查，清退超标准费用，完善报销手续。",
    ),
    ("“三重一大”事项以会前酝酿代替集体研究。", "民主集中制", "修订议事规则，重大事项会议记录备查。"),
    ("项目资金长期结存未使用。", "落实决策部署", "制定资金使用计划，按月通报进度。"),
    ("党支部组织生活记录补写、不规范。", "基层党组织建设", "开展自查，落实组织生活纪实。"),
    ("临聘人员管理不规范，未履行备案程序。", "选人用人", "清理临聘人员，补办手续。"),
)
_ABILITY = "虚构"


def cadres(
    dice: Random, names: Iterator[str], units: Sequence[Unit], code: str
) -> list[tuple[Person, Cadre]]:
    """The pool: persons with home unit, employment, rank apart from grade, skills, rounds served."""
    homes = [unit for unit in units if unit.category in _LENDING]
    pool = []
    for number in range(POOL):
        home = homes[number % len(homes)]
        identity = dice.choice(_IDENTITIES)
        person = Person(
            next(names), code, dice.choice("男女"), Day(dice.randint(1968, 1998), dice.randint(1, 12)),
            "云州明川县", "", home.name, identity not in ("工勤", "编外") or dice.random() < 0.4,
        )  # fmt: skip
        pool.append((person, _cadre(dice, person, home, identity, number)))
    return pool


def _cadre(dice: Random, person: Person, home: Unit, identity: str, number: int) -> Cadre:
    official = identity in ("公务员", "参公")
    leading = official and number % 9 == 0
    second = official and not leading and number % 4 == 0
    skills = [skill for word, skill in _SKILLS.items() if word in home.name]
    skills += [dice.choice(_OTHER_SKILLS) for _ in range(dice.randint(0, 2))]
    return Cadre(
        person.key,
        home.name,
        identity,
        rank="乡科级正职" if leading else "乡科级副职" if second else "",
        grade=("一级主任科员" if leading or dice.random() < 0.1 else dice.choice(_GRADES))
        if official
        else "",
        skills=tuple(dict.fromkeys(skills)),
        full_time=home.name.endswith("巡察工作领导小组办公室") or None,
        leader_pool=leading,
        free_from=Day(2027, 1) if number % 37 == 5 else None,
        rounds_served=max(0, dice.randint(-3, 3)),
        discipline="处分影响期内" if number in (40, 121, 233) else "",
        note=_ABILITY,
    )


def recusals(dice: Random, pool: Sequence[Cadre], units: Sequence[Unit]) -> tuple[Recusal, ...]:
    """Eighty declared facts: posts held before, relatives, places."""
    towns = [unit.name for unit in units if unit.level == "乡级"]
    bodies = [unit.name for unit in units if unit.category in _LENDING]
    facts = []
    for cadre in dice.sample(list(pool), 80):
        kind = dice.choice(["本人曾任职", "亲属任职", "籍贯地", "成长地"])
        place = dice.choice(towns if kind in ("籍贯地", "成长地") else bodies)
        year = dice.randint(2010, 2020)
        spans = (Day(year, 7), Day(year + 4, 6)) if kind == "本人曾任职" else (None, None)
        text = "配偶在该单位工作（虚构）" if kind == "亲属任职" else ""
        facts.append(Recusal(cadre.person, kind, place, *spans, text))
    return tuple(facts)


def workloads(dice: Random, units: Sequence[Unit], largest: str) -> tuple[Workload, ...]:
    """Staff, yearly budget in cents, projects, villages and letters of every unit."""
    villages: dict[str, int] = {}
    for unit in units:
        if unit.category == "村":
            villages[unit.parent] = villages.get(unit.parent, 0) + 4
    figures = []
    for unit in units:
        town = unit.level == "乡级"
        staff = 118 if unit.name == largest else dice.randint(50, 90) if town else dice.randint(6, 48)
        budget = staff * dice.randint(20, 90) * 1_000_000
        figures.append(
            Workload(
                unit.name,
                staff,
                budget,
                dice.randint(5, 30) if town else dice.randint(0, 12),
                villages.get(unit.name, 0),
                dice.randint(5, 40) if town else dice.randint(0, 8),
            )
        )
    return tuple(figures)


def open_items(
    dice: Random, rounds: Sequence[tuple[int, Sequence[str], Day, Day, Day]], term: str
) -> tuple[OpenItem, ...]:
    """Two items still open for every body of the earlier rounds, due six months after feedback."""
    items = []
    for number, units, _, _, feedback in rounds:
        for unit in units:
            for index, (finding, category, measure) in enumerate(dice.sample(_FINDINGS, 2), 1):
                year, month = divmod((feedback.year or 0) * 12 + (feedback.month or 1) + 5, 12)
                happened = Day(dice.randint(2021, 2023), dice.randint(1, 12))
                state = "长期坚持" if dice.random() < 0.15 else "整改中"
                items.append(
                    OpenItem(
                        term,
                        number,
                        unit,
                        f"{number}-{index:02d}",
                        "unit",
                        finding,
                        category,
                        happened,
                        Day(2025, 12),
                        measure,
                        "主要负责人",
                        feedback,
                        Day(year, month + 1, feedback.day),
                        state,
                        "已制定整改方案。",
                    )
                )
    return tuple(items)
