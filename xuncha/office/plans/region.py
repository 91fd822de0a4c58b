"""`xuncha plan region`: above one county: counties at once, pairing for crossed inspection, specialists lent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from xuncha.base.remarks import Remark
from xuncha.base.sheets_in import find_table, read_book
from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.office.plans import followed, generator
from xuncha.office.plans._county_folder import books_in, counties_in
from xuncha.office.plans._forming_book import stay_said
from xuncha.planning.apart import Stopped, Working
from xuncha.planning.result import Result
from xuncha.planning.told import reason_told, result_told
from xuncha.region.core.city import CityPlan, answer, plan_city
from xuncha.region.core.crowd import Crowd
from xuncha.region.core.numbers import lending_terms, numbers
from xuncha.region.core.pair import pair
from xuncha.region.core.pairing import Pairing, Place
from xuncha.region.core.province import (
    County,
    CountyPlan,
    Ending,
    plan_county,
    plan_county_by_levels,
    plan_province,
)
from xuncha.rulebook.models import shipped_rules
from xuncha.trust.clock import today

NAME = "region"
HELP = Sentence(
    "高级（市、省用，县里不用）：各县同时组队、交叉巡察配对、专业人员市内调剂",
    "advanced, for a city or a province: all counties at once, pairing, specialists lent",
)
ADVANCED = True
PLACES = {
    "name": ("县", "县名", "县（市、区）", "名称"),
    "east": ("东", "东向公里"),
    "north": ("北", "北向公里"),
}
STOPPED = Sentence("已停止，没有得出方案。", "Stopped; there is no plan.")


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="文件夹",
        help="各县县情登记工作簿的文件夹，一县一份，文件名写县名；配对也可以用县名单（表头：县、东、北） / "
        "a folder of county workbooks; for pairing also a list of counties",
    )
    parser.add_argument("--counties", type=int, default=14, help="生成几个县 / how many made-up counties")
    parser.add_argument("--seed", type=int, default=1, help="生成的县的随机数 / their seed")
    parser.add_argument(
        "--what",
        dest="which",
        choices=("pairing", "teams", "lending"),
        default="pairing",
        help="pairing 交叉配对；teams 各县同时组队；lending 专业人员调剂 / which plan",
    )
    parser.add_argument("--starts", help="进驻日期，如 2026-03-02（不写按今天） / first day")
    parser.add_argument("--last", help="撤离日期（不写按进驻后60天） / last day")
    parser.add_argument("--rounds", type=int, default=10, help="配对几轮 / rounds to be paired")
    parser.add_argument("--workers", type=int, default=2, help="同时计算几个县 / counties solved at once")
    parser.add_argument(
        "--strict", action="store_true", help="组队逐级求优，更慢 / teams level by level, which takes longer"
    )


def run(options: dict[str, Any]) -> int:
    """0 with a plan; 1 when some county has none; 2 when there is nothing to do."""
    clerk: ClerkCommand = options["clerk"]
    for name, least in (("counties", 1), ("rounds", 1), ("workers", 1)):
        if options[name] < least:
            raise Stop(2, Sentence(f"--{name} 至少为{least}。", f"--{name} is at least {least}."))
    if options["which"] == "pairing":
        return _pair(clerk, options)
    if options["file"] and not options["file"].is_dir():
        raise Stop(
            2,
            Sentence("县名单只用于配对（--what pairing）。", "A list of counties is for pairing only."),
            Sentence("请给出各县工作簿的文件夹。", "Give the folder of the counties' workbooks."),
        )
    work, made = (_teams, "province") if options["which"] == "teams" else (_lending, "uneven")
    return _gathered(clerk, options, work, made)


def _gathered(clerk: ClerkCommand, options: dict[str, Any], work: Any, made: str) -> int:
    """The plan of the folder's counties, or of made-up ones; 1 where a county or a row was left out."""
    if not options["file"]:
        formings = getattr(generator("counties"), made)(options["seed"], options["counties"])
        return int(work(clerk, options, _counties(formings), {}))
    read = counties_in(options["file"], *stay_said(options), _shown(clerk))
    stops = _complain(clerk, read.remarks)
    if not read.counties:
        raise Stop(2, Sentence("没有一个县可以拟订方案。", "No county can be planned."))
    told = {"remarks": [one.as_dict() for one in read.remarks]}
    return int(work(clerk, options, list(read.counties), told)) or int(stops)


def _complain(clerk: ClerkCommand, remarks: Iterable[Remark]) -> bool:
    """Tell what was left out, file, sheet and row; whether anything was."""
    stops = [one for one in remarks if one.stops]
    for one in stops if not clerk.as_json else ():
        clerk.stderr.write(one.line().zh)
    return bool(stops)


def _pair(clerk: ClerkCommand, options: dict[str, Any]) -> int:
    limits = numbers(shipped_rules(), today(), settings.XUNCHA_AREA)
    pairing = Pairing(_places(clerk, options), options["rounds"], limits)
    result: Result = followed(Working(pair, pairing), clerk)
    told = result_told(result)
    if result.plan is None:
        clerk.emit(told)
        for reason in result.reasons:
            clerk.say(reason.says.zh)
        return 1
    names = {one.key: one.name for one in pairing.places}
    table = [
        {"round": one.round, "visitor": names[one.visitor], "host": names[one.host]}
        for one in result.plan.crossings
    ]
    clerk.emit({**told, "crossings": table})
    for number in pairing.numbered:
        pairs = (f"{row['visitor']}→{row['host']}" for row in table if row["round"] == number)
        clerk.say(f"第{number}轮  {'、'.join(pairs)}")
    clerk.say(f"{result.status.value.zh}，离最优不超过{result.gap or 0:.2%}")
    return 0


def _places(clerk: ClerkCommand, options: dict[str, Any]) -> tuple[Place, ...]:
    file = options["file"]
    if not file:
        return _made(options)
    if not file.is_dir():
        return _read(file)
    books, remarks = books_in(file)
    _complain(clerk, remarks)
    return tuple(Place(name, name, 0, 0) for name in books)


def _read(file: Path) -> tuple[Place, ...]:
    """The counties of a sheet; places are optional."""
    if not file.is_file():
        raise Stop(2, Sentence("找不到这个文件。", "There is no such file."))
    book = read_book(file, file.name)
    table = find_table(book.sheets[0], PLACES) if book.sheets else None
    rows = [] if table is None or "name" not in table.columns else table.body
    places: dict[str, Place] = {}
    for number, cells in rows:
        name = str(cells.get("name") or "").strip()
        try:
            east, north = (round(float(str(cells.get(key) or 0))) for key in ("east", "north"))
        except ValueError:
            says = Sentence(
                f"第{number}行：东、北应填公里数，如 35。", f"Row {number}: kilometres, such as 35."
            )
            raise Stop(2, says) from None
        if name in places:
            raise Stop(2, Sentence(f"第{number}行：{name}重复。", f"Row {number}: {name} stands twice."))
        if name:
            places[name] = Place(name, name, east, north)
    if not places:
        raise Stop(2, Sentence("没有读到县名；表头应有“县”一列。", "No county was read; head a column 县."))
    return tuple(places.values())


def _made(options: dict[str, Any]) -> tuple[Place, ...]:
    made = generator("counties").places(options["seed"], options["counties"])
    return tuple(Place(*one) for one in made)


def _counties(formings: Any) -> list[County]:
    return [County(f"k{at:03d}", f"第{at + 1}县", one) for at, one in enumerate(formings)]


def _crowd(work: Any, options: dict[str, Any], counties: Sequence[County]) -> Crowd:
    share = max(1, min(8, -(-len(counties) // options["workers"])))
    return Crowd(work, workers=options["workers"], share=share)


def _shown(clerk: ClerkCommand) -> Any:
    def tell(done: int, of: int) -> None:
        if clerk.stderr.isatty():
            clerk.stderr.write(f"\r已完成 {done}/{of} 个县（Ctrl-C 停止）  ", ending="")

    return tell


def _teams(
    clerk: ClerkCommand, options: dict[str, Any], counties: Sequence[County], told: dict[str, Any]
) -> int:
    crowd = _crowd(plan_county_by_levels if options["strict"] else plan_county, options, counties)
    try:
        plans = plan_province(counties, crowd, _shown(clerk))
    except (KeyboardInterrupt, Stopped):
        crowd.cancel()
        raise Stop(130, STOPPED) from None
    clerk.emit({**told, "counties": [_told(one) for one in plans]})
    if options["file"]:
        _say_teams(clerk, counties, plans)
    _say(clerk, plans)
    return 0 if all(one.ending is Ending.OPTIMAL for one in plans) else 1


def _lending(
    clerk: ClerkCommand, options: dict[str, Any], counties: Sequence[County], told: dict[str, Any]
) -> int:
    crowd = _crowd(answer, options, counties)
    terms = lending_terms(shipped_rules(), today(), settings.XUNCHA_AREA)
    try:
        plan: CityPlan = plan_city(counties, terms, crowd, _shown(clerk))
    except (KeyboardInterrupt, Stopped):
        crowd.cancel()
        raise Stop(130, STOPPED) from None
    names = {one.key: one.name for one in plan.counties}
    loans = [
        {"skill": one.skill, "lender": names[one.lender], "cadre": one.cadre, "borrower": names[one.borrower]}
        for one in plan.loans
    ]
    passes = [
        {
            "prices": dict(one.prices),
            "bound": one.bound,
            "asked": dict(one.asked),
            "offered": dict(one.offered),
        }
        for one in plan.passes
    ]
    found = {"cost": plan.cost, "bound": plan.bound, "gap": plan.gap, "loans": loans, "passes": passes}
    clerk.emit({**told, **found, "counties": [_told(one) for one in plan.counties]})
    for row in loans:
        clerk.say(f"{row['skill']}：{row['lender']}派{row['cadre']}支援{row['borrower']}")
    if options["file"]:
        _say_teams(clerk, counties, plan.counties)
    _say(clerk, plan.counties)
    clerk.say(
        "有的县未得结论，总分和差距无法说明"
        if plan.gap is None
        else f"合计{plan.cost}分，离最优不超过{plan.gap:.2%}"
    )
    return 0 if all(one.ending is Ending.OPTIMAL for one in plan.counties) else 1


def _told(one: CountyPlan) -> dict[str, Any]:
    seats = [{"team": s.team, "cadre": s.cadre, "role": s.role.value} for s in one.seats]
    return {
        "county": one.name,
        "ending": one.ending.name,
        "cost": one.cost,
        "bound": one.bound,
        "seats": seats,
        "reasons": [reason_told(reason) for reason in one.reasons],
        "says": one.says.as_dict() if one.says else None,
    }


def _say_teams(clerk: ClerkCommand, counties: Sequence[County], plans: Iterable[CountyPlan]) -> None:
    """Who serves in which team of which county, in the order of the workbooks."""
    formings = {one.key: one.forming for one in counties}
    for plan in plans:
        teams = {need.key: need.name for need in formings[plan.key].needs}
        for key, name in teams.items():
            people = "、".join(f"{s.role.called.zh}{s.cadre}" for s in plan.seats if s.team == key)
            if people:
                clerk.say(f"{plan.name}{name}：{people}")


def _say(clerk: ClerkCommand, plans: Any) -> None:
    for ending in Ending:
        found = [one for one in plans if one.ending is ending]
        clerk.say(f"{ending.value.zh}：{len(found)}个县")
        for one in found if ending is not Ending.OPTIMAL else ():
            why = one.says.zh if one.says else "；".join(reason.says.zh for reason in one.reasons)
            clerk.say(f"  {one.name}：{why}")
