"""Mobile specialists (财审机动组) are shared by days: members of no team, within their days, recusal kept."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.facts import Cadre
from xuncha.teams.core.forming import Formation, Forming

PRICE = 1


def post(forming: Forming) -> Iterable[Demand]:
    most = forming.provisions.mobile.most
    for cadre in forming.cadres:
        if cadre.mobile:
            seats = all_of(forming.serves(cadre, need) for need in forming.needs)
            yield Demand(_no_member(cadre), seats, at_most=0)
    for cadre in forming.mobile:
        days = all_of(forming.helps(cadre, need) for need in forming.needs)
        yield Demand(_within(cadre, most), days, at_most=most)
        yield Demand(
            Sentence(f"{cadre.name}机动天数从省", f"spare {cadre.name}'s days"),
            days,
            at_most=0,
            prices=(PRICE,),
        )
    able = {cadre.key for cadre in forming.mobile}
    for bar in forming.bars:
        if bar.blocks and bar.cadre.key in able:
            yield Demand(bar.says, ((forming.helps(bar.cadre, bar.need), 1),), at_most=0)


def _no_member(cadre: Cadre) -> Sentence:
    return Sentence(
        f"{cadre.name}属财审机动组，按天支援，不编入组", f"{cadre.name} helps by days and joins no team"
    )


def _within(cadre: Cadre, most: int) -> Sentence:
    return Sentence(f"{cadre.name}本轮支援不超过{most}天", f"{cadre.name} helps {most} days at most")


def check(formation: Formation) -> Iterable[Broken]:
    problem = formation.problem
    for seat in formation.seats:
        if problem.cadre[seat.cadre].mobile:
            yield Broken(_no_member(problem.cadre[seat.cadre]))
    total: dict[str, int] = {}
    for help_ in formation.help:
        total[help_.cadre] = total.get(help_.cadre, 0) + help_.days
        for bar in problem.bars:
            if bar.blocks and (bar.need.key, bar.cadre.key) == (help_.team, help_.cadre):
                yield Broken(bar.says)
    for key, days in sorted(total.items()):
        cadre, limit = problem.cadre[key], problem.provisions.mobile.most
        if days > limit:
            yield Broken(_within(cadre, limit))
        if not cadre.mobile or key in problem.obstacles:
            yield Broken(Sentence(f"{cadre.name}不能按天支援", f"{cadre.name} cannot help by days"))
        yield Broken(Sentence(f"{cadre.name}支援{days}天", f"{cadre.name} helps {days} days"), PRICE * days)


RULE = Rule(
    "mobile",
    Sentence("财审机动组按天调配", "specialists shared by days"),
    "teams.mobile",
    Grade.PREFERENCE,
    post,
    check,
)
