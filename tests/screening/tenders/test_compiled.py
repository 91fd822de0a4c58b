"""The compiled screens that are shipped are what the screens compile to, and are used only for what they were made for."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.screening.tenders import compiled
from xuncha.screening.core.compiled import file_of, key_of, select_of
from xuncha.screening.core.screens.tenders import r018_single_bid
from xuncha.screening.core.terms import FIRST, LAST, Term

WORDS = {"methods": "open", "skip": r"[^\s\S]"}
ONE = (Term(FIRST, LAST, {}, ()),)


def test_the_shipped_file_is_what_the_screens_compile_to() -> None:
    assert file_of("tenders").read_text("utf-8") == compiled.text(), (
        "run `python -m tests.screening.tenders.compiled`"
    )


def test_a_run_of_clean_lines_under_the_shipped_parameters_loads_no_heavy_library(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from tests.screening.tenders.files import SCREENS, award, bid, lines, on_disk, release, screening
one = release("a", [bid("A", 1)], [award("A", 1)], tender_numberOfTenderers=1, tender_procurementMethod="open")
file = on_disk(Path(sys.argv[1]), lines([one]))
told = screening([file], *SCREENS)
print(sum(one.found for one in told.outcomes) > 0, *({"ibis", "numpy", "pandas", "pyarrow"} & set(sys.modules)))
"""
    command = [sys.executable, "-c", program, str(tmp_path / "a.jsonl")]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "True"


def test_other_parameters_and_other_functions_have_keys_of_their_own() -> None:
    screen = r018_single_bid.SCREEN
    keys = {
        key_of("tenders", one, terms, words)
        for one in (screen, replace(screen, find=lambda t: t.tenders), replace(screen, key="other"))
        for terms in (ONE, (Term(date(2020, 1, 1), LAST, {}, ()),), (Term(FIRST, LAST, {"days": 1}, ()),))
        for words in (WORDS, WORDS | {"methods": "selective"})
    }
    assert len(keys) == 18


def test_what_is_not_in_the_file_is_compiled() -> None:
    screen = r018_single_bid.SCREEN
    query = select_of("tenders", screen, ONE, WORDS | {"methods": "by lot"})
    assert "by lot" in query


@pytest.mark.parametrize("order", [("row", "sheet"), ("sheet", "row")])
def test_dropped_columns_are_named_in_one_order(order: tuple[str, str]) -> None:
    screen = replace(r018_single_bid.SCREEN, find=lambda t: t.tenders.drop(*order), key=str(order))
    assert 'EXCLUDE ("row", "sheet")' in select_of("tenders", screen, ONE, WORDS)
