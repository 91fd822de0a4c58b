"""The log-in page: the first step. A demo lists its fictional accounts, and only to the machine it runs on."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.spoken import said, spoken
from xuncha.office.pages._entering import onward
from xuncha.trust.access import Sight, see
from xuncha.trust.actions.enter import Next, log_in, step_in
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account
from xuncha.trust.refusal import NotSeen, Refusal

LOOPBACK = frozenset({"127.0.0.1", "::1"})
#: Roles in the order of the list; the first one an account holds names its group.
ORDER = (
    Role.OFFICE, Role.LEADING, Role.PETITION, Role.LEADER, Role.DEPUTY, Role.LIAISON, Role.MEMBER, Role.CONTACT,
    Role.SYSTEM, Role.SECURITY, Role.AUDIT,
)  # fmt: skip
#: Accounts of one role that are shown at once.
AT_ONCE = 3


class LoginForm(forms.Form):
    login = forms.CharField(
        label=said(Sentence("账号", "Account")),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=said(Sentence("密码", "Password")),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    use_required_attribute = False


@page("login/", title=Sentence("登录", "Log in"), open_to_all=True)
def login(request: HttpRequest) -> HttpResponse:
    """Name and password; in a demo also one button for each fictional account."""
    if "as" in request.POST:
        step_in(request, _fictional(request, request.POST["as"]))
        return onward(request, Next.IN)
    form = LoginForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return onward(request, log_in(request, **form.cleaned_data))
        except Refusal as no:
            form.add_error(None, f"{spoken(no.says)}{spoken(no.remedy)}")
            status = no.status
    elif form.is_bound:
        status = 422
    groups = _groups(_listed(request))
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return show(request, "office/login.html", status=status, form=form, groups=groups, next=wanted)


def _listed(request: HttpRequest) -> list[Account]:
    """The fictional accounts, when this is a demo that is looked at from its own machine; else none."""
    if not settings.XUNCHA_DEMO or request.META.get("REMOTE_ADDR") not in LOOPBACK:
        return []
    return list(see(Account, Sight(None, None)).filter(fictional=True, is_active=True).order_by("login"))


def _fictional(request: HttpRequest, login: str) -> Account:
    for account in _listed(request):
        if account.login == login:
            return account
    raise NotSeen


def _groups(accounts: list[Account]) -> list[tuple[Sentence, list[Account], list[Account]]]:
    """The accounts by role, as (role, those shown at once, those folded away); whose rights have ended is left out."""
    by_role: dict[Role, list[Account]] = {}
    for one in accounts:
        role = _role(one)
        if role is not None:
            by_role.setdefault(role, []).append(one)
    return [
        (role.called, by_role[role][:AT_ONCE], by_role[role][AT_ONCE:]) for role in ORDER if role in by_role
    ]


def _role(one: Account) -> Role | None:
    sight = one.sight
    held = sight.wide.union(*sight.at.values()) | ({Role.CONTACT} if sight.bodies else set())
    return next((role for role in ORDER if role in held), None)
