"""Every page, action, paper, screen, rule, command, setting and table says what it is, and the docs are in step."""

from __future__ import annotations

import pytest

from tests.house import catalogue


def test_the_catalogue_in_the_docs_is_in_step() -> None:
    assert catalogue.PAGE.read_text(encoding="utf-8") == catalogue.text(), (
        "docs/catalogue.md is out of step: run python -m tests.house.catalogue"
    )


def test_a_thing_that_says_nothing_of_itself_is_a_fault() -> None:
    def silent() -> None: ...

    with pytest.raises(catalogue.Undocumented, match="silent"):
        catalogue.first_line(silent, "silent")
