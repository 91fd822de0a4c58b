"""A fact of the world that nobody entered: no fault of the program, and the person who meets it can enter it."""

from __future__ import annotations

from xuncha.base.words import Sentence


class NotEntered(LookupError):
    """A fact is not on record. `says` is what is missing, `remedy` where it is entered.

    An action that meets it is refused, a page shows it, a command prints it.
    """

    def __init__(self, says: Sentence, remedy: Sentence):
        super().__init__(says.zh)
        self.says = says
        self.remedy = remedy
