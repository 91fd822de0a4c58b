"""docs/decisions/sealed-columns.md is true: every column of the watched tables stands there as what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

from xuncha.trust.vault import SealedField

PAGE = Path(__file__).parents[2] / "docs" / "decisions" / "sealed-columns.md"
ROOMS = {"letters", "interviews"}
MUST = {"Lead", "Attachment", "Observation", "Evidence", "Paper", "Draft"}


def told() -> dict[str, dict[str, str]]:
    """Table → column → clear, sealed or token, as the page says."""
    found: dict[str, dict[str, str]] = {}
    table = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if head := re.fullmatch(r"## \w+\.(\w+)", line):
            table = head[1]
            found[table] = {}
        elif row := re.fullmatch(r"\| `(\w+)` \| (clear|sealed|token) \| (.{3,}) \|", line):
            found[table][row[1]] = row[2]
    return found


def are(table: str) -> dict[str, str]:
    """Column → what it is in the code."""
    fields = [
        one
        for one in apps.get_model("xuncha", table)._meta.get_fields()
        if getattr(one, "column", None) and not one.many_to_many
    ]
    return {
        one.column: "sealed"
        if isinstance(one, SealedField)
        else "token"
        if one.column.endswith("token")
        else "clear"
        for one in fields
    }


@pytest.mark.parametrize("table", sorted(told()))
def test_the_page_says_of_every_column_what_it_is(table: str) -> None:
    assert told()[table] == are(table)


def test_no_table_of_letters_talks_leads_or_files_is_missing() -> None:
    models = apps.get_app_config("xuncha").get_models()
    wanted = {one.__name__ for one in models if one.__module__.split(".")[1] in ROOMS} | MUST
    assert wanted - set(told()) == set()


@pytest.mark.parametrize("table", sorted(told()))
def test_no_column_of_plain_text_stands_beside_the_sealed_ones(table: str) -> None:
    """A clear TextField in a watched table would be content."""
    model = apps.get_model("xuncha", table)
    assert [one.name for one in model._meta.get_fields() if one.get_internal_type() == "TextField"] == []
