"""交接钥匙: who holds a compartment's key gives it to the colleagues who should hold it too."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.trust import keyring
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import BUSINESS


@action(
    "keys.hand_over",
    roles=BUSINESS,
    where="anywhere",
    reads=True,
    says=Sentence("交接密钥", "hand over keys"),
)
def hand_over_keys(act: Act) -> int:
    """Wrap what the acting account holds for everybody who waits for it; the number handed over. Happens at every log-in too."""
    handed = keyring.hand_over()
    act.note("keys.handed", act.by, number=handed)
    return handed
