"""What a title, or a row between two parts of a sheet, says of every row below it: whose books these are, which account."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from xuncha.base.arrays import np
from xuncha.base.money import CENTS_IN
from xuncha.base.sheets_columns import Numbers
from xuncha.screening.core.body import Body
from xuncha.screening.core.cells import as_text
from xuncha.screening.core.layout import Head, account_in
from xuncha.screening.core.vocabulary import Vocabulary, plain

MOST_PARTS = 20_000
"""So many rows without an amount are looked at for what they say of the rows below."""
_NEXT = re.compile(r"\s+[^\s:：]{1,8}[:：]")
_CODE = re.compile(
    r"^[\[(（【]?[\dA-Za-z][\w.\-]*[\])）】]?[\s\-_—/]*(?=[^\W\d_a-zA-Z])|^[\[(（【][\w.\-]+[\])）】]\s*"
)
_SUM_OF_MONEY = re.compile(rf"(?:人民币)?(?:{'|'.join(CENTS_IN)})(?![^\s,，、/;；)）])")


def unit_in(texts: Sequence[str], words: Vocabulary) -> str:
    """The unit that these texts name (单位名称：某局, also in two cells side by side); "" where none does. 单位：元 is none."""
    known = words.above.get("unit", ())
    for nth, text in enumerate(texts):
        for found in _asked(known).finditer(text):
            rest = text[found.end() :].strip()
            if not rest and nth + 1 < len(texts) and ":" not in plain(texts[nth + 1]):
                rest = texts[nth + 1]
            name = _CODE.sub("", _NEXT.split(rest)[0].strip())
            if len(name) > 1 and not _SUM_OF_MONEY.match(name):
                return name
    return ""


@lru_cache(maxsize=8)
def _asked(known: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?:^|[\s(（])(?:{'|'.join(longest_first)})\s*[:：]" if known else r"(?!)")


def stated(
    body: Body,
    rows: Numbers,
    without: Numbers,
    head: Head,
    words: Vocabulary,
    sheet: str,
    said: dict[str, str],
) -> tuple[Mapping[str, list[str]], int]:
    """Unit and account of these rows where no column holds them, and how many of the rows `without` an amount say such things.

    `said` is what was said before a piece of a sheet; it is brought up to its end.
    """
    fields = body.columns.fields
    unnamed = "unit" not in fields
    unbooked = body.columns.kind == "entries" and not fields & {"account_code", "account_name"}
    if "unit" not in said:
        code, name = head.account(sheet)
        said |= {"unit": unit_in(head.above, words), "account_code": code, "account_name": name}
    parts = [(0, dict(said))]
    for at in without.tolist()[:MOST_PARTS]:
        texts = [as_text(column[at]) for column in body.every if isinstance(column[at], str)]
        unit, account = unit_in(texts, words), account_in(texts)
        if (unnamed and unit) or (unbooked and any(account)):
            said |= {"unit": unit} if unit else {}
            said |= dict(zip(("account_code", "account_name"), account, strict=True)) if any(account) else {}
            parts.append((at, dict(said)))
    which = np.searchsorted([at for at, _ in parts], rows, side="right") - 1
    wanted = (("unit",) if unnamed else ()) + (("account_code", "account_name") if unbooked else ())
    told = {name: [parts[part][1][name] for part in which.tolist()] for name in wanted}
    return {name: column for name, column in told.items() if any(column) or name != "unit"}, len(parts) - 1
