"""People are asked for by name; most units agree, one refuses and is overruled, one offers its driver.

Then the pool is kept up: training, and pledges of all teams but the last.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from xuncha.base.span import Day
from xuncha.office.demo.cast import Cast
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Round
from xuncha.teams.actions.answer import agree, decide, decline, recommend
from xuncha.teams.actions.draft import ask, draft
from xuncha.teams.actions.draft_papers import draft_letter
from xuncha.teams.actions.enter import enter, record_pledges
from xuncha.teams.models import Drafting, Team, TeamMember
from xuncha.teams.upkeep import TRAINING, Fact
from xuncha.trust import clock
from xuncha.trust.access import see

ASKED = 8


def drafting(cast: Cast, around: Round, teams: list[Team]) -> None:
    """Requests for members of the first two teams, their letters, and what came back a few days later."""
    office = cast.director
    members = see(TeamMember, office).filter(
        team__in=[one.pk for one in teams[:2]], cadre__unit__isnull=False
    )
    with clock.on_day(date(2026, 10, 10)):
        for member in members.select_related("cadre__person", "cadre__unit").order_by("cadre__person__name")[
            :ASKED
        ]:
            draft(by=office, around=around, cadre=member.cadre)
        (driver,) = ask(
            by=office,
            around=around,
            unit=Organisation.objects.get(name="明川县交通运输局", tree="unit"),
            skill="财务",
        )
        for unit in Organisation.objects.filter(
            pk__in={one.unit_id for one in _asked(cast, around)}
        ).order_by("name"):
            draft_letter(by=office, around=around, unit=unit)
    with clock.on_day(date(2026, 10, 15)):
        recommend(
            by=office,
            drafting=driver,
            version=driver.version,
            person={"name": "某某(虚构)", "identity": "工勤"},
        )
        for n, one in enumerate(_asked(cast, around).filter(way="by_name", state="asked")):
            if n == ASKED // 2:
                refused = decline(
                    by=office, drafting=one, version=one.version, reason="正在承担年度决算,人手不足(虚构)"
                )
            else:
                agree(by=office, drafting=one, version=one.version)
    with clock.on_day(date(2026, 10, 19)):
        decide(
            by=office,
            drafting=refused,
            version=refused.version,
            upheld=True,
            decided="",
            document="明组干〔2026〕31号(虚构)",
            decided_on=date(2026, 10, 19),
        )
    _kept_up(cast, teams)


def _kept_up(cast: Cast, teams: list[Team]) -> None:
    """Everybody was trained; the last team's pledges are still to be recorded."""
    office = cast.director
    trained = Day.of(date(2026, 10, 22))
    members = see(TeamMember, office).filter(team__in=[one.pk for one in teams])
    facts = [
        Fact(one.cadre, trained, what="巡察业务和保密培训(虚构)", document="县委巡察办，签到表")
        for one in members.select_related("cadre__person")
    ]
    with clock.on_day(date(2026, 10, 23)):
        enter(by=office, kind=TRAINING, facts=facts)
        for team in teams[:-1]:
            record_pledges(
                by=office, team=team, signed_on=date(2026, 10, 22), document="县委巡察办保密柜(虚构)"
            )


def _asked(cast: Cast, around: Round) -> QuerySet[Drafting]:
    return see(Drafting, cast.director).filter(round=around).order_by("pk")
