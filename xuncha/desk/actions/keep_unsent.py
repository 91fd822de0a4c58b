"""Keeping a form that arrived after its session had ended.

Nobody is logged in then, so this is no action: the fields are sealed to the own key of the account whose session it was, which
needs nobody's right and can be opened by nobody but the owner; the journal tells that it was kept, by nobody.
"""

from __future__ import annotations

import json
from typing import Any

from xuncha.desk.models import Draft
from xuncha.trust import clock, vault
from xuncha.trust.access import whole
from xuncha.trust.act import witness
from xuncha.trust.lock import write_turn
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

#: Characters of a form that is kept; a longer one is a file by another name.
MOST = 400_000


def keep_unsent(account: Account, *, key: str, body: Any) -> Draft | None:
    """Seal ``body`` (plain JSON) as the account's draft under ``key``; None where it is too long or the account has no key."""
    text = json.dumps(body, ensure_ascii=False)
    if len(text) > MOST or len(key) > Draft._meta.get_field("key").max_length:
        return None
    kept = whole(Draft, "a form that came too late replaces the one before it").filter(
        account=account, key=key
    )
    draft = kept.first() or Draft(account=account, key=key)
    draft.saved_at = clock.now()
    try:
        draft.body = vault.seal(draft, "body", text)
    except Refusal:
        return None
    with write_turn():
        draft.save()
    witness("draft.kept_late", None, draft)
    return draft
