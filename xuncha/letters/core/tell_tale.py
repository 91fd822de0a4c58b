"""What in a text could tell who wrote a letter, as far as it can be seen without knowing who did."""

from __future__ import annotations

import re

_CONTACTS = re.compile(
    r"(?<!\d)(?:"
    r"1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}"  # a mobile number
    r"|0\d{2,3}[\s-]?\d{7,8}"  # a fixed line with its area code
    r"|\d{17}[\dXx]"  # an identity card
    r")(?![\dXx])"
)


def contacts_in(text: str) -> list[str]:
    """Telephone numbers and identity card numbers in a text, as written there."""
    return _CONTACTS.findall(text)
