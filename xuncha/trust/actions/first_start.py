"""首次启用: the first start of an office, on paper. There is no account yet that could act, so this is no action.

Three administrators are in office from the first moment; the office's first account is asked for by the ceremony itself, and
the system and the security administrator bring it into force as they will every later one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from xuncha.base.words import Sentence
from xuncha.trust import clock
from xuncha.trust.act import Act, before_anybody
from xuncha.trust.actions.grants import authorise_grants, create_grants
from xuncha.trust.core.codes import grouped
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, FirstStart, Grant
from xuncha.trust.models.grants import FIRST_START
from xuncha.trust.one_time import make_code
from xuncha.trust.refusal import Refusal

#: Who is needed at the table, in the order in which they are seated.
SEATS = (Role.SYSTEM, Role.SECURITY, Role.AUDIT, Role.OFFICE)


@dataclass(frozen=True)
class Named:
    """Who takes a seat: log-in name and name."""

    login: str
    name: str


@dataclass(frozen=True)
class Begun:
    """The four accounts, and the codes of their first log-in, to be printed this once; until when they hold."""

    seated: dict[Role, Account]
    codes: dict[Role, str] = field(repr=False)
    until: datetime


def begin(seats: Mapping[Role, Named], *, trial: bool = False, fictional: bool = False) -> Begun:
    """Open the four first accounts; the office's grant waits to be created and authorised. Fictional ones get no codes.

    Raises Refusal when the office has begun already, or two seats have one log-in name.
    """
    if Account.objects.exists():
        raise Refusal(
            "begun",
            Sentence("已经启用过了，不能再办一次首次启用。", "The office has begun already."),
            Sentence("请登录后按程序申请授权。", "Log in and ask for grants in the usual way."),
        )
    if len({one.login for one in seats.values()}) < len(SEATS):
        raise Refusal(
            "one-login",
            Sentence("四个账号的登录名不能相同。", "The four accounts need four log-in names."),
            Sentence("请分别填写。", "Give each its own."),
        )

    def work(act: Act) -> Begun:
        act.add(FirstStart(held_on=act.today, trial=trial), trial=trial)
        seated = {role: _seat(act, role, seats[role], fictional) for role in SEATS}
        made = {} if fictional else {role: make_code(account, None) for role, account in seated.items()}
        until = max((row.expires for _, row in made.values()), default=clock.now())
        return Begun(seated, {role: grouped(code) for role, (code, _) in made.items()}, until)

    return before_anybody("office.first_start", work)


def _seat(act: Act, role: Role, named: Named, fictional: bool) -> Account:
    steward = role is not Role.OFFICE
    account = Account(
        login=named.login, name=named.name, fictional=fictional,
        standing=Account.STEWARD if steward else Account.FULL_TIME,
    )  # fmt: skip
    account.set_unusable_password()
    act.add(account, standing=account.standing)
    grant = Grant(
        account=account, role=role, starts=act.today, basis=FIRST_START, ceremony=True,
        state=Grant.EFFECTIVE if steward else Grant.REQUESTED,
    )  # fmt: skip
    act.add(grant, role=role.value, starts=act.today)
    return account


def admit_office(seated: Mapping[Role, Account]) -> None:
    """The system administrator creates, the security administrator authorises what the ceremony asked for."""
    waiting = list(Grant.objects.filter(account=seated[Role.OFFICE], ceremony=True))
    create_grants(by=seated[Role.SYSTEM], grants=waiting)
    authorise_grants(by=seated[Role.SECURITY], grants=waiting)
