"""Secrets planted through the actions and pages, and looked for wherever the office writes: ``python -m tests.prove.planting``.

A process of its own with a data folder, a database file and a folder for temporary files of its own. Each line read from standard
input is the seed of a case: a secret is drawn, planted in one way, read again by who may, and looked for in UTF-8, GBK, UTF-16,
pinyin, base64 and percent signs in every file: database, WAL, sessions and journal in it, cache, logs, temporary files, keys,
backups. A line of JSON answers. ``planted(rng)`` talks to it from the proofs.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

#: Characters with their sound, none of them common in the office's own words.
SOUNDS = {
    "翡": "fei", "翠": "cui", "珀": "po", "琥": "hu", "珊": "shan", "璃": "li", "珞": "luo", "瑾": "jin", "瑜": "yu", "璇": "xuan",
    "玑": "ji", "蓼": "liao", "荇": "xing", "蕙": "hui", "蘅": "heng", "菡": "han", "萏": "dan", "鹂": "li", "鹬": "yu",
    "鸢": "yuan", "鹞": "yao", "麒": "qi", "麟": "lin", "貔": "pi", "貅": "xiu", "饕": "tao", "餮": "tie", "魍": "wang",
}  # fmt: skip
LENGTH = 6
EVERY_BACKUP = 20
IN_THE_OPEN = "in the open"


def forms(secret: str) -> dict[str, bytes]:
    """How a secret would look in a file, by the name of the encoding."""
    sounds = [SOUNDS[one] for one in secret]
    plain = secret.encode()
    return {
        "UTF-8": plain, "GBK": secret.encode("gb18030"), "UTF-16": secret.encode("utf-16-le"),
        "UTF-16 BE": secret.encode("utf-16-be"), "pinyin": "".join(sounds).encode(), "pinyin apart": " ".join(sounds).encode(),
        "base64": base64.b64encode(plain)[: len(plain) * 4 // 3 - 2], "percent": quote(secret).encode(),
        "escaped": json.dumps(secret)[1:-1].encode(), "hex": plain.hex().encode(),
    }  # fmt: skip


def search(folder: Path, secret: str) -> list[str]:
    """Where a secret lies in clear: file and encoding. Names of files are looked at too."""
    wanted, found = forms(secret), []
    for path in sorted(folder.rglob("*")):
        name = path.name.encode()
        content = path.read_bytes() if path.is_file() else b""
        found += [
            f"{path.relative_to(folder)}: {how}"
            for how, form in wanted.items()
            if form in content or form in name
        ]
    return found


def planted(rng: random.Random) -> None:
    """One secret, in one way, found nowhere."""
    told = ask(str(rng.getrandbits(48)))
    if told["found"]:
        raise AssertionError(f"{told['way']}: {told['found']}")


def ask(seed: str) -> dict[str, Any]:
    """One case of the stage: the way, and where the secret was found."""
    stage = _stage()
    if stage.stdin is None or stage.stdout is None:
        raise AssertionError("the stage has no pipes")
    stage.stdin.write(f"{seed}\n")
    stage.stdin.flush()
    answer = stage.stdout.readline()
    if not answer:
        raise AssertionError(f"the stage fell down: {stage.wait()}")
    return dict(json.loads(answer))


_stages: list[subprocess.Popen[str]] = []


def _stage() -> subprocess.Popen[str]:
    if not _stages:
        folder = Path(tempfile.mkdtemp(prefix="planting-"))
        (folder / "tmp").mkdir()
        with (folder / "log.txt").open("w") as log:
            one = subprocess.Popen(
                [sys.executable, "-m", "tests.prove.planting", str(folder)], cwd=Path(__file__).parents[2],
                env={**os.environ, "TMPDIR": str(folder / "tmp")}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                text=True,
            )  # fmt: skip
        _stages.append(one)
    return _stages[0]


@atexit.register
def leave() -> None:
    """End the stage; it sweeps its folder."""
    for stage in _stages:
        if stage.stdin:
            stage.stdin.close()
        stage.wait(timeout=60)
    _stages.clear()


def prepare(home: Path) -> Any:
    """Django on a database file in ``home`` with every table; the small cast, everybody's keys unlocked."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.XUNCHA_HOME, settings.XUNCHA_KEYS = home, home / "keys"
    settings.MIGRATION_MODULES = {"xuncha": None}
    settings.DATABASES["default"]["NAME"] = home / "office.sqlite3"
    settings.ALLOWED_HOSTS = ["testserver"]
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from xuncha.trust import vault

    vault.create_key()
    call_command("migrate", run_syncdb=True, verbosity=0)
    setup_test_environment()
    from tests.cast import assemble

    return assemble()


def main(home: Path) -> None:
    cast = prepare(home)
    from tests.cast import Everybody
    from tests.prove.ways import WAYS, read_again
    from xuncha.stewards import backups
    from xuncha.trust import pocket

    with pocket.using(Everybody()):
        for number, line in enumerate(sys.stdin):
            rng = random.Random(line)
            secret = "".join(rng.choice(list(SOUNDS)) for _ in range(LENGTH))
            way = rng.choice(sorted(WAYS)) if line.strip() != IN_THE_OPEN else IN_THE_OPEN
            with contextlib.redirect_stdout(sys.stderr):
                (in_the_open if way == IN_THE_OPEN else WAYS[way])(cast, secret)
                read_again(cast, rng)
                if number % EVERY_BACKUP == 0:
                    backups.back_up(home / f"backup-{number}.xbk", passphrase="虚构的备份口令 planting")
            sys.stdout.write(
                json.dumps({"way": way, "found": search(home, secret)}, ensure_ascii=False) + "\n"
            )
            sys.stdout.flush()


def in_the_open(cast: Any, secret: str) -> None:
    """Where it must not be: a column that is not sealed. The search must find this one."""
    from xuncha.registry.models import Organisation

    Organisation.objects.create(tree="unit", name=secret)


if __name__ == "__main__":
    here = Path(sys.argv[1])
    try:
        main(here)
    finally:
        import shutil

        shutil.rmtree(here, ignore_errors=True)
