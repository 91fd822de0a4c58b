"""Backup and restore on PostgreSQL, by its own tools, where a server is at hand (XUNCHA_DATABASE)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.stewards.test_backup import SHREDDED_SINCE, shredded_stays_shredded, teller

SERVER = os.environ.get("XUNCHA_DATABASE", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="no PostgreSQL server is named (XUNCHA_DATABASE)")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[object]:
    psycopg = pytest.importorskip("psycopg")
    name = f"story_{uuid4().hex[:8]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        around = {
            "DJANGO_SETTINGS_MODULE": "tests.stewards.alone_on_postgres",
            "XUNCHA_DATABASE": f"{SERVER.rsplit('/', 1)[0]}/{name}",
        }
        yield teller(tmp_path, around)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_shredding_survives_the_restore_of_yesterdays_backup(story) -> None:
    told = story(SHREDDED_SINCE)
    assert "留痕在恢复后核验" in told["said"]
    shredded_stays_shredded(told)


def test_a_bare_server_is_restored_by_two_people(story) -> None:
    told = story("""
    command("backup", str(home / "day.xbk"))
    command("keys", "backup", str(home / "keys.xbk"))
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    import shutil; shutil.rmtree(home / "keys"); key_folder._house.cache_clear(); key_folder._read.cache_clear()
    command("keys", "restore", str(home / "keys.xbk"), typed=[DIGITS[2], DIGITS[0]])
    command("restore", str(home / "day.xbk"), "--go", "--as", "system", "--with", "office", typed=BOTH)
    told["read"] = read_letter(by=account("petition"), letter=whole(Letter, "test").get()).text
    told["broken"] = journal.examine().broken
""")
    assert told == {"read": "昨天的信", "broken": None}


def test_a_changed_journal_inside_a_backup_is_found_in_place_and_what_was_there_comes_back(story) -> None:
    told = story("""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE xuncha_entry DISABLE TRIGGER USER")
        cursor.execute("SELECT body FROM xuncha_entry WHERE seq = 1")
        body = cursor.fetchone()[0]
        cursor.execute("UPDATE xuncha_entry SET body = %s WHERE seq = 1", [body.replace('"verb"', '"verb" ')])
    command("backup", str(home / "bad.xbk"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE xuncha_entry SET body = %s WHERE seq = 1", [body])
        cursor.execute("ALTER TABLE xuncha_entry ENABLE TRIGGER USER")
    command("restore", str(home / "bad.xbk"), "--propose", "--as", "system", "--reason", "试", typed=[*DIGITS[:2], PASSWORD])
    approve(by=cast.security, proposal=see(DeedProposal, cast.security).get(kind="restore"), version=1)
    Round.objects.update(title="后来改的")
    told["said"] = refused("restore", str(home / "bad.xbk"), "--go", "--as", "system", typed=[*DIGITS[:2], PASSWORD])
    told["title"] = Round.objects.get().title
    told["broken"] = journal.examine().broken
""")
    assert "第1条" in told["said"]
    assert told["title"] == "后来改的"
    assert told["broken"] is None
