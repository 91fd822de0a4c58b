"""One account: what was asked for and granted, ending a grant, the kind of staff, closing the account."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import spoken
from xuncha.desk.table import Table
from xuncha.stewards.granted import COLUMNS, EMPTY, STANDINGS, called, place_of, rows_of, state_of
from xuncha.stewards.pages.accounts import READERS
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.actions.accounts import KEEPERS, change_standing, close_account
from xuncha.trust.actions.grants import PENDING, end_grant
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account, Grant
from xuncha.trust.refusal import Refusal

ENDERS = OFFICE | {Role.SECURITY}


class StandingForm(forms.Form):
    use_required_attribute = False
    standing = choice("人员类别", "Standing")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].choices = [(key, spoken(says)) for key, says in STANDINGS.items()]


@page("accounts/<uuid:account>/", title=Sentence("账号与授权", "An account"), roles=READERS)
def account(request: HttpRequest, account: UUID) -> HttpResponse:
    """``do=end`` (with a grant), ``do=standing`` and ``do=close`` are posted by their own buttons."""
    owner = see_one(Account, request.user, account)
    no = None
    if request.method == "POST":
        try:
            done = _do(request, owner)
            return go(request, "stewards-account", account=owner.pk, done=done)
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            no = refusal
    related = ("requested_by", "created_by", "authorised_by", "stands_in_for")
    grants = list(
        see(Grant, request.user).filter(account=owner).select_related(*related).order_by("-starts", "role")
    )
    may = request.user.sight.writing
    today = clock.today()
    return show(
        request, "stewards/account.html", owner=owner, no=no, crumbs=[Crumb(Sentence("账号", "Accounts"), reverse("stewards-accounts"))],
        table=Table("grants", Sentence("授权", "Grants"), COLUMNS, rows_of(grants, today), empty=EMPTY),
        standing=STANDINGS[owner.standing], roles=_ends(grants) if may.has(ENDERS) else [],
        form=StandingForm(initial={"standing": owner.standing}) if may.has(KEEPERS) and owner.is_active else None,
        may_ask=may.has(OFFICE) and owner.is_active, may_close=may.has(KEEPERS | {Role.SECURITY}) and owner.is_active,
        may_sign_in=may.has({Role.SYSTEM, Role.SECURITY}),
        may_code=may.has({Role.SYSTEM}) and owner.is_active,
    )  # fmt: skip


def _ends(grants: list[Grant]) -> list[dict[str, object]]:
    """The grants that could be ended or taken back today."""
    today = clock.today()
    open_ = [
        one
        for one in grants
        if one.state in PENDING or (one.state == Grant.EFFECTIVE and state_of(one, today).tone != "off")
    ]
    return [{"grant": one, "role": called(one), "place": place_of(one)} for one in open_]


def _do(request: HttpRequest, owner: Account) -> Sentence:
    what = request.POST.get("do")
    if what == "close":
        close_account(by=request.user, account=owner)
        return Sentence("账号已停用，立即生效。", "The account is closed.")
    if what == "end":
        grant = see_one(Grant, request.user, request.POST.get("grant") or None)
        end_grant(by=request.user, grant=grant)
        return Sentence("授权已终止，立即生效。", "The grant has ended.")
    form = StandingForm(request.POST)
    if form.is_valid():
        change_standing(by=request.user, account=owner, standing=form.cleaned_data["standing"])
    return Sentence("人员类别已更新。", "The standing was changed.")
