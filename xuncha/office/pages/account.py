"""One's own account: what it may do until when, and the password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Mark, Table
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.actions.change_password import change_password
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import Account, Grant
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("role", Sentence("角色", "Role")),
    Column("where", Sentence("范围", "Where")),
    Column("starts", Sentence("开始", "From"), "date"),
    Column("ends", Sentence("到期", "Until"), "date"),
    Column("state", Sentence("状态", "State"), "mark"),
    Column("basis", Sentence("依据", "Basis")),
)
NOT_THE_SAME = Sentence("两次输入的新密码不一样。", "The two new passwords differ.")
NO_GRANT = Sentence(
    "还没有授权。请联系巡察办按程序授权。", "No grants yet. Ask the inspection office for one."
)
WHOLE_OFFICE = Sentence("全办", "the whole office")
ENDED_PLACE = Sentence("已结束的任务", "an inspection that has ended")


class PasswordForm(forms.Form):
    use_required_attribute = False
    old = forms.CharField(
        label=said(Sentence("原密码", "Old password")),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=said(Sentence("新密码", "New password")),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=said(Sentence("不少于12个字符。", "At least 12 characters.")),
    )
    again = forms.CharField(
        label=said(Sentence("再输一遍新密码", "New password once more")),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        if self.cleaned_data.get("new") != self.cleaned_data["again"]:
            raise forms.ValidationError(spoken(NOT_THE_SAME))
        return self.cleaned_data["again"]


@page("account/", title=Sentence("我的账号", "My account"), roles=EVERYONE)
def account(request: HttpRequest) -> HttpResponse:
    """Grants of today, the past and the future; a form for a new password."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_password(
                by=request.user, old=form.cleaned_data["old"], new=form.cleaned_data["new"]
            )
            update_session_auth_hash(request, changed)
            return go(request, "office-account", done=Sentence("密码已修改。", "The password was changed."))
        except Refusal as no:
            form.add_error(None, f"{spoken(no.says)} {spoken(no.remedy)}")
    grants = Table(
        "grants", Sentence("我的授权", "My grants"), COLUMNS, grant_rows(request.user), empty=NO_GRANT
    )
    facts = [(Sentence("姓名", "Name"), request.user.name), (Sentence("账号", "Account"), request.user.login)]
    return show(request, "office/account.html", form=form, grants=grants, facts=facts)


def grant_rows(owner: Account) -> list[dict[str, Any]]:
    """The grants of an account as rows of ``COLUMNS``, the newest first."""
    grants = list(see(Grant, owner).filter(account=owner).order_by("-starts", "role"))
    inspections = {one.pk: one.title for one in see(Inspection, owner)}
    bodies = see(Organisation, owner).in_bulk([one.organisation for one in grants if one.organisation])
    return [
        {
            "role": Role(one.role).called,
            "where": _place(one, inspections, bodies),
            "starts": one.starts,
            "ends": one.ends,
            "state": _state(one),
            "basis": one.basis,
        }
        for one in grants
    ]


def _place(grant: Grant, inspections: dict[Any, str], bodies: dict[Any, Organisation]) -> object:
    if grant.organisation:
        return bodies[grant.organisation].name if grant.organisation in bodies else ENDED_PLACE
    if grant.inspection:
        return inspections.get(grant.inspection, ENDED_PLACE)
    return WHOLE_OFFICE


def _state(grant: Grant) -> Mark:
    today = clock.today()
    if grant.starts > today:
        return Mark(Sentence("未生效", "not yet"), "plain")
    if grant.ends and grant.ends <= today:
        return Mark(Sentence("已终止", "ended"), "off")
    return Mark(Sentence("有效", "valid"), "ok")
