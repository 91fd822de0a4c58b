"""The story of the demo, chapter by chapter."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection

from xuncha.base.words import Sentence
from xuncha.office.demo.county_chapter import county_chapter
from xuncha.office.demo.running_round import running_round
from xuncha.office.demo.trust_chapter import trust_chapter
from xuncha.office.demo.unlocked import EverybodyFictional
from xuncha.office.demo.whole_round import whole_round
from xuncha.office.demo.writing import write_papers
from xuncha.trust import keyring, pocket

STORY = "demo.told"
"""The file in the data folder that says which version of the story was told to its end."""
DONE = "明川县 1\n"


def tell(say: Callable[[Sentence], None]) -> None:
    """Tell the whole story; ``say`` hears which chapter begins. Where the disk is waited for, it is waited for once at the end."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
    with pocket.using(EverybodyFictional()):
        _chapters(say)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _chapters(say: Callable[[Sentence], None]) -> None:
    say(Sentence("一、登记县情，确定范围和对象……", "the county, the scope and the targets …"))
    cast, term = county_chapter()
    say(Sentence("二、第3轮：组队、进驻、底稿、报告、反馈、整改……", "round 3 from teams to repair …"))
    whole_round(cast, term)
    say(Sentence("三、第4轮：正在进驻……", "round 4, in the field …"))
    around = running_round(cast, term)
    keyring.hand_over()
    say(Sentence("四、写出文书……", "writing the papers …"))
    write_papers(cast, around, term)
    told = Sentence(
        "五、两人拆封、单机往返、组员离组、核验留痕……", "two open a name, a machine comes home, one leaves …"
    )
    say(told)
    trust_chapter(cast, around)
