"""更换密钥: the security administrator has new key pairs made; he needs no key for it and gets none."""

from __future__ import annotations

from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.trust import rotating
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import Role

ROTATORS = frozenset({Role.SECURITY})


@action("keys.rotate", roles=ROTATORS, says=Sentence("更换密封密钥", "rotate keys"))
def rotate_keys(act: Act, *, inspection: UUID | None = None, only_due: bool = True) -> int:
    """New key pairs for what is due, or for all that is in use; of one inspection, or everywhere. The number of compartments.

    Raises Refusal on a stand-alone machine.
    """
    names = rotating.names_at(inspection)
    if only_due:
        wanted = {one.name for one in rotating.due()}
        names = [one for one in names if one in wanted]
    number = len(rotating.rotate(names))
    act.note("keys.rotated", number=number)
    return number
