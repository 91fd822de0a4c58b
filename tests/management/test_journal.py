"""``xuncha journal``: whole or not, and where; slips on the command line; a file that is checked without a database."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.cast import Cast
from tests.trust.guards import lift
from xuncha.trust.access import see, whole
from xuncha.trust.act import witness
from xuncha.trust.actions.approve import approve
from xuncha.trust.core import heads
from xuncha.trust.models import DeedProposal, Entry, SignedHead

COMMAND = str(Path(sys.executable).with_name("xuncha"))


def run(*words: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("journal", *words, stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("fictional-password\n" * 9))


@pytest.fixture
def rows(cast: Cast) -> Cast:
    for verb in "abc":
        witness(verb, cast.leader)
    return cast


def test_a_whole_journal_is_whole(rows: Cast) -> None:
    code, out, _ = run("verify", "--json")
    told = json.loads(out)
    assert (code, told["entries"], told["first_bad"], told["guards_missing"]) == (0, 3, None, [])


def test_a_changed_entry_is_named(rows: Cast) -> None:
    lift()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE xuncha_entry SET body = '{}' WHERE seq = 2")
    code, out, err = run("verify")
    assert code == 1
    assert "第 2 条" in err
    assert "Entry 2 is bad" in err
    assert "缺少防改触发器" in out


def test_a_head_on_paper_finds_what_was_cut(rows: Cast) -> None:
    _, out, _ = run("head", "--json")
    slip = json.loads(out)
    assert (slip["entries"], len(slip["head"].split())) == (3, 17)
    assert run("verify", "--head", slip["head"], "--head", slip["code"])[0] == 0
    lift()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM xuncha_entry WHERE seq > 2")
        cursor.execute("UPDATE xuncha_chainhead SET seq = 2")
    code, _, err = run("verify", "--head", slip["head"])
    assert code == 1
    assert "第 3 条有问题：从这一条起被截去" in err


def test_a_head_is_signed_in_the_auditor_s_name_and_drawn(rows: Cast, password: None) -> None:
    code, out, err = run("head", "--as", "audit")
    assert (code, err) == (0, "")
    signed = whole(SignedHead, "test").get()
    assert (signed.seq, signed.signed_by_id) == (3, rows.audit.pk)
    assert signed.code in out
    assert "█" in out


def test_a_head_of_another_house_is_told(rows: Cast) -> None:
    head = heads.read(json.loads(run("head", "--json")[1])["code"])
    assert isinstance(head, heads.Head)
    code, _, err = run("verify", "--head", heads.sign(b"x" * 32, 3, head.root, head.at).code)
    assert code == 2
    assert "不是本系统签发的" in err


@pytest.mark.parametrize("head", ["x", "1:short", ":" + "a" * 64])
def test_a_head_copied_wrongly_is_told(head: str, rows: Cast) -> None:
    code, _, err = run("verify", "--head", head)
    assert code == 2
    assert "请对照纸面" in err


def outside(*words: str) -> subprocess.CompletedProcess[str]:
    """The command where there is neither data folder nor database nor key."""
    around = {**os.environ, "XUNCHA_HOME": "/nonexistent", "DJANGO_SETTINGS_MODULE": "xuncha.office.settings"}
    return subprocess.run(
        [COMMAND, "journal", *words], env=around, capture_output=True, text=True, check=False
    )


def test_an_auditor_outside_checks_a_file_without_database_and_key(
    rows: Cast, password: None, tmp_path: Path
) -> None:
    file = tmp_path / "journal.jsonl"
    shown = ("export", "--as", "audit", "--show", "2-3", "--to", "市审计局")
    assert run(*shown, "--out", str(file))[0] == 2
    assert not file.exists()
    assert run(*shown, "--propose", "--reason", "审计通知")[0] == 0
    approve(by=rows.security, proposal=see(DeedProposal, rows.security).get(), version=1)
    assert run(*shown, "--out", str(file))[0] == 0
    assert run(*shown, "--out", str(tmp_path / "again.jsonl"))[0] == 2
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    slip = json.loads(run("head", "--json")[1])
    done = outside("verify-file", str(file), "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["entries"], told["shown"], told["key"]) == (
        0,
        told["entries"],
        2,
        slip["key"],
    )
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:2] + lines[3:]), encoding="utf-8")
    done = outside("verify-file", str(file))
    assert done.returncode == 1
    assert "第 2 条有问题：缺少这一条" in done.stderr


def test_an_export_overwrites_nothing(rows: Cast, password: None, tmp_path: Path) -> None:
    file = tmp_path / "there.jsonl"
    file.write_text("mine")
    code, _, err = run("export", "--as", "audit", "--out", str(file))
    assert (code, file.read_text()) == (2, "mine")
    assert "不会被覆盖" in err
    assert whole(Entry, "test").filter(verb="journal.export").count() == 0


def test_who_may_not_export_leaves_no_file(rows: Cast, password: None, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    code, _, err = run("export", "--as", "office", "--out", str(file))
    assert (code, file.exists()) == (2, False)
    assert "没有办理这件事的权限" in err


@pytest.mark.parametrize("words", [(), ("--as", "audit"), ("--as", "audit", "--out", "x", "--show", "3-2")])
def test_an_export_that_does_not_say_enough_writes_nothing(
    words: tuple[str, ...], rows: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", *words)[0] == 2
    assert list(tmp_path.iterdir()) == []
    assert whole(Entry, "test").count() == 3


@pytest.mark.parametrize("file", ["absent.jsonl", "."])
def test_a_file_that_cannot_be_read_is_told(file: str, db: None) -> None:
    code, _, err = run("verify-file", file)
    assert code == 2
    assert "打不开" in err
