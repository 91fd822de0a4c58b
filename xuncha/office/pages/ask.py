"""申请授权: ask for a role, for the office, at an inspection or for a body; two administrators then bring it into force."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, day, line
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said, spoken
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.stewards.granted import STANDINGS
from xuncha.trust.access import see, see_one
from xuncha.trust.actions.grants import ASKS, ask_for_grant
from xuncha.trust.core.roles import AT_AN_INSPECTION, HEADS, Role
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

#: Of whom the head of a team asks: contacts and administrators are no names for him.
OF_A_TEAM = (Account.FULL_TIME, Account.DRAFTED)


class AskForm(forms.Form):
    use_required_attribute = False
    account = choice(
        "人员", "Who", "名单里没有的，先在“账号”页开立账号。", "Whoever is missing needs an account first."
    )
    role = choice("角色", "Role")
    inspection = choice(
        "巡察任务", "Inspection", "巡察组角色和信访专员必填。", "Needed for roles in a team.", required=False
    )
    organisation = choice("单位", "Body", "单位联络人必填。", "Needed for a contact.", required=False)
    starts = day("开始日", "From", "不填从今天起。", "Today if left out.", required=False)
    ends = day(
        "到期日", "Until", "抽调人员和B角必填。", "Needed for drafted staff and deputies.", required=False
    )
    stands_in_for = choice(
        "代替谁（AB角）",
        "Stands in for",
        "作为B角代办时选A角。",
        "The one whose deputy it is.",
        required=False,
    )
    read_only = forms.BooleanField(label=said(Sentence("只读", "Read only")), required=False)
    basis = line(
        "依据",
        "Basis",
        "文号或者决定，如抽调函、授权任职通知。",
        "Number of a paper, or a decision.",
        longest=120,
    )

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = by.sight.writing.has(ASKS)
        none = ("", "—")
        people = see(Account, by).filter(is_active=True).order_by("standing", "name")
        people = people if office else people.filter(standing__in=OF_A_TEAM)
        named = [(str(one.pk), f"{one.name}（{spoken(STANDINGS[one.standing])}）") for one in people]
        roles = list(Role) if office else [role for role in Role if role in AT_AN_INSPECTION]
        self.inspections = {
            str(one.pk): one
            for one in see(Inspection, by).select_related("round").order_by("-round__number", "pk")
        }
        units = see(Organisation, by).filter(tree="unit") if office else []
        self.bodies = {str(one.pk): one.name for one in units}
        self.fields["account"].choices = [none, *named]
        self.fields["stands_in_for"].choices = [none, *named]
        self.fields["role"].choices = [none, *((role.value, spoken(role.called)) for role in roles)]
        self.fields["inspection"].choices = [
            none,
            *((key, one.title) for key, one in self.inspections.items()),
        ]
        self.fields["organisation"].choices = [none, *self.bodies.items()]

    def terms(self) -> dict[str, Any]:
        """What the action is asked for, with what the administrators read of the place: a round, never the body of a task."""
        given = self.cleaned_data
        role = Role(given["role"])
        inspection = given["inspection"] if role in AT_AN_INSPECTION else ""
        body = given["organisation"] if role is Role.CONTACT else ""
        if inspection:
            place = f"第{self.inspections[inspection].round.number}轮一项任务"
        else:
            place = self.bodies.get(body, "")
        return {
            "role": role, "place": place, "starts": given["starts"], "ends": given["ends"], "basis": given["basis"],
            "read_only": given["read_only"], "inspection": UUID(inspection) if inspection else None,
            "organisation": UUID(body) if body else None,
        }  # fmt: skip


@page("grants/ask/", title=Sentence("申请授权", "Ask for a grant"), roles=ASKS | HEADS)
def ask(request: HttpRequest) -> HttpResponse:
    """The office for everybody; the heads of a team for their own inspection."""
    form = AskForm(request.POST or None, by=request.user, initial={"account": request.GET.get("account", "")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        principal = see_one(Account, request.user, given["stands_in_for"]) if given["stands_in_for"] else None
        try:
            asked = ask_for_grant(
                by=request.user, account=see_one(Account, request.user, given["account"]), stands_in_for=principal, **form.terms()
            )  # fmt: skip
        except Refusal as no:
            if no.status != 422:
                raise
            form.add_error(None, f"{spoken(no.says)} {spoken(no.remedy)}")
        else:
            done = Sentence(
                "已申请，等系统管理员开通、安全保密管理员核准。", "Asked for; two administrators sign next."
            )
            if request.user.sight.writing.has(ASKS):
                return go(request, "stewards-account", account=asked.account_id, done=done)
            return go(request, "office-home", done=done)
    crumbs = (
        [Crumb(Sentence("账号", "Accounts"), reverse("stewards-accounts"))]
        if request.user.sight.has(ASKS)
        else []
    )
    return show(request, "office/ask.html", form=form, crumbs=crumbs)
