"""How codes are written on paper and read again: in groups, without signs that look like others."""

from __future__ import annotations

#: No 0, 1, I, L, O, U: what is read aloud or copied from a slip cannot be mistaken.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Signs of a one-time code: 30 ** 16 is more than 78 bits.
CODE_LENGTH = 16
#: Static codes on one sheet, and secret digits of each (26 bits; a name waits after a few failures).
SHEET = 10
SHEET_DIGITS = 8


def grouped(code: str) -> str:
    """A code in groups of four, as it is printed."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def plain(typed: str) -> str:
    """What was typed, without the spaces and dashes that people copy from paper."""
    return "".join(one for one in typed.upper() if one.isalnum())


def is_code(typed: str) -> bool:
    """Whether it has the form of a one-time code."""
    text = plain(typed)
    return len(text) == CODE_LENGTH and all(one in LETTERS for one in text)


def numbered(number: int, digits: str) -> str:
    """A static code: its number on the sheet (two digits) and its secret digits."""
    return f"{number:02d}{digits}"


def sheet_place(typed: str) -> tuple[int, str] | None:
    """Number and secret digits of a static code, or None for what cannot be one."""
    text = plain(typed)
    if len(text) != 2 + SHEET_DIGITS or not (text.isascii() and text.isdigit()):
        return None
    return int(text[:2]), text[2:]
