"""Opening sealed texts for a page: an action, because every reading is journalled."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.findings.actions._kept_away import SAYS, kept_away
from xuncha.trust.access import Restricted
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM, Role
from xuncha.trust.refusal import NotSeen


@action(
    "findings.read", roles=TEAM | {Role.PETITION, Role.OFFICE}, where="anywhere",
    says=Sentence("查阅待核事项、底稿或问题", "read observations, papers or findings"),
    reads=True,
)  # fmt: skip
def read(act: Act, *, rows: Sequence[Restricted], columns: Sequence[str]) -> list[dict[str, str]]:
    """The plain texts of ``columns``, one dict a row. Raises NotSeen when one of the rows is not for this account.

    What came out of a letter that is kept from the account (回避) is not opened; in its place stands why.
    """
    if not rows:
        return []
    keys = {row.pk for row in rows}
    if act.see(type(rows[0])).filter(pk__in=keys).count() != len(keys):
        raise NotSeen
    closed = kept_away(act, rows)
    opened = iter(act.open([row for row in rows if row.pk not in closed], *columns))
    return [dict.fromkeys(columns, str(SAYS)) if row.pk in closed else next(opened) for row in rows]
