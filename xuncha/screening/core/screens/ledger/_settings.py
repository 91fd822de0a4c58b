"""Needs and settings that many screens over account books have in common."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Need, Setting

AMOUNTS = Need("payments", ("amount",))
DAYS = Need("payments", ("day",))
PAYEES = Need("payments", ("party",))

SKIP = Setting(
    "skip", "words", Sentence("不看含有这些字样的付款", "payments with these words are not looked at")
)
SKIP_VOUCHERS = Setting(
    "skip", "words", Sentence("不看含有这些字样的凭证", "vouchers with these words are not looked at")
)
SMALLEST = Setting("smallest", "yuan", Sentence("单笔不低于", "single payment at least"))
BODIES = Setting(
    "bodies", "words", Sentence("名称含有这些字样的不是个人", "names with these words are no persons")
)
LETTERS = Setting("letters", "number", Sentence("个人姓名至多几个字", "letters of a person's name at most"))

BY_WORDS = Sentence(
    "靠科目名称、摘要和收款人里的字样辨认，写法不同的看不出来",
    "Known by words in account names, summaries and payees: what is worded otherwise is not seen",
)
