"""组队: which inspections one team makes, who is set by hand; then the solver works beside the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.progress import Progress, start
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.rounds.models import Inspection, Round
from xuncha.teams.actions.propose import form as form_round
from xuncha.teams.asking import Answer, formed
from xuncha.teams.core.facts import Pin
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.pins import NotAPin, pins_said
from xuncha.teams.differences import changes
from xuncha.teams.facts import Group, cadre_keys
from xuncha.teams.models import AUDIT, Proposal, Team
from xuncha.teams.pages._working import waited
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account

TITLE = Sentence("正在组队", "Forming the teams")
TEAM_COLUMNS = (
    Column("name", Sentence("巡察组", "Team"), width=16),
    Column("targets", Sentence("巡察任务", "Inspections"), width=40),
    Column("state", Sentence("状态", "State"), "mark", width=12),
)
STATES = {
    "formed": Mark(Sentence("已组队，未授权", "formed, not authorised"), "wait"),
    "authorised": Mark(Sentence("已授权", "authorised"), "ok"),
    "dissolved": Mark(Sentence("已离组", "dissolved"), "off"),
}
PROPOSAL_COLUMNS = (
    Column("name", Sentence("方案", "Proposal"), width=14),
    Column("made_on", Sentence("日期", "Day"), "date"),
    Column("says", Sentence("结果", "Result"), width=30),
    Column("parent", Sentence("由来", "From"), width=40),
    Column("state", Sentence("状态", "State"), "mark", width=16),
)
AUDIT_HELP = {
    "joint": Sentence(
        "与审计项目同步安排，审计组按审计法独立开展，成果共享。",
        "Run beside an audit of the same body; the audit stays the audit office's own.",
    ),
    "asked": Sentence(
        "巡察中请审计机关协助核查专门事项，须另发协助函。",
        "The audit office is asked to look into a matter; a letter follows.",
    ),
}


class FormingForm(forms.Form):
    """A team's number for each inspection, and people set by hand."""

    use_required_attribute = False

    def __init__(self, *args: Any, inspections: Sequence[Inspection], by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._inspections, self._people = inspections, cadre_keys(by)
        numbers = [
            (str(n), spoken(Sentence(f"第{n}巡察组", f"team {n}"))) for n in range(1, len(inspections) + 1)
        ]
        for number, one in enumerate(inspections, start=1):
            self.fields[f"team-{one.pk}"] = forms.ChoiceField(
                label=one.title, choices=numbers, initial=str(number)
            )
        self.fields["woman"] = forms.MultipleChoiceField(
            label=said(Sentence("谈话需要女干部的组", "Teams whose talks need a woman")),
            choices=numbers,
            required=False,
            widget=forms.CheckboxSelectMultiple(),
        )
        for way, says in AUDIT.items():
            self.fields[f"audit-{way}"] = forms.MultipleChoiceField(
                label=said(Sentence(f"{says.zh}的组", f"Teams: {says.en}")),
                choices=numbers,
                required=False,
                widget=forms.CheckboxSelectMultiple(),
                help_text=said(AUDIT_HELP[way]),
            )
        self.fields["pins"] = forms.CharField(
            label=said(Sentence("已定人选", "Set by hand")),
            required=False,
            widget=forms.Textarea({"rows": 3}),
            help_text=said(
                Sentence(
                    "一行一人：姓名、组号，可加组长、副组长或不编入，如“张三 1 组长”。",
                    "One a line: name, team, and 组长, 副组长 or 不编入 if need be, like 张三 1 组长.",
                )
            ),
        )

    def clean(self) -> dict[str, Any]:
        said_ = super().clean()
        for n in set(said_.get("audit-joint", ())) & set(said_.get("audit-asked", ())):
            says = Sentence(f"第{n}巡察组只能选一种审计配合方式。", f"Team {n}: choose one way only.")
            self.add_error("audit-asked", spoken(says))
        try:
            said_["pins"] = pins_said(said_.get("pins", ""), self._people, len(self._inspections))
        except NotAPin as fault:
            self.add_error("pins", spoken(fault.says))
        return said_

    def groups(self) -> list[Group]:
        """The teams asked for, numbered as chosen; a number that nobody chose is no team."""
        by_number: dict[int, list[Inspection]] = {}
        for one in self._inspections:
            by_number.setdefault(int(self.cleaned_data[f"team-{one.pk}"]), []).append(one)
        women = self.cleaned_data["woman"]
        audits = {n: way for way in AUDIT for n in self.cleaned_data[f"audit-{way}"]}
        return [
            Group(n, tuple(by_number[n]), str(n) in women, audits.get(str(n), "")) for n in sorted(by_number)
        ]


@page("rounds/<uuid:around>/teams/", title=Sentence("组队", "Form teams"), roles=OFFICE)
def forming(request: HttpRequest, around: UUID) -> HttpResponse:
    """The form, the teams as they stand, and every proposal made before."""
    row = see_one(Round, request.user, around)
    inspections = list(see(Inspection, request.user).filter(round=row).order_by("title"))
    kept = drafts.take(request) if request.method == "GET" else None
    form = FormingForm(request.POST or kept or None, inspections=inspections, by=request.user)
    if request.method == "POST" and form.is_valid():
        drafts.drop(request)
        work = _work(request.user, row, form.groups(), form.cleaned_data["pins"])
        job = start(request.user, TITLE, work)
        return redirect("desk-progress", job=job.id)
    return show(
        request,
        "teams/forming.html",
        around=row,
        form=form,
        draft_key=request.path,
        draft_found=bool(kept),
        inspections=inspections,
        teams=_teams(request.user, row),
        proposals=_proposals(request.user, row),
        crumbs=[Crumb(Sentence("组建巡察组", "Teams"), reverse("teams-teams"))],
    )


def _work(
    by: Account, around: Round, groups: Sequence[Group], pins: Sequence[Pin]
) -> Callable[[Progress], str]:
    def work(progress: Progress) -> str:
        progress.at(10, Sentence("正在读取人才库和回避事实", "reading the pool"))

        def solve(forming: Forming) -> Answer:
            return waited(progress, Sentence("正在比较人选", "comparing people"), formed, forming)

        proposal = form_round(by=by, around=around, groups=groups, pins=pins, solve=solve)
        return reverse("teams-proposal", kwargs={"proposal": proposal.pk})

    return work


def _teams(by: Account, row: Round) -> Table:
    rows = [
        {
            "name": Link(team.name, reverse("teams-team", kwargs={"team": team.pk})),
            "targets": "、".join(see(Inspection, by).filter(teams=team).values_list("title", flat=True)),
            "state": STATES[team.state],
        }
        for team in see(Team, by).filter(round=row).order_by("number")
    ]
    empty = Sentence("还没有组队。先在上面选定各任务的组别，再生成方案。", "No teams yet: form them above.")
    return Table("", Sentence("本轮巡察组", "Teams of the round"), TEAM_COLUMNS, rows, empty, numbered=False)


def _proposals(by: Account, row: Round) -> Table:
    rows = [
        {
            "name": Link(
                Sentence(f"方案{one.number}", f"proposal {one.number}"),
                reverse("teams-proposal", kwargs={"proposal": one.pk}),
            ),
            "made_on": one.made_on,
            "says": Sentence(**one.plan["says"]),
            "parent": _from(one),
            "state": _state(one),
        }
        for one in see(Proposal, by).filter(round=row).select_related("parent").order_by("-number")
    ]
    empty = Sentence("还没有方案。", "No proposal yet.")
    return Table("", Sentence("历次方案", "Proposals"), PROPOSAL_COLUMNS, rows, empty, numbered=False)


def _from(one: Proposal) -> Any:
    if one.parent is None:
        return None
    moved = len(changes(one.parent.plan, one.plan))
    says = Sentence(
        f"方案{one.parent.number}，变动{moved}人：{one.reason}",
        f"{one.parent.number}, {moved} moved: {one.reason}",
    )
    return Link(says, reverse("teams-compare", kwargs={"one": one.parent_id, "other": one.pk}))


def _state(one: Proposal) -> Mark | None:
    if one.edition is None:
        return None
    if one.accepted:
        return Mark(Sentence(f"第{one.edition}版，现行", f"edition {one.edition}, in force"), "ok")
    return Mark(Sentence(f"第{one.edition}版", f"edition {one.edition}"), "off")
