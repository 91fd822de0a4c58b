"""Rows of the journal are told in sentences."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.trust.core.telling import told

ACTIONS = {"letters.register": Sentence("登记信访件", "register a letter")}


def test_an_action_is_told_in_its_own_words() -> None:
    assert told("letters.register", "letter", ACTIONS).zh == "登记信访件"


def test_a_row_of_a_known_kind() -> None:
    assert told("workingpaper.changed", "workingpaper", ACTIONS) == Sentence(
        "修改问题底稿", "changed: working paper"
    )


def test_a_row_of_an_unknown_kind_is_a_record() -> None:
    assert told("stepmark.added", "stepmark", ACTIONS).zh == "新增记录"


def test_a_verb_nobody_knows_is_shown_as_it_is() -> None:
    assert told("odd.verb", None, ACTIONS).zh == "odd.verb"
