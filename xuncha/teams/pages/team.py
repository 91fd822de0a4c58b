"""One team: its people with reasons, what the rules say of it now, moving by hand, authorisation, leaving, papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.rounds.models import Inspection
from xuncha.teams.actions.authorise import authorise
from xuncha.teams.actions.draft_papers import draft_team_paper
from xuncha.teams.actions.enter import record_pledges
from xuncha.teams.actions.leave import dissolve, leave
from xuncha.teams.actions.move import move
from xuncha.teams.actions.open_accounts import open_accounts
from xuncha.teams.core.form import check_plan
from xuncha.teams.core.forming import ORDER
from xuncha.teams.core.record import wishes
from xuncha.teams.models import AUDIT, Cadre, CadreEntry, Proposal, Team, TeamMember
from xuncha.teams.standing import formation_of
from xuncha.teams.upkeep import PLEDGE
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account
from xuncha.trust.refusal import NotSeen, Refusal

COLUMNS = (
    Column("role", Sentence("职务", "Role"), width=12),
    Column("name", Sentence("姓名", "Name"), width=12),
    Column("unit", Sentence("派出单位", "Lending unit"), width=22),
    Column("reasons", Sentence("理由", "Reasons"), width=60),
    Column("pledged", Sentence("保密承诺", "Pledge"), "mark", width=10),
    Column("account", Sentence("账号", "Account"), "mark", width=10),
    Column("ends", Sentence("离组", "Left"), "date"),
    Column("again", Sentence("退出", "Drops out"), width=10),
)


EVERYBODY = "all"
CHOOSE = Sentence("请选择", "choose")


class MoveForm(forms.Form):
    use_required_attribute = False
    cadre = forms.ChoiceField(label=said(Sentence("人员", "Person")))
    role = forms.ChoiceField(label=said(Sentence("组内职务", "Role")))
    reason = forms.CharField(label=said(Sentence("理由", "Reason")), max_length=120)

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pool = see(Cadre, by).order_by("person__name").values_list("pk", "person__name", "unit__name")
        people = [(pk, f"{name}（{unit or ''}）") for pk, name, unit in pool]
        self.fields["cadre"].choices = [("", spoken(CHOOSE)), *people]
        self.fields["role"].choices = [(role.value, spoken(role.called)) for role in reversed(ORDER)]


class AuthoriseForm(forms.Form):
    use_required_attribute = False
    document = forms.CharField(
        label=said(Sentence("授权任职决定文号或会议", "Number of the decision, or the meeting")),
        max_length=120,
    )
    decided_on = forms.DateField(
        label=said(Sentence("决定日期", "Decided on")), widget=forms.DateInput({"type": "date"})
    )


class PledgeForm(forms.Form):
    """When the team signed, and where the originals are."""

    use_required_attribute = False
    signed_on = forms.DateField(
        label=said(Sentence("签订日期", "Signed on")), widget=forms.DateInput({"type": "date"})
    )
    document = forms.CharField(label=said(Sentence("原件存放处", "Where the originals are")), max_length=120)


class LeaveForm(forms.Form):
    """Who leaves (one member, or everybody) and that all was handed over."""

    use_required_attribute = False
    member = forms.ChoiceField(label=said(Sentence("离组人员", "Who leaves")))
    handed_over = forms.BooleanField(
        label=said(Sentence("材料、介质、证件和设备已交接清退", "Papers, media and devices are handed over")),
        required=False,
    )

    def __init__(self, *args: Any, staying: list[TeamMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), one.cadre.person.name) for one in staying]
        everybody = (EVERYBODY, spoken(Sentence("全组", "the whole team")))
        self.fields["member"].choices = [("", spoken(CHOOSE)), *people, everybody]


@page("teams/<uuid:team>/", title=Sentence("巡察组", "Team"), roles=OFFICE)
def team(request: HttpRequest, team: UUID) -> HttpResponse:
    """``do`` says which of the page's forms was posted."""
    row = see(Team, request.user).select_related("round").filter(pk=team).first()
    if row is None:
        raise NotSeen
    what = request.POST.get("do", "")
    members = _members(request.user, row)
    bound = _forms(request, what, [one for one in members if one.ends is None])
    no = None
    if what in DOES:
        try:
            return DOES[what](request, row, bound.get(what))
        except _Unready:
            pass
        except Refusal as refusal:
            no = refusal
    verdicts = [
        v for v in wishes(check_plan(formation_of(request.user, row.round))) if row.name in v.broken.says.zh
    ]
    return show(
        request,
        "teams/team.html",
        team=row,
        table=_table(request.user, members, row),
        inspections=list(see(Inspection, request.user).filter(teams=row).select_related("target")),
        verdicts=[one.broken.says for one in verdicts],
        forms=bound,
        audit=AUDIT.get(row.audit),
        no=no,
        crumbs=[
            Crumb(Sentence("组建巡察组", "Teams"), reverse("teams-teams")),
            Crumb(
                Sentence(row.round.title, row.round.title),
                reverse("teams-forming", kwargs={"around": row.round_id}),
            ),
        ],
    )


def _members(by: Account, row: Team) -> list[TeamMember]:
    rows = see(TeamMember, by).filter(team=row).select_related("cadre__person", "cadre__unit")
    return sorted(rows, key=lambda one: (ORDER.index(Role(one.role)), one.cadre.person.name))


def _forms(request: HttpRequest, what: str, staying: list[TeamMember]) -> dict[str, forms.Form]:
    def posted(key: str) -> Any:
        return request.POST if what == key else None

    return {
        "move": MoveForm(posted("move"), by=request.user),
        "authorise": AuthoriseForm(posted("authorise")),
        "leave": LeaveForm(posted("leave"), staying=staying),
        "pledge": PledgeForm(posted("pledge")),
    }


class _Unready(Exception):
    """The posted form is not filled in well; it is shown again with what is wrong."""


def _ready(form: Any) -> dict[str, Any]:
    if not form.is_valid():
        raise _Unready
    return form.cleaned_data


def _move(request: HttpRequest, row: Team, form: Any) -> HttpResponse:
    filled = _ready(form)
    cadre = see_one(Cadre, request.user, filled["cadre"])
    _, broken = move(
        by=request.user, team=row, cadre=cadre, role=Role(filled["role"]), reason=filled["reason"]
    )
    left = "；".join(one.broken.says.zh for one in broken)
    done = Sentence(f"已调整。请注意：{left}。" if left else "已调整。", "Moved.")
    return go(request, "teams-team", team=row.pk, done=done)


def _authorise(request: HttpRequest, row: Team, form: Any) -> HttpResponse:
    grants = authorise(by=request.user, team=row, version=_version(request, row), **_ready(form))
    done = Sentence(
        f"已登记授权，申请了{len(grants)}项权限，等系统管理员开通、安全保密管理员核准。",
        f"Recorded; {len(grants)} grants were asked for and wait for the two administrators.",
    )
    return go(request, "teams-team", team=row.pk, done=done)


def _accounts(request: HttpRequest, row: Team, form: Any) -> HttpResponse:
    seated = open_accounts(by=request.user, team=row)
    done = Sentence(
        f"新开立{seated.accounts}个账号，{seated.waiting}项权限等待开通和核准。登录码由系统管理员发放。",
        f"{seated.accounts} accounts opened, {seated.waiting} grants wait. The system administrator issues the codes.",
    )
    return go(request, "teams-team", team=row.pk, done=done)


def _leave(request: HttpRequest, row: Team, form: Any) -> HttpResponse:
    filled = _ready(form)
    by, handed_over = request.user, filled["handed_over"]
    if filled["member"] != EVERYBODY:
        member = see_one(TeamMember, by, filled["member"])
        leave(by=by, member=member, version=member.version, handed_over=handed_over)
    else:
        dissolve(by=by, team=row, version=_version(request, row), handed_over=handed_over)
    return go(
        request,
        "teams-team",
        team=row.pk,
        done=Sentence("已办理离组，权限已终止。", "Left; the rights have ended."),
    )


def _pledge(request: HttpRequest, row: Team, form: Any) -> HttpResponse:
    made = record_pledges(by=request.user, team=row, **_ready(form))
    done = Sentence(f"已登记{len(made)}人的保密承诺。", f"{len(made)} pledges recorded.")
    return go(request, "teams-team", team=row.pk, done=done)


def _paper(request: HttpRequest, row: Team, form: Any) -> HttpResponse:
    paper = draft_team_paper(by=request.user, team=row, form=request.POST.get("form", ""))
    return go(request, "papers-paper", paper=paper.pk, done=Sentence("草稿已生成。", "Drafted."))


DOES: dict[str, Callable[[HttpRequest, Team, Any], HttpResponse]] = {
    "move": _move,
    "authorise": _authorise,
    "accounts": _accounts,
    "leave": _leave,
    "pledge": _pledge,
    "paper": _paper,
}


def _version(request: HttpRequest, row: Team) -> int:
    said_ = request.POST.get("version", "")
    return int(said_) if said_.isdigit() else row.version


def _table(by: Account, members: list[TeamMember], row: Team) -> Table:
    people = [one.cadre.person_id for one in members]
    logs_in = set(
        see(Account, by).filter(person_id__in=people, is_active=True).values_list("person_id", flat=True)
    )
    pledged = set(
        see(CadreEntry, by)
        .filter(kind=PLEDGE.key, round=row.round_id, struck="")
        .values_list("cadre_id", flat=True)
    )
    planned = see(Proposal, by).filter(round=row.round_id, accepted=True).exists()
    rows = [
        {
            "role": Role(one.role).called,
            "name": Link(one.cadre.person.name, reverse("teams-cadre", kwargs={"cadre": one.cadre_id})),
            "unit": one.cadre.unit.name if one.cadre.unit else "",
            "reasons": [Sentence(**says) for says in one.reasons],
            "account": Mark(Sentence("有", "yes"), "ok") if one.cadre.person_id in logs_in else None,
            "pledged": Mark(Sentence("已签", "signed"), "ok")
            if one.cadre_id in pledged
            else Mark(Sentence("未登记", "none"), "wait"),
            "ends": one.ends,
            "again": Link(Sentence("怎么补", "go on"), reverse("teams-again", kwargs={"member": one.pk}))
            if planned
            else None,
        }
        for one in members
    ]
    return Table("members", Sentence(f"{row.name}人员", f"{row.name}: people"), COLUMNS, rows)
