"""回避: a letter is kept from whoever it reports; part of reading and correcting, no verb of its own."""

from __future__ import annotations

import json

from xuncha.base.words import Sentence
from xuncha.letters.core.recusal import reports
from xuncha.letters.models import Letter
from xuncha.registry.models import Person
from xuncha.trust import vault
from xuncha.trust.act import Act

SAYS = Sentence(
    "按回避规定，这件信访件不由您办理。", "Under the rules of recusal this letter is not yours to handle."
)
REMEDY = Sentence(
    "请由组长或者信访专员中的其他人办理。", "The leader or another petition officer handles it."
)


def bar_reported(act: Act, letter: Letter) -> None:
    """Refuse the acting account a letter that reports its person or the unit of that person."""
    if withheld(act, letter):
        act.refuse("recused", SAYS, REMEDY)


def withheld(act: Act, letter: Letter) -> bool:
    """Whether ``letter`` is kept from the acting account. Who is reported is opened in memory and told to nobody."""
    person = Person.objects.filter(pk=act.by.person_id).select_related("unit").first()
    if person is None or not letter.about:
        return False
    about = json.loads(vault.open_bytes(letter, "about"))
    return reports(about, person.name, person.unit.name if person.unit else "")
