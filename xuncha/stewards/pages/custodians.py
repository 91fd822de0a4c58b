"""身份保管人: who keeps the shares of the key to who reported; named by the security administrator, seen by those who work with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, line
from xuncha.desk.page import Menu, go, page, show
from xuncha.desk.table import Mark, Table
from xuncha.trust import clock, split_keys
from xuncha.trust.access import see
from xuncha.trust.actions.custodians import NAMERS, end_custodian, name_custodian
from xuncha.trust.core.roles import HEADS, OFFICE, Role
from xuncha.trust.models import Account, AccountKey, Custodian
from xuncha.trust.refusal import Refusal

TITLE = Sentence("身份保管人", "Custodians of identities")
COLUMNS = (
    Column("name", Sentence("姓名", "Name")),
    Column("starts", Sentence("起", "From"), "date"),
    Column("ends", Sentence("止", "To"), "date"),
    Column("basis", Sentence("依据", "Basis"), width=30),
    Column("key", Sentence("密钥", "Key"), "mark"),
)
EMPTY = Sentence(
    "还没有指定。没有两名保管人时，由各巡察任务的组长、副组长和信访专员分存。",
    "None named. Until there are two, the heads and the petition officer of each inspection keep the shares.",
)
READY, NOT_READY = (
    Mark(Sentence("已就绪", "ready"), "ok"),
    Mark(Sentence("要先登录一次", "must log in once"), "wait"),
)


class NameForm(forms.Form):
    use_required_attribute = False
    account = choice("账号", "Account", "管理员不能当保管人", "No administrator")
    basis = line("指定依据", "Basis", "如：巡察办分工〔2026〕1号", "The decision", longest=120)

    def __init__(self, *args: Any, offered: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [
            ("", "—"),
            *((str(one.pk), f"{one.name}（{one.login}）") for one in offered),
        ]


@page("custodians/", title=TITLE, roles=NAMERS | OFFICE | HEADS | {Role.PETITION}, menu=Menu("settings", 60))
def custodians(request: HttpRequest) -> HttpResponse:
    """The list for all who work with it; naming and ending for the security administrator."""
    today = clock.today()
    may = request.user.sight.writing.has(NAMERS)
    named = list(see(Custodian, request.user).select_related("account").order_by("ends", "starts"))
    offered = list(see(Account, request.user).filter(is_active=True).order_by("name")) if may else []
    form = NameForm(request.POST if request.POST.get("do") == "name" else None, offered=offered)
    no = None
    if request.method == "POST":
        try:
            done = _do(request, form, named, offered)
            if done is not None:
                return go(request, "stewards-custodians", done=done)
        except Refusal as refusal:
            no = refusal
    keyed = set(see(AccountKey, request.user).values_list("account_id", flat=True))
    rows = [
        {"name": one.account.name, "starts": one.starts, "ends": one.ends, "basis": one.basis,
         "key": READY if one.account_id in keyed else NOT_READY}
        for one in named
    ]  # fmt: skip
    current = [
        one
        for one in named
        if one.account_id in split_keys.named(today) and (one.ends is None or one.ends > today)
    ]
    return show(
        request, "stewards/custodians.html", status=no.status if no else 200, no=no, form=form, may=may, current=current,
        table=Table("custodians", TITLE, COLUMNS, rows, empty=EMPTY), enough=len(current) >= split_keys.SHARES_NEEDED,
    )  # fmt: skip


def _do(
    request: HttpRequest, form: NameForm, named: list[Custodian], offered: list[Account]
) -> Sentence | None:
    if request.POST.get("do") == "end":
        one = next((one for one in named if str(one.pk) == request.POST.get("custodian")), None)
        if one is None:
            return None
        end_custodian(by=request.user, custodian=one)
        return Sentence("已终止，请现有保管人重新分存密钥。", "Ended; the keepers share the keys out anew.")
    if not form.is_valid():
        return None
    account = next(one for one in offered if str(one.pk) == form.cleaned_data["account"])
    name_custodian(by=request.user, account=account, basis=form.cleaned_data["basis"])
    return Sentence("已指定，请现有保管人重新分存密钥。", "Named; the keepers share the keys out anew.")
