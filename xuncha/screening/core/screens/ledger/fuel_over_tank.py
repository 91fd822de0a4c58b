"""More fuel filled in one day than the tank of the car holds."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._cars import plate_compared, rounded
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Days of a car whose fillings are more than its tank and a tolerance."""
    f = t.dated("fuel")
    f = f.filter(f.day.notnull(), f.litres > 0, f.plate != "").mutate(car=plate_compared(f.plate))
    days = f.group_by("car", "day").agg(
        ids=rows(f.id),
        amount=total(f.amount),
        litres=f.litres.sum(),
        plate=f.plate.max(),
        over=f.setting_over.max(),
    )
    v = t.vehicles.filter(t.vehicles.tank > 0)
    tanks = v.group_by(car=plate_compared(v.plate)).agg(tank=v.tank.max())
    found = days.join(tanks, "car")
    found = found.filter(found.litres > found.tank * (100 + found.over) / 100)
    return found.select(
        "ids", "amount", "plate", "day", litres=rounded(found.litres), tank=rounded(found.tank)
    )


SCREEN = Screen(
    key="fuel_over_tank",
    title=Sentence("一天加油超过油箱容量", "more fuel than the tank holds"),
    why=Sentence(
        "一天加的油超过油箱，多出来的油进了别的车或者换成了别的东西。",
        "What does not fit into the tank went into another car, or was turned into something else.",
    ),
    basis=Sentence(
        "党政机关公务用车管理办法：一车一卡、定点加油；油箱容量取车辆台账",
        "the rules on public cars: one card a car",
    ),
    exclusions=(
        Sentence(
            "留出浮动；跑长途一天加两次的会出现，看派车单",
            "A tolerance is allowed; long journeys with two fillings appear: see the slip",
        ),
        Sentence("车辆台账没有油箱容量的车不判断", "Cars without a known tank are not judged"),
    ),
    needs=(Need("fuel", ("litres",)), Need("vehicles", ("tank",))),
    settings=(
        Setting(
            "over", "number", Sentence("容量可以浮动（百分之）", "more than the tank allowed (per cent)")
        ),
    ),
    find=find,
    sentence=Sentence(
        "{day}，{plate} 一天加油 {litres} 升（{amount} 元），油箱只有 {tank} 升",
        "On {day} {litres} litres ({amount} yuan) were filled for {plate}, whose tank holds {tank}",
    ),
    look=Sentence(
        "油卡流水的时间地点、当天派车单；加油站监控保存期内可调看",
        "time and place of the fillings, the slip of that day",
    ),
    method=Sentence(
        "按车、按天加总加油量，超过该车油箱容量加浮动比例的那天是疑点；没有登记油箱容量的车不看。",
        "Litres by car and day; days on which they pass the tank and a tolerance are doubts. Cars "
        "without a known tank are left out.",
    ),
    example=Sentence(
        "油箱 60 升的车一天加了两次共 105 升，当天没有派车。",
        "Two fillings of 105 litres in a day for a tank of 60, with no journey that day.",
    ),
    money=("amount",),
)
