"""Punctuation as Chinese papers are set: full width beside Chinese, whatever was typed.

Only the width changes, never a word. Numbers (1,234.50), hours (12:30) and addresses keep theirs.
"""

import re

_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_MISSING = re.compile("：(?=[，。；）])")
_CLOSERS = "》」』）】〕”’％"


def full_width(text: str) -> str:
    """`text` with the punctuation beside Chinese letters in full width and straight quotes paired."""
    before = ""
    while text != before and not text.isascii():
        before, text = text, _widened(text)
    return text


def room_to_write(text: str) -> str:
    """Where a fact is missing after its colon (联系人：，电话：。), a blank to be filled in by hand."""
    return _MISSING.sub("：　　　　", text)


def is_chinese(letter: str) -> bool:
    """A Chinese character or a full-width mark."""
    return bool(letter) and (
        "\u4e00" <= letter <= "\u9fff"
        or "\u3400" <= letter <= "\u4dbf"
        or letter in "。、《〈「『（" + _CLOSERS
        or letter in _FULL.values()
    )


def _widened(text: str) -> str:
    """One pass; a mark that became full width may widen the mark beside it in the next."""
    letters = list(text)
    for index, letter in enumerate(letters):
        if letter in _FULL and _chinese_beside(text, index):
            letters[index] = _FULL[letter]
    _widen_brackets(text, letters)
    _pair_quotes(text, letters)
    return "".join(letters)


def _chinese_beside(text: str, index: int) -> bool:
    before = text[index - 1] if index else ""
    after = text[index + 1] if index + 1 < len(text) else ""
    if before.isascii() and before.isalnum() and not is_chinese(after):
        return False
    return is_chinese(before) or is_chinese(after) or before in ")"


def _widen_brackets(text: str, letters: list[str]) -> None:
    opened: list[int] = []
    for index, letter in enumerate(text):
        if letter == "(":
            opened.append(index)
        elif letter == ")" and opened:
            start = opened.pop()
            before = text[start - 1] if start else ""
            after = text[index + 1] if index + 1 < len(text) else ""
            inside = text[start + 1 : index]
            if is_chinese(before) or is_chinese(after) or any(is_chinese(one) for one in inside):
                letters[start], letters[index] = "（", "）"


def _pair_quotes(text: str, letters: list[str]) -> None:
    places = [index for index, letter in enumerate(text) if letter == '"']
    if len(places) % 2:
        return
    for order, index in enumerate(places):
        letters[index] = "“" if order % 2 == 0 else "”"
