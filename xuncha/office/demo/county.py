"""The fictional county 明川县: made from a seed, the same on every machine, told through the county workbook."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from xuncha.base.span import UNKNOWN, Day
from xuncha.office.demo.county_people import cadres, open_items, recusals, workloads
from xuncha.office.demo.names import fictional_names
from xuncha.registry.core.county import (
    County,
    Inspected,
    Link,
    Party,
    Person,
    Post,
    PostKey,
    Tenure,
    Tree,
    Unit,
)
from xuncha.registry.core.frame import Township, frame
from xuncha.registry.divisions import departments

COUNTY = "明川县"
CODE = "虚构"
"""Stands in the 区分 column of every person of the demo."""
TERM = "第十五届"
BIG_STREET = "青石街道办事处"
"""The street office with more than a hundred people to talk to."""
CHANGED_HEAD = "明川县水务局"
"""Inspected in round 1, feedback given, then its head changed."""

_TOWNSHIPS = (
    ("990127001", "青石街道"), ("990127002", "临河街道"), ("990127003", "南屏街道"), ("990127101", "白马镇"),
    ("990127102", "云台镇"), ("990127103", "柳溪镇"), ("990127104", "双桥镇"), ("990127201", "石门乡"), ("990127202", "松坪乡"),
)  # fmt: skip
_VILLAGES = (
    "青松", "大石桥", "小河湾", "龙潭", "上坝", "下坝", "新田", "梨园", "麦冲",
    "竹林", "黑泥沟", "响水", "马鞍山", "花红", "三家村", "水磨", "老街", "红岩",
    "大坪", "沙沟", "桃园", "长岭", "月牙", "石缸", "海子", "沿江", "向阳", "永丰", "后山", "团结",
)  # fmt: skip
_SCHOOLS = ("第二中学", "第三中学", "实验小学", "城关小学", "第一幼儿园", "特殊教育学校")
_HOSPITALS = ("白马镇中心卫生院", "云台镇卫生院", "青石社区卫生服务中心", "妇幼健康服务中心")
_TITLES = {
    "党委工作部门": ("主任", "副主任"), "政府部门": ("局长", "副局长"), "纪检监察机关": ("主任", "副主任"),
    "人大机关": ("主任", "副主任"), "政协机关": ("主席", "副主席"), "审判机关": ("院长", "副院长"), "检察机关": ("检察长", "副检察长"),
    "群团": ("主席", "副主席"), "事业单位": ("主任", "副主任"), "学校": ("校长", "副校长"), "医院": ("院长", "副院长"),
    "国有企业": ("总经理", "副总经理"), "街道": ("主任", "副主任"), "镇": ("镇长", "副镇长"), "乡": ("乡长", "副乡长"),
    "村": ("村民委员会主任", ""), "垂直管理单位": ("局长", ""),
}  # fmt: skip
_FULL_RANK = frozenset(
    [
        "党委工作部门",
        "政府部门",
        "纪检监察机关",
        "人大机关",
        "政协机关",
        "审判机关",
        "检察机关",
        "群团",
        "街道",
        "镇",
        "乡",
    ]
)
_MERGED = {
    "明川县群团第一联合党支部": (
        "明川县总工会",
        "共青团明川县委员会",
        "明川县妇女联合会",
        "明川县科学技术协会",
    ),
    "明川县群团第二联合党支部": (
        "明川县工商业联合会",
        "明川县文学艺术界联合会",
        "明川县残疾人联合会",
        "明川县红十字会",
        "明川县归国华侨联合会",
    ),
    "明川县经济综合联合党支部": ("明川县统计局", "明川县医疗保障局", "明川县政务服务管理局"),
}
_PARTY_ENDINGS = {
    "政府部门": "党组", "人大机关": "党组", "政协机关": "党组", "审判机关": "党组", "检察机关": "党组", "垂直管理单位": "党组",
    "学校": "党支部", "医院": "党总支", "国有企业": "党委",
}  # fmt: skip
_SECTIONS = ("党政综合办公室", "党建工作办公室", "经济发展办公室", "城市管理办公室", "平安法治办公室", "社会事务办公室",
             "财政所", "综合行政执法队", "退役军人服务站", "党群服务中心", "农业农村服务中心", "便民服务中心")  # fmt: skip
_ROUND_1 = (CHANGED_HEAD, "明川县民政局", "明川县交通运输局", "柳溪镇人民政府", "明川县总工会")
_ROUND_2 = ("明川县住房和城乡建设局", "明川县农业农村局", "南屏街道办事处", "明川县人民医院", "明川县档案馆")
_ROUNDS = (
    (1, _ROUND_1, Day(2026, 3, 2), Day(2026, 4, 17), Day(2026, 5, 20)),
    (2, _ROUND_2, Day(2026, 6, 1), Day(2026, 7, 17), Day(2026, 8, 25)),
)
_VACANT, _ACTING, _CONCURRENT = "明川县应急管理局", "明川县商务局", ("明川县总工会", "明川县科学技术协会")

_USUAL_START = Day(2023, 7)


def demo_county(seed: int = 20260101) -> County:
    """About 120 units, 350 posts, 300 cadres, two rounds done. The same seed gives the same county anywhere."""
    maker = _Maker(Random(seed))
    maker.places()
    maker.party_tree()
    maker.heads()
    maker.big_street()
    units = tuple(maker.units)
    pool = cadres(maker.dice, maker.names, units, CODE)
    return County(
        units=units,
        parties=tuple(maker.parties.values()),
        links=tuple(maker.links),
        posts=tuple(maker.posts.values()),
        persons=(*maker.persons, *(person for person, _ in pool)),
        tenures=tuple(maker.tenures),
        cadres=tuple(cadre for _, cadre in pool),
        recusals=recusals(maker.dice, [cadre for _, cadre in pool], units),
        workloads=workloads(maker.dice, units, BIG_STREET),
        inspected=_inspected(maker.links),
        open_items=open_items(maker.dice, _ROUNDS, TERM),
    )


class _Maker:
    def __init__(self, dice: Random):
        self.dice = dice
        self.names = fictional_names(dice)
        self.units: list[Unit] = []
        self.parties: dict[str, Party] = {}
        self.links: list[Link] = []
        self.posts: dict[PostKey, Post] = {}
        self.persons: list[Person] = []
        self.tenures: list[Tenure] = []

    def places(self) -> None:
        """The tree of units."""
        townships = [Township(*one) for one in _TOWNSHIPS]
        bare = frame(COUNTY, townships, departments())
        self.units = [replace(unit, to_check=None, note="虚构") for unit in bare.units]
        homes = [unit.name for unit in self.units if unit.level == "乡级" and unit.name != BIG_STREET]
        for number, village in enumerate(_VILLAGES):
            home = homes[number % len(homes)]
            self._unit(
                f"{home.removesuffix('人民政府').removesuffix('办事处')}{village}村", "村", "村级", home
            )
        for school in _SCHOOLS:
            self._unit(COUNTY + school, "学校", "县级", "明川县教育体育局")
        for hospital in _HOSPITALS:
            self._unit(COUNTY + hospital, "医院", "县级", "明川县卫生健康局")

    def _unit(self, name: str, category: str, level: str, parent: str) -> None:
        self.units.append(Unit(name, category, level, "本级管理", parent, note="虚构"))

    def party_tree(self) -> None:
        """Own organisations, merged branches, and one unit with two."""
        root, work = "中共明川县委", "中共明川县直属机关工作委员会"
        self._party(root, "党委", "县级", "")
        self._party(work, "机关工委", "县级", root)
        shared = {unit: branch for branch, units in _MERGED.items() for unit in units}
        for unit in self.units:
            branch = shared.get(unit.name)
            name, category, parent = (branch, "联合党支部", work) if branch else _own_party(unit, root, work)
            self._party(name, category, unit.level, parent)
            self.links.append(Link(unit.name, name, branch is None))
        self._party("明川县教育体育局机关党支部", "党支部", "县级", "明川县教育体育局党组")
        self.links.append(Link("明川县教育体育局", "明川县教育体育局机关党支部", True))

    def _party(self, name: str, category: str, level: str, parent: str) -> None:
        self.parties.setdefault(name, Party(name, category, level, parent, note="虚构"))

    def heads(self) -> None:
        """Head, secretary and deputy of every unit, with a change of head in some."""
        own = {link.unit: link.party for link in reversed(self.links) if link.own}
        for unit in self.units:
            head, deputy = _TITLES[unit.category]
            rank = "乡科级正职" if unit.category in _FULL_RANK else ""
            post = self._post("unit", unit.name, head, rank, head=True, money=True)
            self._fill_head(unit, post, own.get(unit.name, ""))
            if deputy and self.dice.random() < 0.8:
                self._holder(self._post("unit", unit.name, deputy, "乡科级副职" if rank else ""), unit.name)
            if unit.category == "政府部门" and self.dice.random() < 0.85:
                self._holder(self._post("unit", unit.name, "财务负责人", money=True), unit.name)
        for branch, units in _MERGED.items():
            self._holder(self._post("party", branch, "书记", head=True), units[-1])

    def _fill_head(self, unit: Unit, post: PostKey, party: str) -> None:
        if unit.name == _VACANT:
            self._holder(post, unit.name, Day(2022, 5), Day(2026, 9))
            return
        changed = unit.name == CHANGED_HEAD or (unit.category in _FULL_RANK and self.dice.random() < 0.2)
        since = Day(2026, 6, 15) if unit.name == CHANGED_HEAD else Day(2026, self.dice.randint(1, 4))
        if changed:
            self._holder(post, unit.name, Day(self.dice.randint(2019, 2022), 5), since)
        start = (
            since
            if changed
            else self.dice.choice([Day(2021, 3), Day(2022, 11), Day(2024, 8, 1), Day(2023), UNKNOWN])
        )
        if unit.name == _CONCURRENT[1]:
            holder = next(t.person for t in self.tenures if t.post[1] == _CONCURRENT[0] and t.open)
            self.tenures.append(Tenure(holder, post, start, None, "兼任"))
            return
        holder = self._holder(post, unit.name, start, kind="主持工作" if unit.name == _ACTING else "任职")
        if party:
            secretary = self._post("party", party, "书记", head=True)
            both = unit.category not in ("街道", "镇", "乡", "村") and unit.name != _ACTING
            if both:
                self.tenures.append(Tenure(holder, secretary, start, None, "任职"))
            else:
                self._holder(secretary, unit.name, start)

    def _post(
        self, tree: Tree, place: str, title: str, rank: str = "", head: bool = False, money: bool = False
    ) -> PostKey:
        mark = True if money else None
        post = Post(tree, place, title, rank, "", True if head else None, True if head else None, mark, mark, mark,
                    1 if head else 10)  # fmt: skip
        self.posts.setdefault(post.key, post)
        return post.key

    def _holder(
        self,
        post: PostKey,
        unit: str,
        starts: Day = _USUAL_START,
        ends: Day | None = None,
        kind: str = "任职",
    ) -> tuple[str, str]:
        person = Person(
            next(self.names), CODE, self.dice.choice("男男女"), Day(self.dice.randint(1966, 1994), self.dice.randint(1, 12)),
            f"云州{COUNTY}", COUNTY + self.dice.choice(_TOWNSHIPS)[1], unit, self.dice.random() < 0.9,
        )  # fmt: skip
        self.persons.append(person)
        self.tenures.append(Tenure(person.key, post, starts, ends, kind))
        return person.key

    def big_street(self) -> None:
        """Twelve sections of the street office, more than a hundred people."""
        for section in _SECTIONS:
            money = section in ("财政所", "经济发展办公室", "城市管理办公室")
            self._holder(self._post("unit", BIG_STREET, section + "负责人", money=money), BIG_STREET)
            self._holder(self._post("unit", BIG_STREET, section + "副职"), BIG_STREET)
            staff = self._post("unit", BIG_STREET, section + "工作人员")
            for _ in range(self.dice.randint(6, 9)):
                self._holder(staff, BIG_STREET, Day(self.dice.randint(2012, 2025), self.dice.randint(1, 12)))


def _own_party(unit: Unit, root: str, work: str) -> tuple[str, str, str]:
    """Name, category and parent of the organisation that a unit has for itself."""
    if unit.category == "街道":
        return f"中共{unit.name.removesuffix('办事处')}工作委员会", "党工委", root
    if unit.category in ("镇", "乡"):
        return f"中共{unit.name.removesuffix('人民政府')}委员会", "党委", root
    if unit.category == "村":
        return f"中共{unit.name}总支部委员会", "党总支", ""
    ending = _PARTY_ENDINGS.get(unit.category, "机关党支部")
    return unit.name + ending, ending.removeprefix("机关"), root if ending == "党组" else work


def _inspected(links: list[Link]) -> tuple[Inspected, ...]:
    parties = {link.unit: link.party for link in reversed(links)}
    done = []
    for number, units, starts, ends, feedback in _ROUNDS:
        for index, unit in enumerate(units):
            for tree, name in (("unit", unit), ("party", parties[unit])):
                done.append(
                    Inspected(
                        TERM,
                        number,
                        name,
                        tree,
                        "常规",
                        "直接",
                        f"第{'一二三'[index % 3]}巡察组",
                        starts,
                        ends,
                        feedback,
                        True,
                    )  # type: ignore[arg-type]
                )
    return tuple(done)
