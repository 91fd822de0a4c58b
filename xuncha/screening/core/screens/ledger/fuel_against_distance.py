"""More fuel filled in a month than the journeys of the car need."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import month_of, month_said, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._cars import plate_compared, rounded
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Months of a car whose litres pass what its kilometres need, with the tolerance and one tank that was left over."""
    f = t.dated("fuel")
    f = f.filter(f.day.notnull(), f.litres > 0, f.plate != "").mutate(
        month=month_of(f.day), car=plate_compared(f.plate)
    )
    months = f.group_by("car", "month").agg(
        ids=rows(f.id), amount=total(f.amount), litres=f.litres.sum(), plate=f.plate.max(),
        over=f.setting_over.max(), spare=f.setting_spare.max(),
    )  # fmt: skip
    d = t.dispatch.filter(t.dispatch.day.notnull(), t.dispatch.distance > 0)
    d = d.mutate(month=month_of(d.day), car=plate_compared(d.plate))
    driven = d.group_by("car", "month").agg(distance=d.distance.sum())
    v = t.vehicles.filter(t.vehicles.per_100km > 0)
    uses = v.group_by(car=plate_compared(v.plate)).agg(per_100km=v.per_100km.max())
    found = months.join(uses, "car").left_join(driven, ["car", "month"])
    found = found.mutate(driven=found.distance.fill_null(0.0))
    found = found.mutate(due=found.driven * found.per_100km / 100)
    found = found.filter(found.litres > found.due * (100 + found.over) / 100 + found.spare)
    return found.select(
        "ids", "amount", "plate", month=month_said(found.month), litres=rounded(found.litres), distance=rounded(found.driven),
        due=rounded(found.due),
    )  # fmt: skip


SCREEN = Screen(
    key="fuel_against_distance",
    title=Sentence("加油量与里程不符", "fuel against distance"),
    why=Sentence(
        "油加得比跑的路多，可能是公油私用、用公务油卡给别的车加油，或者派车单不全。",
        "More fuel than the journeys need: filled into other cars, used privately, or journeys without a slip.",
    ),
    basis=Sentence(
        "党政机关公务用车管理办法：单车核算、定点加油；百公里油耗取车辆台账",
        "the rules on public cars: accounts for each car",
    ),
    exclusions=(
        Sentence(
            "留出油耗的浮动和月初剩油的余量",
            "Some more use, and a tank left over from the month before, are allowed for",
        ),
        Sentence("车辆台账没有百公里油耗的车不判断", "Cars without a known use of fuel are not judged"),
    ),
    needs=(
        Need("fuel", ("litres",)),
        Need("dispatch", ("distance",)),
        Need("vehicles", ("per_100km",)),
    ),
    settings=(
        Setting("over", "number", Sentence("油耗可以浮动（百分之）", "more use allowed (per cent)")),
        Setting("spare", "number", Sentence("另留余量（升）", "litres allowed besides")),
    ),
    find=find,
    sentence=Sentence(
        "{month}，{plate} 加油 {litres} 升（{amount} 元），派车单里程 {distance} 公里只需约 {due} 升",
        "In {month} {litres} litres ({amount} yuan) were filled for {plate}; its journeys of {distance} km need about {due}",
    ),
    look=Sentence(
        "油卡流水的时间地点、派车单和行车轨迹、里程表读数；油卡是谁保管",
        "time and place of each filling, slips and tracks, the odometer; who keeps the card",
    ),
    method=Sentence(
        "按车、按月加总加油量。应耗油量＝派车里程×百公里油耗÷100；加油量超过应耗油量加上浮动比例、"
        "再加允许的余油升数的那个月是疑点。没有派车记录的月份里程按零算，没有登记百公里油耗的车不看。",
        "Litres by car and month. Due is the distance driven times the use for 100 km; months with "
        "more than that, the tolerance and the spare litres are doubts. A month without journeys "
        "counts as no distance; cars without a known use are left out.",
    ),
    example=Sentence(
        "5 月加油 420 升，派车单只有 900 公里、按百公里 10 升约需 90 升。",
        "420 litres in May for 900 km, which need about 90 at ten litres for 100 km.",
    ),
    money=("amount",),
)
