"""One account: what it was granted, granting a role, ending a grant, closing the account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Table
from xuncha.office.pages.account import COLUMNS, grant_rows
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.actions.accounts import close_account, end_grants, give
from xuncha.trust.core.roles import AT_AN_INSPECTION, OFFICE, Role
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

OFFERED = [
    Role.OFFICE,
    Role.LEADING,
    Role.LEADER,
    Role.DEPUTY,
    Role.LIAISON,
    Role.MEMBER,
    Role.PETITION,
    Role.CONTACT,
]


class GrantForm(forms.Form):
    use_required_attribute = False
    role = forms.ChoiceField(label=said(Sentence("角色", "Role")))
    inspection = forms.ChoiceField(
        label=said(Sentence("巡察任务", "Inspection")), required=False,
        help_text=said(Sentence("巡察组角色和信访专员必填。", "Needed for roles in a team.")),
    )  # fmt: skip
    organisation = forms.ChoiceField(
        label=said(Sentence("单位", "Body")), required=False,
        help_text=said(Sentence("单位联络人必填。", "Needed for a contact.")),
    )  # fmt: skip
    ends = forms.DateField(
        label=said(Sentence("到期日", "Until")), required=False, widget=forms.DateInput({"type": "date"})
    )
    basis = forms.CharField(label=said(Sentence("依据", "Basis")), max_length=120, widget=forms.TextInput())

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", "—")
        self.fields["role"].choices = [(role.value, spoken(role.called)) for role in OFFERED]
        self.fields["inspection"].choices = [none, *((one.pk, one.title) for one in see(Inspection, by))]
        units = see(Organisation, by).filter(tree="unit")
        self.fields["organisation"].choices = [none, *((one.pk, one.name) for one in units)]


@page("accounts/<uuid:account>/", title=Sentence("授权", "Grants"), roles=OFFICE)
def grants(request: HttpRequest, account: UUID) -> HttpResponse:
    """``do=end`` (with an inspection) and ``do=close`` are posted by their own buttons; everything else is the grant form."""
    owner = see_one(Account, request.user, account)
    form = GrantForm(request.POST if request.POST.get("do") == "give" else None, by=request.user)
    if request.method == "POST":
        try:
            done = _do(request, owner, form)
            if done is not None:
                return go(request, "office-grants", account=owner.pk, done=done)
        except Refusal as no:
            form.add_error(None, f"{spoken(no.says)} {spoken(no.remedy)}")
    held = [(one, title) for one, title in _inspections(request.user).items() if one in owner.sight.at]
    return show(
        request, "office/grants.html", owner=owner, form=form, held=held,
        table=Table("grants", Sentence("授权记录", "Grants"), COLUMNS, grant_rows(owner)),
        crumbs=[Crumb(Sentence("账号与授权", "Accounts"), reverse("office-accounts"))],
    )  # fmt: skip


def _inspections(by: Account) -> dict[UUID, str]:
    return {one.pk: one.title for one in see(Inspection, by)}


def _do(request: HttpRequest, owner: Account, form: GrantForm) -> Sentence | None:
    what = request.POST.get("do")
    if what == "close":
        close_account(by=request.user, account=owner)
        return Sentence("账号已停用。", "The account is closed.")
    if what == "end":
        end_grants(by=request.user, account=owner, inspection=UUID(request.POST["inspection"]))
        return Sentence("授权已终止，立即生效。", "The grants have ended.")
    if not form.is_valid():
        return None
    given = form.cleaned_data
    role = Role(given["role"])
    give(
        by=request.user, account=owner, role=role, ends=given["ends"], basis=given["basis"],
        inspection=UUID(given["inspection"]) if given["inspection"] and role in AT_AN_INSPECTION else None,
        organisation=UUID(given["organisation"]) if given["organisation"] and role is Role.CONTACT else None,
    )  # fmt: skip
    return Sentence("已授权。", "Granted.")
