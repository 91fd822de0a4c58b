"""密钥交接: which keys the account holds, and which colleagues wait for theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Table
from xuncha.desk.todo import Todo, todos
from xuncha.trust import keyring
from xuncha.trust.access import see
from xuncha.trust.actions.hand_over_keys import hand_over_keys
from xuncha.trust.core.compartments import Compartment
from xuncha.trust.core.roles import BUSINESS
from xuncha.trust.models import Account

TITLE = Sentence("密钥交接", "Keys")
COLUMNS = (
    Column("kind", Sentence("内容", "Content")),
    Column("who", Sentence("等待的同事", "Colleague who waits"), width=40),
)
NOBODY = Sentence(
    "没有同事在等密钥。同事被授权或者重设密码以后，您登录时会自动交接。",
    "Nobody waits. When a colleague gets a role or resets a password, your next log-in hands over.",
)


@page("keys/", title=TITLE, roles=BUSINESS)
def keys(request: HttpRequest) -> HttpResponse:
    """The list, and one button that hands everything over."""
    if request.method == "POST":
        number = hand_over_keys(by=request.user)
        return go(
            request, "stewards-keys", done=Sentence(f"已交接{number}把密钥。", f"{number} keys handed over.")
        )
    waiting = keyring.waiting()
    names = {one.pk: one.name for one in see(Account, request.user)}
    rows = [
        {"kind": Compartment.named(name).kind.called, "who": "、".join(names[one] for one in accounts)}
        for name, accounts in waiting.items()
    ]
    return show(request, "stewards/keys.html", waiting=Table("keys", TITLE, COLUMNS, rows, empty=NOBODY))


@todos(BUSINESS)
def todo(account: Account, today: date) -> Iterable[Todo]:
    """Colleagues who cannot read yet because nobody has given them the key."""
    people = {one for accounts in keyring.waiting().values() for one in accounts}
    if people:
        number = len(people)
        says = Sentence(f"{number}位同事等待您交接密钥", f"{number} colleagues wait for keys from you")
        yield Todo(says, reverse("stewards-keys"))
