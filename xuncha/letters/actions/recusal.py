"""回避: a letter is kept from whoever it reports, from relatives, and from who serves or served in the body it reports.

Part of reading, correcting and printing, no verb of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.letters.core.recusal import reports
from xuncha.letters.models import Letter
from xuncha.papers.models import Paper
from xuncha.papers.withholding import withholder
from xuncha.teams.ties import names_of, ties_of
from xuncha.trust import vault
from xuncha.trust.access import whole
from xuncha.trust.act import Act
from xuncha.trust.models import Account

SAYS = Sentence(
    "按回避规定，这件信访件不由您办理。", "Under the rules of recusal this letter is not yours to handle."
)
REMEDY = Sentence(
    "请由组长或者信访专员中的其他人办理。", "The leader or another petition officer handles it."
)
Asked = Callable[[Letter], bool]


def bar_reported(act: Act, letter: Letter) -> None:
    """Refuse the acting account a letter that reports its person, a relative, or a body that person is tied to."""
    if withheld_from(act)(letter):
        act.refuse("recused", SAYS, REMEDY)


def withheld_from(act: Act) -> Asked:
    """``asked(letter)``: whether it is kept from the acting account."""
    return withheld_for(act.by, act.today)


def withheld_for(account: Account, today: date) -> Asked:
    """``asked(letter)``: whether it is kept from ``account``. Who is reported is opened in memory and told to nobody."""
    if account.person_id is None:
        return lambda letter: False
    people, bodies = names_of(ties_of(account.person_id, today))

    def asked(letter: Letter) -> bool:
        if not letter.about:
            return False
        return reports(json.loads(vault.open_bytes(letter, "about")), people, bodies)

    return asked


@withholder
def papers_of_letters(act: Act, paper: Paper) -> None:
    """A sheet or a referral of such a letter is kept away too, whoever drafted it."""
    if paper.about_id is None or act.by.person_id is None:
        return
    about = Q(pk=paper.about_id) | Q(matters=paper.about_id) | Q(matters__referrals=paper.about_id)
    letter = whole(Letter, "recusal is asked of every reader").filter(about).first()
    if letter is not None:
        bar_reported(act, letter)
