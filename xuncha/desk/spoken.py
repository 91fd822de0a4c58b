"""Words in the language of the request, at once or when they are shown."""

from __future__ import annotations

from django.utils.functional import lazy

from xuncha.base.words import Sentence
from xuncha.desk.page import language


def spoken(words: object) -> str:
    """`words` in the language of the request; what is not a Sentence is shown as it is, None as nothing."""
    if isinstance(words, Sentence):
        return words.in_(language())
    return "" if words is None else str(words)


#: For what is written once and read in either language: labels, help texts, choices, error texts of a form class.
said = lazy(spoken, str)
