"""密钥交接: which colleagues wait for keys that the account holds, and whose new password somebody has to answer for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.progress import Progress, start
from xuncha.desk.table import Table
from xuncha.desk.todo import Todo, todos
from xuncha.trust import keyring, resealing
from xuncha.trust.access import see, see_one
from xuncha.trust.actions.confirm_reset import confirm_reset, open_resets
from xuncha.trust.actions.hand_over_keys import hand_over_keys
from xuncha.trust.actions.reseal import reseal_some
from xuncha.trust.core.compartments import Compartment
from xuncha.trust.core.roles import BUSINESS, INSIDE
from xuncha.trust.models import Account, KeyReset
from xuncha.trust.refusal import NotSeen

TITLE = Sentence("密钥交接", "Keys")
RESEALING = Sentence("用新密钥重新密封", "sealing anew under newer keys")
COLUMNS = (
    Column("kind", Sentence("内容", "Content")),
    Column("who", Sentence("等待的同事", "Colleague who waits"), width=40),
)
NOBODY = Sentence(
    "没有同事在等密钥。同事被授权以后，您登录时会自动交接；重设过密码的，先由一名同事核实。",
    "Nobody waits. When a colleague gets a role your next log-in hands over; after a reset somebody confirms first.",
)


@page("keys/", title=TITLE, roles=BUSINESS)
def keys(request: HttpRequest) -> HttpResponse:
    """The list, and one button that hands everything over; above it the colleagues whose reset is to be confirmed."""
    if request.POST.get("do") == "reseal":
        return redirect("desk-progress", start(request.user, RESEALING, _resealing(request.user)).id)
    if request.method == "POST":
        number = _done(request)
        return go(
            request, "stewards-keys", done=Sentence(f"已交接{number}把密钥。", f"{number} keys handed over.")
        )
    waiting = keyring.waiting()
    names = {one.pk: one.name for one in see(Account, request.user)}
    rows = [
        {"kind": Compartment.named(name).kind.called, "who": "、".join(names[one] for one in accounts)}
        for name, accounts in waiting.items()
    ]
    return show(
        request, "stewards/keys.html", waiting=Table("keys", TITLE, COLUMNS, rows, empty=NOBODY),
        resets=_to_confirm(request.user), mine=open_resets([request.user.pk]),
        old=resealing.left(),
    )  # fmt: skip


def _resealing(account: Account) -> Callable[[Progress], str]:
    """Seal anew, a batch after another, until nothing is left; what is done stays done when it is cancelled."""

    def work(progress: Progress) -> str:
        total, done = max(1, resealing.left()), 0
        while not progress.cancelled and (batch := reseal_some(by=account)):
            done += batch
            progress.at(done * 100 // total, Sentence(f"已重新密封 {done} 项", f"{done} sealed anew"))
        return reverse("stewards-keys")

    return work


def _done(request: HttpRequest) -> int:
    if "reset" not in request.POST:
        return hand_over_keys(by=request.user)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise NotSeen
    reset = see_one(KeyReset, request.user, form.cleaned_data["reset"])
    return confirm_reset(by=request.user, reset=reset, version=form.cleaned_data["version"])


class ConfirmForm(forms.Form):
    """Which reset, as it was shown."""

    reset = forms.UUIDField()
    version = forms.IntegerField()


def _to_confirm(account: Account) -> list[KeyReset]:
    """Resets of colleagues that this account can answer for."""
    return open_resets(keyring.unconfirmed()) if account.sight.writing.anywhere(INSIDE) else []


@todos(BUSINESS)
def todo(account: Account, today: date) -> Iterable[Todo]:
    """Colleagues who cannot read yet because nobody has given them the key; resets to be confirmed, one's own too."""
    people = {one for accounts in keyring.waiting().values() for one in accounts}
    if people:
        number = len(people)
        says = Sentence(f"{number}位同事等待您交接密钥", f"{number} colleagues wait for keys from you")
        yield Todo(says, reverse("stewards-keys"))
    resets = len(_to_confirm(account))
    if resets:
        says = Sentence(f"{resets}位同事重设了密码，请核实", f"{resets} colleagues were reset: confirm")
        yield Todo(says, reverse("stewards-keys"))
    if open_resets([account.pk]):
        says = Sentence(
            "您的密码重设过：请一名同事核实，之后才能打开密封内容",
            "Your password was reset: have a colleague confirm it",
        )
        yield Todo(says, reverse("stewards-keys"))
