"""While the story is told every fictional account is logged in: its key is unlocked with the password they all share."""

from __future__ import annotations

from uuid import UUID

from xuncha.trust import account_keys
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.models import Account
from xuncha.trust.pocket import Pocket


class EverybodyFictional(Pocket):
    """The keys of all fictional accounts, each unlocked when it is first wanted."""

    def secret_of(self, account: UUID) -> bytes | None:
        known = super().secret_of(account)
        who = None if known else Account.objects.filter(pk=account, fictional=True).first()
        if who is not None:
            self.put(account, account_keys.unlock(who, FICTIONAL_PASSWORD))
        return super().secret_of(account)

    def accounts(self) -> list[UUID]:
        return list(Account.objects.filter(fictional=True, key__isnull=False).values_list("pk", flat=True))
