"""A team at somebody's home place is led from the leader pool or by somebody from elsewhere, not by a local."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule
from xuncha.teams.core.forming import Bar, Formation, Forming
from xuncha.trust.core.roles import Role

PRICE = 1


def post(forming: Forming) -> Iterable[Demand]:
    for bar in forming.bars:
        if bar.tie.kind in forming.provisions.local and not _from_elsewhere(bar):
            leads = ((forming.leads(bar.cadre, bar.need), 1),)
            yield Demand(_says(bar), leads, at_most=0, prices=(PRICE,))


def _from_elsewhere(bar: Bar) -> bool:
    return bar.cadre.in_leader_pool or bar.cadre.crossing


def _says(bar: Bar) -> Sentence:
    c, n, t = bar.cadre, bar.need, bar.tie
    return Sentence(
        f"{c.name}（{t.kind}{t.details}）不宜任{n.name}组长，请从组长库选任或者交叉安排",
        f"{c.name} is a local ({t.kind}) of {n.name}: lead it from the leader pool or by crossing",
    )


def check(formation: Formation) -> Iterable[Broken]:
    leads = {(seat.team, seat.cadre) for seat in formation.seats if seat.role is Role.LEADER}
    local = formation.problem.provisions.local
    for bar in formation.problem.bars:
        outsider = bar.cadre.crossing or bar.cadre.in_leader_pool
        if (bar.need.key, bar.cadre.key) in leads and bar.tie.kind in local and not outsider:
            yield Broken(_says(bar), PRICE)


RULE = Rule(
    "native_leader",
    Sentence("组长地域回避", "no local leader"),
    "teams.recusal.local",
    Grade.LEGAL,
    post,
    check,
)
