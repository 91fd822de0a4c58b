"""Accounts of the office: who can log in, and opening a new one."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, go, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.trust.access import see
from xuncha.trust.actions.accounts import open_account
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account, sight_of
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("name", Sentence("姓名", "Name")),
    Column("login", Sentence("账号", "Account")),
    Column("roles", Sentence("现有角色", "Roles today")),
    Column("state", Sentence("状态", "State"), "mark"),
)
OPEN = Mark(Sentence("可登录", "open"), "ok")
CLOSED = Mark(Sentence("已停用", "closed"), "off")


class AccountForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label=said(Sentence("姓名", "Name")), max_length=40)
    login = forms.CharField(
        label=said(Sentence("账号", "Account")), max_length=40,
        help_text=said(Sentence("登录时输入，建议用姓名拼音。", "Typed at log-in.")),
    )  # fmt: skip
    password = forms.CharField(
        label=said(Sentence("初始密码", "First password")), min_length=12, widget=forms.PasswordInput(),
        help_text=said(Sentence("不少于12个字符，当面交给本人，由本人登录后修改。", "At least 12 characters; handed over in person.")),
    )  # fmt: skip


@page("accounts/", title=Sentence("账号与授权", "Accounts"), roles=OFFICE, menu=Menu("settings", 20))
def accounts(request: HttpRequest) -> HttpResponse:
    """The list; below it the form for a new account, which holds no right until one is granted."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_account(by=request.user, **form.cleaned_data)
            return go(
                request,
                "office-grants",
                account=made.pk,
                done=Sentence("账号已开立，请授予角色。", "Opened; now grant a role."),
            )
        except Refusal as no:
            form.add_error(None, f"{spoken(no.says)} {spoken(no.remedy)}")
    rows = [_row(one) for one in see(Account, request.user).order_by("login")]
    table = Table("accounts", Sentence("账号", "Accounts"), COLUMNS, rows)
    return show(request, "office/accounts.html", table=table, form=form)


def _row(one: Account) -> dict[str, object]:
    sight = sight_of(one)
    held = sorted(sight.wide.union(*sight.at.values()))
    return {
        "name": Link(one.name, reverse("office-grants", args=[one.pk])),
        "login": one.login,
        "roles": [role.called for role in held]
        or ([Sentence("单位联络人", "contact")] if sight.bodies else []),
        "state": OPEN if one.is_active else CLOSED,
    }
