"""核实重设: a colleague answers for it that it was the owner of an account who asked for a new password.

Until then its new key is handed nothing. Else who issues one-time codes could issue one to himself, log in under another's name,
and have keys given to him at the next log-in of any colleague.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.trust import account_keys, keyring, two
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE
from xuncha.trust.models import KeyReset


@action(
    "keys.confirm_reset", roles=INSIDE, where="anywhere", says=Sentence("核实重设密码", "answer for a reset of a password")
)  # fmt: skip
def confirm_reset(act: Act, *, reset: KeyReset, version: int) -> int:
    """Confirm that the owner asked for it, and hand over at once what the acting account holds; the number handed over.

    Raises Refusal where it is decided, the account was reset once more (Stale), has not logged in since, is one's own or was reset
    by oneself, and where the acting account holds no key that the other should hold too.
    """
    account = reset.account
    if reset.confirmed_on is not None:
        act.refuse("decided", Sentence("这次重设已经核实过了。", "This reset is confirmed already."))
    if two.person_of(act.by) == two.person_of(account) or act.by.pk == reset.by_id:
        act.refuse(
            "oneself",
            Sentence(
                "自己的重设、自己办的重设不能由自己核实。", "Not one's own reset, nor one that one made."
            ),
            Sentence("请另一名同事核实。", "Let another colleague do it."),
        )
    if account.pk not in keyring.unconfirmed():
        act.refuse(
            "no-holder",
            Sentence(
                "本人还没有用新密码登录，或者您没有要交给他的密钥。",
                "The owner has not logged in since, or you hold no key for this account.",
            ),
            Sentence(
                "请他先登录设置密码；没有同事持有密钥的，用恢复码找回。",
                "Have him log in first; where no colleague holds a key, recover with the paper shares.",
            ),
        )
    act.change(reset, version, noting="confirmed", confirmed_by=act.by, confirmed_on=act.today)
    account_keys.confirmed(account.pk)
    act.note("keys.reset_confirmed", account)
    return keyring.hand_over()


def confirm_by_two(act: Act, resets: Iterable[KeyReset]) -> None:
    """The same for a two-person act that gives lost keys back: no colleague holds any, the two answer for it."""
    for one in resets:
        act.change(one, noting="confirmed", confirmed_by=act.by, confirmed_on=act.today)
        account_keys.confirmed(one.account_id)
        act.note("keys.reset_confirmed", one.account)


def open_resets(accounts: Iterable[UUID] | None = None) -> list[KeyReset]:
    """The resets that nobody has confirmed yet, of these accounts or of all; newest first."""
    found = KeyReset.objects.filter(confirmed_on=None, account__is_active=True)
    if accounts is not None:
        found = found.filter(account__in=accounts)
    return list(found.select_related("account", "by").order_by("-on"))
