"""How a test resets an account: the system administrator issues a code, and somebody logs in with it."""

from __future__ import annotations

from tests.cast import FICTIONAL_PASSWORD, Cast
from xuncha.trust import account_keys
from xuncha.trust.actions.choose_password import choose_first_password
from xuncha.trust.actions.codes import issue_code
from xuncha.trust.models import Account
from xuncha.trust.pocket import Pocket

NEW = "kvqxd ptnzl mrw 47"


def reset(cast: Cast, who: Account, new: str = NEW) -> None:
    """A one-time code for an account, and the password that was chosen with it."""
    issue_code(by=cast.system, account=who)
    choose_first_password(by=who, new=new)


def unlocked(*accounts: Account, password: str = FICTIONAL_PASSWORD) -> Pocket:
    """The private keys of these accounts."""
    return Pocket({one.pk: account_keys.unlock(one, password) for one in accounts})
