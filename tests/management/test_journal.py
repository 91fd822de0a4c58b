"""``xuncha journal verify`` says whether the journal is whole, and names the first bad row."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from tests.cast import Cast
from xuncha.trust.act import witness


def run(*words: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("journal", "verify", *words, stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_whole_journal_is_whole(cast: Cast) -> None:
    witness("a", cast.leader)
    code, out, _ = run("--json")
    assert (code, json.loads(out)["entries"], json.loads(out)["first_bad"]) == (0, 1, None)


def test_a_changed_entry_is_named(cast: Cast) -> None:
    for verb in "abc":
        witness(verb, cast.leader)
    with connection.cursor() as cursor:
        for name in ("xuncha_entry_no_update", "xuncha_entry_append_only ON xuncha_entry"):
            if (connection.vendor == "sqlite") == ("ON" not in name):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute("UPDATE xuncha_entry SET body = '{}' WHERE seq = 2")
    code, _, err = run()
    assert code == 1
    assert "第 2 条" in err
    assert "Entry 2 is bad" in err


def test_a_head_kept_on_paper_finds_what_was_cut(cast: Cast) -> None:
    witness("a", cast.leader)
    assert run("--head", "7:" + "a" * 64)[0] == 1


@pytest.mark.parametrize("head", ["x", "1:short", ":" + "a" * 64])
def test_a_head_copied_wrongly_is_told(head: str, cast: Cast) -> None:
    code, _, err = run("--head", head)
    assert code == 2
    assert "照纸面抄写" in err
