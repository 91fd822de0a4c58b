"""首次启用: the first start as it happens at the table: accounts, the recovery key in shares, and everything on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from xuncha.papers.core.form import Copy
from xuncha.papers.core.forms import form_named
from xuncha.papers.core.freeze import facts_code
from xuncha.papers.core.press import press
from xuncha.papers.models import organ
from xuncha.rulebook.models import value
from xuncha.sealed import shares
from xuncha.sealed.envelope import new_opener
from xuncha.trust import clock, key_folder
from xuncha.trust.actions.first_start import SEATS, Begun, Named, begin
from xuncha.trust.chosen_suite import chosen
from xuncha.trust.core.roles import Role

#: Shares of the recovery key, and how many of them join.
SHARES, NEEDED = 3, 2


@dataclass(frozen=True)
class Held:
    """What the first start made: the accounts with their codes, and the shares in digits, one for each keeper."""

    begun: Begun
    seats: Mapping[Role, Named]
    keepers: tuple[str, ...]
    digits: tuple[str, ...] = field(repr=False)
    trial: bool = False


def hold(seats: Mapping[Role, Named], keepers: Sequence[str], *, trial: bool = False) -> Held:
    """Hold the first start. ``keepers``: who keeps each of the three shares. Raises Refusal as ``begin``.

    The recovery key exists whole only while this runs; what is kept of it is the lock.
    """
    begun = begin(seats, trial=trial)
    opener = new_opener(number=chosen())
    key_folder.keep_recovery(opener.lock)
    digits = tuple(shares.as_digits(one) for one in shares.split(opener.secret, SHARES, NEEDED))
    return Held(begun, seats, tuple(keepers), digits, trial)


def until_of(held: Held) -> str:
    """Until when the codes hold, in the office's time."""
    return f"{timezone.localtime(held.begun.until):%Y-%m-%d %H:%M}"


def sheets(held: Held) -> dict[str, bytes]:
    """File name → A4 sheet: the record to be signed, the slips to be cut apart, a sheet for each keeper. Names hold no person."""
    day = clock.today().isoformat()
    office = organ("office", clock.today())
    made = {
        "1 首次启用记录.docx": _press(
            "first_start_record",
            {
                "organ": office, "held_on": day, "trial": held.trial, "keepers": list(held.keepers),
                "seats": [[role.called.zh, held.seats[role].name, held.seats[role].login] for role in SEATS],
            },
        ),
        "2 登录码.docx": _press(
            "login_slips",
            {
                "until": until_of(held),
                "slips": [
                    [role.called.zh, held.seats[role].name, held.seats[role].login, held.begun.codes[role]]
                    for role in SEATS
                ],
            },
        ),
    }  # fmt: skip
    for number, (keeper, digits) in enumerate(zip(held.keepers, held.digits, strict=True), 1):
        facts = {
            "organ": office, "number": number, "of": SHARES, "needed": NEEDED, "keeper": keeper, "made_on": day,
            "groups": digits.split(),
        }  # fmt: skip
        made[f"3 恢复码{number}.docx"] = _press("recovery_share", facts)
    return made


def _press(form: str, facts: dict[str, object]) -> bytes:
    """The page's code is made of the day and the form alone: it must tell nothing of what is secret on the page."""
    code = facts_code(form, {"day": clock.today().isoformat()})
    return press(form_named(form), facts, Copy(code=code, mark=value("papers.mark", clock.today())))
