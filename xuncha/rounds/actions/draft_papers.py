"""Draft the papers of a round: their facts come from the round, its settings, its targets and its plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from xuncha.base.words import Sentence
from xuncha.coverage.models import TargetMember
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.registry.models import Organisation
from xuncha.rounds.core.schedule import Due
from xuncha.rounds.core.wording import team_written
from xuncha.rounds.facts import form_titles, schedule_of
from xuncha.rounds.later import teams_of
from xuncha.rounds.models import Inspection, Round, StepMark
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE

NO_TEAM = "县委巡察组"


@action("rounds.draft_paper", roles=OFFICE, says=Sentence("拟制本轮文书", "draft a paper of the round"))
def draft_round_paper(act: Act, *, round: Round, form: str, to: str = "") -> Paper:
    """A paper about the round: its request, its schedule, the authorisation, or a letter of inquiry to `to`.

    Raises Refusal for a form that is not about rounds, or a letter without addressee.
    """
    if form not in ABOUT_ROUND:
        act.refuse("form", Sentence("这种文书不按轮次拟制。", "This paper is not drafted for a round."))
    if form == "inquiry_letter" and not to.strip():
        act.refuse("to", Sentence("请填写函询的单位。", "Name the body that is asked."))
    facts = ABOUT_ROUND[form](act, round, to.strip())
    title = f"{form_titles()[form].zh}（{to.strip()}）" if to.strip() else ""
    return draft_paper(by=act, form=form, facts=facts, about_id=round.pk, title=title)


@action(
    "rounds.draft_inspection_paper",
    roles=OFFICE,
    says=Sentence("拟制巡察任务文书", "draft a paper of an inspection"),
)
def draft_inspection_paper(act: Act, *, inspection: Inspection, form: str) -> Paper:
    """The notice or one of the two announcements for an inspection. Raises Refusal for another form."""
    if form not in ABOUT_INSPECTION:
        act.refuse(
            "form", Sentence("这种文书不按巡察任务拟制。", "This paper is not drafted for an inspection.")
        )
    bodies = addressed(act, inspection)
    return draft_paper(
        by=act,
        form=form,
        facts=ABOUT_INSPECTION[form](act, inspection, bodies),
        inspection_id=inspection.pk,
        organisation_id=bodies[0].pk,
        about_id=inspection.pk,
        title=f"{form_titles()[form].zh}（{bodies[0].name}）",
    )


def addressed(act: Act, inspection: Inspection) -> list[Organisation]:
    """The organisations of the target, units first: the first unit's contact gets the papers."""
    members = act.see(TargetMember).filter(target=inspection.target_id, organisation__isnull=False)
    found = [one.organisation for one in members.select_related("organisation")]
    if not found:
        act.refuse(
            "empty", Sentence("这个巡察对象没有任何单位或党组织。", "The target holds no organisation.")
        )
    return sorted(found, key=lambda one: (one.tree != "unit", one.name))


def _settings(row: Round, *names: str) -> dict[str, Any]:
    return {name: row.settings.get(name, "") for name in names}


def _bodies(act: Act, row: Round) -> dict[UUID, str]:
    """What each inspection of the round is called in papers: its units, or its Party organisations where it has none."""
    inspections = act.see(Inspection).filter(round=row).order_by("target__name")
    return {one.pk: "、".join(_units(addressed(act, one))) for one in inspections}


def _units(bodies: list[Organisation]) -> list[str]:
    return [one.name for one in bodies if one.tree == "unit"] or [one.name for one in bodies]


def _day(rows: tuple[Due, ...], key: str, otherwise: date) -> str:
    found = next((row.day for row in rows if row.item.key == key and row.day), otherwise)
    return found.isoformat()


def _request(act: Act, row: Round, to: str) -> dict[str, Any]:
    steps = [
        {"day": due.day.isoformat(), "what": due.item.what.zh, "who": due.item.who.zh}
        for due in schedule_of(row, act.today)
        if due.day
    ]
    return {
        "organ": organ("office", act.today),
        "to": organ("group", act.today),
        "signer": "",
        "round": row.title,
        "kind": row.kind,
        "starts": row.entry_day.isoformat(),
        "ends": row.leaves_day.isoformat(),
        "days": (row.leaves_day - row.entry_day).days + 1,
        "targets": list(_bodies(act, row).values()),
        "steps": steps,
        **_settings(row, "contact", "phone"),
    }


def _schedule(act: Act, row: Round, to: str) -> dict[str, Any]:
    titles = form_titles()
    marks = {mark.step: mark.done_on for mark in act.see(StepMark).filter(round=row, inspection=None)}
    rows = [
        {
            "day": due.day.isoformat() if due.day else "",
            "counted": due.counted.zh,
            "what": due.item.what.zh,
            "who": due.item.who.zh,
            "paper": titles[due.item.form].zh if due.item.form in titles else "",
            "basis": due.item.clock.basis,
            "confirmed": "是" if due.item.confirmed else "否",
            "done": marks[due.item.key].isoformat() if due.item.key in marks else "",
            "remark": due.remark.zh,
        }
        for due in schedule_of(row, act.today)
    ]
    return {
        "round": row.title,
        "entry": row.entry_day.isoformat(),
        "leaves": row.leaves_day.isoformat(),
        "rows": rows,
    }


def _authorisation(act: Act, row: Round, to: str) -> dict[str, Any]:
    bodies = _bodies(act, row)
    teams = [
        {
            "name": team_written(team.name),
            "leader": team.leader,
            "deputies": list(team.deputies),
            "branch_secretary": team.leader,
            "bodies": [name for key, name in bodies.items() if key in team.inspections],
        }
        for team in teams_of(act, row)
    ]
    blank = {"name": "", "leader": "", "deputies": [], "branch_secretary": ""}
    return {
        "issuer": organ("group", act.today),
        "round": row.title,
        "basis": "巡察工作“一次一授权”要求，经研究",
        "starts": min(row.entry_day, act.today).isoformat(),
        "ends": row.leaves_day.isoformat(),
        "teams": teams or [{**blank, "bodies": [name]} for name in bodies.values()],
        "copies_to": row.settings.get("copies_to", []),
    }


def _inquiry(act: Act, row: Round, to: str) -> dict[str, Any]:
    due = schedule_of(row, act.today)
    years = row.settings.get("look_back_years", 3)
    return {
        "organ": organ("office", act.today),
        "to": to,
        "round": row.title,
        "bodies": list(_bodies(act, row).values()),
        "since": date(row.entry_day.year - years, 1, 1).isoformat(),
        "wanted": row.settings.get("wanted", []),
        "reply_by": _day(due, "notice", row.entry_day - timedelta(days=14)),
        **_settings(row, "contact", "phone"),
    }


def _shared(act: Act, inspection: Inspection, bodies: list[Organisation]) -> dict[str, Any]:
    teams = teams_of(act, inspection.round)
    team = next((one.name for one in teams if inspection.pk in one.inspections), "")
    return {
        "round": inspection.round.title,
        "team": team_written(team) if team else NO_TEAM,
        "body": "、".join(_units(bodies)),
        "starts": inspection.starts.isoformat(),
        "ends": inspection.ends.isoformat(),
    }


def _notice(act: Act, inspection: Inspection, bodies: list[Organisation]) -> dict[str, Any]:
    row = inspection.round
    parties = [one.name for one in bodies if one.tree == "party"]
    shared = _shared(act, inspection, bodies)
    return {
        **{name: shared[name] for name in ("round", "team", "starts", "ends")},
        "organ": organ("office", act.today),
        "to": "、".join(parties or [shared["body"]]),
        "basis": "县委批准的本轮巡察工作方案",
        "tasks": [row.settings.get("task", "")],
        "ready": row.settings.get("ready", []),
        "reply_by": _day(schedule_of(row, act.today), "lists", row.entry_day - timedelta(days=4)),
        "copies_to": row.settings.get("copies_to", []),
        **_settings(row, "contact", "phone"),
    }


def _entry(act: Act, inspection: Inspection, bodies: list[Organisation]) -> dict[str, Any]:
    row = inspection.round
    shared = _shared(act, inspection, bodies)
    return {
        **shared,
        "issuer": f"中共{settings.XUNCHA_COUNTY or '某县'}{shared['team'].removeprefix('县')}",
        "accepted": [row.settings.get("accepted", "")],
        "boxes": [f"{name}办公场所" for name in shared["body"].split("、")],
        "closes_on": _day(schedule_of(row, act.today), "letters_close", inspection.ends),
        "closes_at": row.settings.get("letters_close", ""),
        "qr": "",
        "qr_says": "",
        **_settings(row, "not_accepted", "phone", "phone_hours", "mail"),
    }


def _exit(act: Act, inspection: Inspection, bodies: list[Organisation]) -> dict[str, Any]:
    shared = _shared(act, inspection, bodies)
    return {
        **{name: shared[name] for name in ("round", "team", "body", "ends")},
        "issuer": f"中共{settings.XUNCHA_COUNTY or '某县'}{shared['team'].removeprefix('县')}",
        "closes_at": inspection.round.settings.get("letters_close", ""),
        "afterwards": inspection.round.settings.get("afterwards", []),
    }


ABOUT_ROUND: dict[str, Callable[[Act, Round, str], dict[str, Any]]] = {
    "round_request": _request,
    "round_schedule": _schedule,
    "inquiry_letter": _inquiry,
    "authorisation": _authorisation,
}
ABOUT_INSPECTION: dict[str, Callable[[Act, Inspection, list[Organisation]], dict[str, Any]]] = {
    "inspection_notice": _notice,
    "announcement_entry": _entry,
    "announcement_exit": _exit,
}
