"""What has been decided by hand stands: this person in that team, or surely not."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Choice, Demand, Grade, Rule
from xuncha.teams.core.facts import Pin
from xuncha.teams.core.forming import Formation, Forming
from xuncha.trust.core.roles import Role

WAIVER = 2


def post(forming: Forming) -> Iterable[Demand]:
    for pin in forming.pins:
        says = _says(forming, pin)
        least, most = (1, None) if pin.serves else (None, 0)
        remedy = Sentence(f"不再坚持：{says.zh}", f"let go: {says.en}")
        yield Demand(says, ((_choice(forming, pin), 1),), at_least=least, at_most=most, remedy=remedy)


def _choice(forming: Forming, pin: Pin) -> Choice:
    cadre, need = forming.cadre[pin.cadre], forming.need[pin.team]
    if pin.role is Role.LEADER:
        return forming.leads(cadre, need)
    return forming.deputises(cadre, need) if pin.role is Role.DEPUTY else forming.serves(cadre, need)


def _says(forming: Forming, pin: Pin) -> Sentence:
    name, team = forming.cadre[pin.cadre].name, forming.need[pin.team].name
    role = f"（{pin.role.called.zh}）" if pin.role else ""
    if pin.serves:
        return Sentence(f"已定{name}编入{team}{role}", f"{name} is set for {team}")
    return Sentence(f"已定{name}不编入{team}{role}", f"{name} is set not to serve in {team}")


def check(formation: Formation) -> Iterable[Broken]:
    for pin in formation.problem.pins:
        seated = [seat for seat in formation.seats if (seat.team, seat.cadre) == (pin.team, pin.cadre)]
        found = any(pin.role in (None, seat.role) for seat in seated)
        if found is not pin.serves:
            yield Broken(_says(formation.problem, pin))


RULE = Rule("pinned", Sentence("已定人选", "decided by hand"), "", Grade.MUST, post, check, WAIVER)
