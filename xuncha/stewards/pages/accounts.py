"""账号: who can log in, full-time and drafted staff apart; opening an account, which holds nothing yet."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, line
from xuncha.desk.page import Menu, go, page, show
from xuncha.desk.parts import Tab
from xuncha.desk.spoken import spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.stewards.granted import STANDINGS, called, holds
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.actions.accounts import KEEPERS, open_account
from xuncha.trust.core.roles import ADMINISTRATORS, OFFICE
from xuncha.trust.models import Account, Grant
from xuncha.trust.refusal import Refusal

READERS = OFFICE | ADMINISTRATORS
COLUMNS = (
    Column("name", Sentence("姓名", "Name")),
    Column("login", Sentence("账号", "Account")),
    Column("roles", Sentence("现有角色", "Roles today")),
    Column("until", Sentence("最后一项授权到期", "Last grant until"), "date"),
    Column("state", Sentence("状态", "State"), "mark"),
)
OPEN = Mark(Sentence("可登录", "open"), "ok")
CLOSED = Mark(Sentence("已停用", "closed"), "off")
NO_CODE = Mark(Sentence("未发启用码", "no code yet"), "wait")
IDLE = Mark(Sentence("授权已到期，应停用", "no grant left: close it"), "wait")
NO_PERSON = Mark(Sentence("未登记是谁", "nobody entered behind it"), "wait")
EMPTY = Sentence("这一类还没有账号。", "No account of this kind yet.")
NOTHING_WAITS = Sentence("没有", "none")


class AccountForm(forms.Form):
    use_required_attribute = False
    name = line("姓名", "Name", longest=40)
    login = line("账号", "Account", "登录时输入，建议用姓名拼音。", "Typed at log-in.", longest=40)
    standing = choice(
        "人员类别", "Standing", "抽调人员只按巡察任务授权，到期即止。", "Drafted staff hold dated grants at inspections only."
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].choices = [(key, spoken(says)) for key, says in STANDINGS.items()]


@page("accounts/", title=Sentence("账号", "Accounts"), roles=READERS, menu=Menu("settings", 20))
def accounts(request: HttpRequest) -> HttpResponse:
    """One kind of staff at a time; below it the form for a new account."""
    of = request.GET.get("of", Account.FULL_TIME)
    of = of if of in STANDINGS else Account.FULL_TIME
    may_open = request.user.sight.writing.has(KEEPERS)
    form = AccountForm(request.POST or None, initial={"standing": of}) if may_open else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            made = open_account(by=request.user, **form.cleaned_data)
            done = Sentence("账号已开立，还没有任何权限。", "Opened; it holds nothing yet.")
            return go(request, "stewards-account", account=made.pk, done=done)
        except Refusal as no:
            form.add_error(None, f"{spoken(no.says)} {spoken(no.remedy)}")
    every = list(see(Account, request.user).order_by("-is_active", "login"))
    title = STANDINGS[of]
    table = Table(
        "accounts", title, COLUMNS, _rows(request, [one for one in every if one.standing == of]), empty=EMPTY
    )
    tabs = [
        Tab(says, f"{reverse('stewards-accounts')}?of={key}", key == of, sum(one.standing == key for one in every))
        for key, says in STANDINGS.items()
    ]  # fmt: skip
    return show(request, "stewards/accounts.html", table=table, form=form, tabs=tabs)


def _rows(request: HttpRequest, accounts: list[Account]) -> list[dict[str, object]]:
    today = clock.today()
    held: dict[object, list[Grant]] = {one.pk: [] for one in accounts}
    grants = see(Grant, request.user).filter(account__in=accounts).select_related("stands_in_for")
    for grant in grants.order_by("role", "starts"):
        if holds(grant, today):
            held[grant.account_id].append(grant)
    return [_row(one, held[one.pk]) for one in accounts]


def _row(one: Account, held: list[Grant]) -> dict[str, object]:
    roles = list(dict.fromkeys(called(grant) for grant in held))
    ends = [grant.ends for grant in held]
    return {
        "name": Link(one.name, reverse("stewards-account", args=[one.pk])),
        "login": one.login,
        "roles": roles or NOTHING_WAITS,
        "until": max((day for day in ends if day), default=None) if None not in ends else None,
        "state": _state(one, held) if not _nameless(one) else [_state(one, held), NO_PERSON],
    }


def _state(one: Account, held: list[Grant]) -> Mark:
    if not one.is_active:
        return CLOSED
    if one.standing == Account.DRAFTED and not held and one.has_usable_password():
        return IDLE
    return OPEN if one.has_usable_password() else NO_CODE


def _nameless(one: Account) -> bool:
    """Recusal cannot be checked for staff of whom nobody has said which person of the registry they are."""
    return one.is_active and one.person_id is None and one.standing in (Account.FULL_TIME, Account.DRAFTED)
