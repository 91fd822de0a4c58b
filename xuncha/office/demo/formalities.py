"""The formalities of a round: its letters drafted, signed and sent, its steps marked, its people released."""

from __future__ import annotations

from datetime import date, timedelta

from xuncha.office.demo.cast import Cast
from xuncha.office.demo.ink import issue
from xuncha.rounds.actions.draft_papers import draft_inspection_paper, draft_round_paper
from xuncha.rounds.actions.move_on import advance_stage, mark_step
from xuncha.rounds.facts import procedure
from xuncha.rounds.models import Inspection, Round
from xuncha.teams.actions.draft_papers import draft_team_paper
from xuncha.teams.actions.leave import leave
from xuncha.teams.models import Team, TeamMember
from xuncha.trust import clock
from xuncha.trust.access import see

ASKED = ("县纪委监委", "县委组织部", "县信访局", "县审计局", "县财政局")


def prepare(cast: Cast, around: Round) -> None:
    """Everything that goes out before the entry, on its day; steps that leave no paper are marked."""
    office, entry = cast.clerk, around.entry_day
    with clock.on_day(entry - timedelta(days=30)):
        for form in ("round_request", "round_schedule"):
            issue(draft_round_paper(by=office, round=around, form=form), office, cast.director)
        for body in ASKED:
            issue(
                draft_round_paper(by=office, round=around, form="inquiry_letter", to=body),
                office,
                cast.director,
            )
    with clock.on_day(entry - timedelta(days=10)):
        issue(draft_round_paper(by=office, round=around, form="authorisation"), office, cast.director)
        for team in see(Team, office).filter(round=around).exclude(state="dissolved"):
            for form in ("recusal_form", "secrecy_pledge"):
                issue(draft_team_paper(by=office, team=team, form=form), office, cast.director)
        for inspection in see(Inspection, office).filter(round=around):
            issue(
                draft_inspection_paper(by=office, inspection=inspection, form="inspection_notice"),
                office,
                cast.director,
            )
    with clock.on_day(entry):
        for inspection in see(Inspection, office).filter(round=around):
            issue(
                draft_inspection_paper(by=office, inspection=inspection, form="announcement_entry"),
                office,
                cast.director,
            )
        mark(cast, around, {"prepare"}, entry - timedelta(days=4))


def mark(cast: Cast, around: Round, stages: set[str], on: date) -> None:
    """Mark every step of these stages, for the round and for each of its inspections."""
    for step in procedure().of("round"):
        if step.stage in stages:
            mark_step(by=cast.clerk, round=around, step=step.key, done_on=on)
    for inspection in see(Inspection, cast.clerk).filter(round=around):
        for step in procedure().of("inspection"):
            if step.stage in stages:
                mark_step(by=cast.clerk, round=around, step=step.key, done_on=on, inspection=inspection)


def go_on(cast: Cast, around: Round, stage: str) -> None:
    """Advance every inspection of the round to a stage."""
    for inspection in see(Inspection, cast.clerk).filter(round=around):
        while inspection.stage != stage:
            inspection = advance_stage(by=cast.clerk, inspection=inspection)


def release(cast: Cast, around: Round) -> None:
    """离组交接: papers and devices returned, rights ended."""
    for member in see(TeamMember, cast.director).filter(team__round=around, ends=None):
        leave(by=cast.director, member=member, version=member.version, handed_over=True)
