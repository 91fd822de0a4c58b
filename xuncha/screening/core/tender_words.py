"""The words of tender lists: how headings are spelt, what cells say of ways, statuses, categories and currencies. Data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.screening.core.vocabulary import Vocabulary, read_vocabulary, said

_BRACKETS = str.maketrans({"（": "(", "）": ")", "［": "[", "］": "]"})


@dataclass(frozen=True)
class TenderWords:
    """`headings` are the fields of tender lists; `words` and `currencies` map fixed words of cells to codes."""

    headings: Vocabulary
    words: Mapping[str, tuple[str, ...]]
    currencies: Mapping[str, str]

    def code(self, cell: str, *codes: str) -> str:
        """The first of these codes with a word that the cell is, or else holds; "" where none fits."""
        plain = said(cell)
        if not plain:
            return ""
        whole = (code for code in codes if plain in self.words[code])
        held = (code for code in codes if any(word in plain for word in self.words[code] if len(word) > 1))
        return next(whole, "") or next(held, "")

    def currency(self, cell: str) -> str:
        """The currency code of a cell; yuan where it says nothing."""
        plain = said(cell)
        return self.currencies.get(plain, plain.upper()) if plain else "CNY"


def read_tender_words(parsed: Mapping[str, Any], rows: Mapping[str, Any]) -> TenderWords:
    """From the parsed `tenders.toml` and `rows.toml`. Raises ValueError when two fields claim one spelling."""
    return TenderWords(
        read_vocabulary(parsed, rows),
        {code: tuple(said(word) for word in words) for code, words in parsed["words"].items()},
        {said(word): code for code, words in parsed["currencies"].items() for word in words},
    )


def key_of(name: str) -> str:
    """A party's name as it is compared: full width made narrow, brackets alike, no spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name.translate(_BRACKETS)).lower())
