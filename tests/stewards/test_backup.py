"""Backup and restore (T-BAK, T-RES) on a data folder of its own: a process for each story, because a restore swaps the database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BEGIN = """
import io, json, sys
from datetime import date
from pathlib import Path
import django; django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from tests.cast import Everybody, assemble
from tests.letters.builders import registered
from xuncha.letters.actions.read import read_letter
from xuncha.letters.models import Letter
from xuncha.rounds.actions.shred import propose_shredding
from xuncha.rounds.models import Inspection, Round
from xuncha.sealed import shares
from xuncha.sealed.envelope import new_opener
from xuncha.stewards import backups
from xuncha.trust import journal, key_folder, pocket, shredding, vault
from xuncha.trust.access import see, whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.propose import propose
from xuncha.trust.models import Account, DeedProposal, Entry
from xuncha.trust.refusal import Destroyed, Refusal

home = Path(settings.XUNCHA_HOME)
vault.create_key()
call_command("migrate", run_syncdb=True, verbosity=0)
opener = new_opener()
key_folder.keep_recovery(opener.lock)
DIGITS = [shares.as_digits(one) for one in shares.split(opener.secret, 3, 2)]
told = {}

def command(*arguments, typed=()):
    sys.stdin = io.StringIO("".join(line + "\\n" for line in typed))
    out = io.StringIO()
    call_command(*arguments, "--traceback", stdout=out, stderr=out)
    return out.getvalue()

def refused(*arguments, typed=()):
    out = io.StringIO()
    sys.stdin = io.StringIO("".join(line + "\\n" for line in typed))
    try:
        call_command(*arguments, stdout=out, stderr=out)
    except SystemExit as stop:
        return out.getvalue()
    raise AssertionError("it was not refused: " + out.getvalue())

def account(login):
    return Account.objects.get(login=login)

PASSWORD = "fictional-password"
BOTH = [*DIGITS[:2], PASSWORD, PASSWORD]
with pocket.using(Everybody()):
    cast = assemble()
    letter = registered(cast, text="昨天的信", writer="冯陈褚", contact="13900001111")
"""
END = "\nprint(json.dumps(told, ensure_ascii=False, default=str))\n"


@pytest.fixture
def story(tmp_path: Path):
    return teller(tmp_path, {"DJANGO_SETTINGS_MODULE": "tests.machines.alone"})


def teller(tmp_path: Path, around: dict[str, str]):
    """Tells a story in a process of its own, on a data folder of its own; gives back what it ``told``."""

    def tell(text: str) -> dict:
        env = {**os.environ, "XUNCHA_HOME": str(tmp_path / "home"), **around}
        (tmp_path / "home").mkdir()
        done = subprocess.run(
            [sys.executable, "-c", BEGIN + text + END],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    return tell


SHREDDED_SINCE = """
    command("backup", str(home / "day.xbk"))
    Round.objects.update(state="closed")
    inspection = see(Inspection, cast.office).get(pk=cast.inspection.pk)
    proposal = propose_shredding(by=cast.office, inspections=[inspection], basis="到期", reason="到期")
    approve(by=cast.office2, proposal=proposal, version=1)
    told["said"] = command("restore", str(home / "day.xbk"), "--propose", "--as", "system", "--reason", "试", typed=[*DIGITS[:2], PASSWORD])
    told["refused"] = refused("restore", str(home / "day.xbk"), "--go", "--as", "system", typed=[*DIGITS[1:], PASSWORD])
    told["state"] = Round.objects.first().state
    proposal = see(DeedProposal, cast.security).get(kind="restore")
    approve(by=cast.security, proposal=proposal, version=1)
    told["went"] = command("restore", str(home / "day.xbk"), "--go", "--as", "system", typed=[*DIGITS[:2], PASSWORD])
    told["state_after"] = Round.objects.first().state
    letter = whole(Letter, "test").get()
    try:
        told["read"] = read_letter(by=account("petition"), letter=letter).text
    except Destroyed:
        told["read"] = "destroyed"
    told["text"] = len(letter.text)
    report = journal.examine()
    told["broken"] = report.broken
    told["verbs"] = list(whole(Entry, "test").filter(verb="backup.restored").values_list("actor", flat=True))
    told["people"] = [account("system").pk, account("security").pk]
    told["kept"] = len(list(home.glob("xuncha.*.before-*")))
    told["left"] = [path.name for path in home.iterdir() if path.name.startswith("backup-")]
"""


def test_shredding_survives_the_restore_of_yesterdays_backup(story) -> None:
    told = story(SHREDDED_SINCE)
    assert "留痕完整" in told["said"]
    shredded_stays_shredded(told)


def shredded_stays_shredded(told: dict) -> None:
    assert "两个人办" in told["refused"]
    assert (told["state"], told["state_after"]) == ("closed", "open")
    assert told["read"] == "destroyed"
    assert told["text"] > 40
    assert told["broken"] is None
    assert told["verbs"] == told["people"]
    assert (told["kept"], told["left"]) == (1, [])


def test_a_bare_machine_is_restored_by_two_people_with_keys_backup_and_shares(story) -> None:
    told = story("""
    command("backup", str(home / "day.xbk"))
    command("keys", "backup", str(home / "keys.xbk"))
    head = journal.head_now()
    connection.close()
    for path in home.glob("xuncha.sqlite3*"):
        path.unlink()
    import shutil; shutil.rmtree(home / "keys"); key_folder._house.cache_clear(); key_folder._read.cache_clear()
    told["no_keys"] = refused("restore", str(home / "day.xbk"), typed=DIGITS[:2])
    told["wrong"] = refused("keys", "restore", str(home / "keys.xbk"), typed=[DIGITS[0], DIGITS[1][:-1] + "x"])
    command("keys", "restore", str(home / "keys.xbk"), typed=[DIGITS[2], DIGITS[0]])
    told["again"] = refused("keys", "restore", str(home / "keys.xbk"), typed=[DIGITS[2], DIGITS[0]])
    told["one"] = refused("restore", str(home / "day.xbk"), "--go", "--as", "system", "--with", "system", typed=BOTH)
    told["wrong_roles"] = refused("restore", str(home / "day.xbk"), "--go", "--as", "office", "--with", "leader", typed=BOTH)
    told["nothing"] = not (home / "xuncha.sqlite3").exists()
    command("restore", str(home / "day.xbk"), "--go", "--as", "system", "--with", "office", typed=BOTH)
    told["read"] = read_letter(by=account("petition"), letter=whole(Letter, "test").get()).text
    told["broken"] = journal.examine().broken
    told["rows"] = [head.seq, whole(Entry, "test").count()]
""")
    assert "密钥" in told["no_keys"]
    assert "组" in told["wrong"]
    assert "不会覆盖" in told["again"]
    assert "两个人" in told["one"]
    assert "两个人" in told["wrong_roles"]
    assert told["nothing"]
    assert told["read"] == "昨天的信"
    assert told["broken"] is None
    assert told["rows"][1] > told["rows"][0]


def test_what_is_refused_changes_nothing_and_tells_nothing(story) -> None:
    told = story("""
    file = home / "day.xbk"
    command("backup", str(file))
    data = file.read_bytes()
    told["names"] = [word for word in ("昨天的信", "sqlite", "嵩阳街道", "manifest", "petition") if word.encode() in data]
    told["twice"] = refused("backup", str(file))
    told["same"] = file.read_bytes() == data
    before = (home / "xuncha.sqlite3").read_bytes()
    bad = []
    for at in (20, 200, len(data) // 2, len(data) - 1):
        broken = home / f"broken{at}.xbk"
        broken.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1:])
        bad.append(refused("restore", str(broken), typed=DIGITS[:2]))
    cut = home / "cut.xbk"
    cut.write_bytes(data[:-100])
    bad.append(refused("restore", str(cut), typed=DIGITS[:2]))
    other = new_opener()
    foreign = [shares.as_digits(one) for one in shares.split(other.secret, 2, 2)]
    bad.append(refused("restore", str(file), typed=foreign))
    bad.append(refused("restore", str(file), typed=[DIGITS[0], foreign[1]]))
    told["bad"] = bad
    told["unchanged"] = (home / "xuncha.sqlite3").read_bytes() == before
    command("backup", str(home / "phrase.xbk"), "--passphrase", typed=["一句很长的口令"])
    told["phrase"] = command("restore", str(home / "phrase.xbk"), "--passphrase", typed=["一句很长的口令"])
    told["wrong_phrase"] = refused("restore", str(home / "phrase.xbk"), "--passphrase", typed=["别的口令"])
    told["keys_inside"] = [str(one) for one in key_folder.folder().rglob("*.json") if one.read_bytes() in data]
""")
    assert told["names"] == []
    assert told["same"]
    assert all("打不开" in one or "合不出" in one for one in told["bad"])
    assert told["unchanged"]
    assert "留痕完整" in told["phrase"]
    assert "打不开" in told["wrong_phrase"]
    assert told["keys_inside"] == []


def test_a_changed_journal_inside_a_backup_is_named_and_not_restored(story) -> None:
    told = story("""
    with connection.cursor() as cursor:
        for (name,) in cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("UPDATE xuncha_entry SET body = replace(body, 'letters.register', 'letters.tampered') WHERE seq = "
                       "(SELECT min(seq) FROM xuncha_entry WHERE body LIKE '%letters.register%')")
        cursor.execute("SELECT min(seq) FROM xuncha_entry WHERE body LIKE '%letters.tampered%'")
        told["row"] = cursor.fetchone()[0]
    command("backup", str(home / "day.xbk"))
    told["said"] = refused("restore", str(home / "day.xbk"), typed=DIGITS[:2])
    told["went"] = refused("restore", str(home / "day.xbk"), "--go", "--as", "system", typed=[*DIGITS[:2], PASSWORD])
    told["kept"] = len(list(home.glob("xuncha.sqlite3.before-*")))
""")
    assert f"第{told['row']}条" in told["said"]
    assert told["kept"] == 0
