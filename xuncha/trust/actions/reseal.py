"""重新密封: who may open it seals under the newest keys what older ones sealed, a batch at a time."""

from __future__ import annotations

from itertools import islice

from xuncha.base.words import Sentence
from xuncha.trust import resealing
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE

BATCH = 100
"""Values that are sealed anew in one transaction, so that others wait a second at most."""


@action("keys.reseal", roles=INSIDE, where="anywhere", says=Sentence("重新密封", "seal anew"))
def reseal_some(act: Act, *, most: int = BATCH) -> int:
    """Seal up to ``most`` values anew; the number done, 0 when nothing is left that the acting account opens.

    May be stopped at any time and begun again. What is damaged and does not open stays as it is.
    """
    done = sum(islice(filter(None, map(resealing.reseal, resealing.old_values())), most))
    act.note("keys.resealed", number=done)
    return done
