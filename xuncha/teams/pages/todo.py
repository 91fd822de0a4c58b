"""What waits for the office about teams: units that have not answered, teams not authorised, people who have not left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.rounds.models import Round
from xuncha.teams.models import CadreEntry, Drafting, Team, TeamMember
from xuncha.teams.upkeep import PLEDGE
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE


@todos(OFFICE)
def todo(account: Any, today: date) -> Iterable[Todo]:
    for around in see(Round, account).exclude(state="closed"):
        here = {"around": around.pk}
        waiting = see(Drafting, account).filter(round=around, state="asked").count()
        if waiting:
            says = Sentence(
                f"{around.title}：{waiting}项抽调等待单位答复", f"{waiting} requests wait for an answer"
            )
            yield Todo(says, reverse("teams-drafting", kwargs=here))
        refused = see(Drafting, account).filter(round=around, state="refused").count()
        if refused:
            says = Sentence(
                f"{around.title}：{refused}项抽调单位不同意，请商组织部", f"{refused} refusals to be decided"
            )
            yield Todo(says, reverse("teams-drafting", kwargs=here))
        for team in see(Team, account).filter(round=around, state="formed"):
            says = Sentence(f"{team.name}尚未授权", f"{team.name} is not authorised")
            late = today >= around.entry_day
            yield Todo(says, reverse("teams-team", kwargs={"team": team.pk}), around.entry_day, late)
        yield from _unpledged(account, around, today)
        yield from _leaving(account, around, today)


def _unpledged(account: Any, around: Round, today: date) -> Iterable[Todo]:
    """Members of authorised teams whose pledge is not recorded, until the stay is over."""
    if today >= around.leaves_day:
        return
    signed = see(CadreEntry, account).filter(kind=PLEDGE.key, round=around, struck="").values("cadre_id")
    for team in see(Team, account).filter(round=around, state="authorised"):
        members = see(TeamMember, account).filter(team=team, ends=None)
        missing = members.exclude(cadre_id__in=signed).count()
        if missing:
            says = Sentence(
                f"{team.name}还有{missing}人没有登记保密承诺",
                f"{team.name}: {missing} pledges are not recorded",
            )
            late = today >= around.entry_day
            yield Todo(says, reverse("teams-team", kwargs={"team": team.pk}), around.entry_day, late)


def _leaving(account: Any, around: Round, today: date) -> Iterable[Todo]:
    """Once the stay is over, until everybody has handed over."""
    if today < around.leaves_day:
        return
    for team in see(Team, account).filter(round=around, state="authorised"):
        staying = see(TeamMember, account).filter(team=team, ends=None).count()
        if staying:
            says = Sentence(
                f"{team.name}还有{staying}人未办离组交接", f"{team.name}: {staying} have not taken leave"
            )
            yield Todo(
                says, reverse("teams-team", kwargs={"team": team.pk}), around.leaves_day + timedelta(days=1)
            )
