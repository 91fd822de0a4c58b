"""The guard against state secrets: looks for their marks in names and in text that can be read without rendering.

It sees text files, the text parts of Office, WPS and OFD files, and the properties of PDF files. It does not see scans.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from xuncha.base.uploads.limits import Marks
from xuncha.base.uploads.refusals import NotTaken

_ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
_OPENS, _CLOSES = "[(（【〔\\[_\\-\\s]", "[)）】〕\\]_\\-\\s.件级]"
_OVERLAP, _BEFORE = 64, 16
"""Signs of a block that are looked at again with the next, and how many of them only stand before what is looked for."""
_TAG = re.compile(r"<[^>]*>")


def refuse_marked_name(name: str, marks: Marks) -> None:
    """Raise NotTaken ``secret`` for a name that begins with a mark or carries one in brackets or with its star."""
    if not marks.words:
        return
    words = _any(marks.words)
    boxed = re.compile(f"(?:^|{_OPENS})(?:{words})(?={_CLOSES}|$)")
    if boxed.search(name) or _starred(marks).search(name):
        raise NotTaken("secret")


def refuse_marked_text(text: str, marks: Marks) -> None:
    """Raise NotTaken ``secret`` where a text carries a mark with its star, or states its level."""
    if marks.words and _starred(marks).search(text):
        raise NotTaken("secret")


def refuse_marked_texts(blocks: Iterable[str], marks: Marks) -> None:
    """As for a text that comes in blocks; a mark may be cut in two by the end of one."""
    tail = ""
    for block in blocks:
        text = tail + block
        if marks.words and _starred(marks).search(text, min(len(tail), _BEFORE)):
            raise NotTaken("secret")
        tail = text[-_OVERLAP:]


def refuse_marked_markup(xml: str, marks: Marks) -> None:
    """As for a text; a mark may be cut up by tags, and written as numbers of characters."""
    refuse_marked_text(html.unescape(_TAG.sub("", xml)), marks)


def refuse_marked_bytes(content: bytes, marks: Marks) -> None:
    """As for a text, in bytes of unknown layout: each mark with each star, in the encodings that offices use."""
    if any(needle in content for needle in _needles(marks)):
        raise NotTaken("secret")


@lru_cache(maxsize=8)
def _starred(marks: Marks) -> re.Pattern[str]:
    before = "".join(f"(?<!{re.escape(one)})" for one in marks.before)
    words, stars = _any(marks.words), _any(marks.stars)
    return re.compile(
        f"{before}(?:{words})\\s{{0,3}}(?:{stars})|密\\s?级\\s{{0,3}}[:：]\\s{{0,3}}(?:{words})"
    )


@lru_cache(maxsize=8)
def _needles(marks: Marks) -> tuple[bytes, ...]:
    pairs = [word + star for word in marks.words for star in marks.stars]
    spelled = [pair.encode(one) for pair in pairs for one in _ENCODINGS]
    return (*spelled, *(pair.encode("ascii", "xmlcharrefreplace") for pair in pairs))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
