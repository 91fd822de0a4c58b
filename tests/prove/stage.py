"""Sixty-four writers on one database, killed at random: ``python -m tests.prove.stage sqlite`` or ``… postgresql``.

A process of its own, so that the tests' database stays out of it. Each line read from standard input is the seed of a round:
some writers are killed with SIGKILL in the midst of their work and others take their place; then a snapshot of the database
must show one unbroken chain, and a business row exactly where the journal has one. A line of JSON answers.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import signal
import struct
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tests.prove import cluster

WRITERS = 64
#: A round fails if nobody wrote anything for this long.
STARVED = 60.0
#: A writer that waits longer than this for SQLite is refused; short, so that it happens.
PATIENCE = 1.0
_SLOT = struct.Struct("<4I")


def prepare(home: str, address: str) -> None:
    """Django on an empty database with every table, guard and key."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["XUNCHA_DATABASE"] = address
    from django.conf import settings

    settings.XUNCHA_HOME, settings.XUNCHA_KEYS = Path(home), Path(home) / "keys"
    settings.MIGRATION_MODULES = {"xuncha": None}
    if not address:
        settings.DATABASES["default"]["NAME"] = Path(home) / "stage.sqlite3"
        settings.DATABASES["default"]["OPTIONS"]["timeout"] = PATIENCE
    import django

    django.setup()
    from django.core.management import call_command

    from xuncha.trust import vault

    vault.create_key()
    call_command("migrate", run_syncdb=True, verbosity=0)


def declare(begun: Callable[[], None]) -> Any:
    """The action that the writers do: one or two rows, and at times a refusal after they were written. Calls ``begun`` inside."""
    from xuncha.base.words import Sentence
    from xuncha.registry.models import Organisation
    from xuncha.trust.act import Act, action
    from xuncha.trust.core.roles import OFFICE

    @action("prove.write", roles=OFFICE, says=Sentence("试写", "a trial"))
    def write(act: Act, *, names: list[str], refuse: bool) -> None:
        begun()
        for name in names:
            act.add(Organisation(tree="unit", name=name))
        if refuse:
            act.refuse("trial", Sentence("试写被退回。", "A trial was refused."))

    return write


class Writers:
    """The processes, and a page of memory that they share: each writer's acts done, refused and failed, and if one is going on."""

    def __init__(self, account_id: Any) -> None:
        self.account_id = account_id
        self.page = mmap.mmap(-1, _SLOT.size * WRITERS)
        self.pids: list[int] = []
        self.place = self.born = 0
        self.write = declare(lambda: self._tell(inside=1))

    def counted(self) -> tuple[int, int, int]:
        """Acts done, refused because the database was busy, failed, by all writers that ever were."""
        slots = list(_SLOT.iter_unpack(self.page[:]))
        return sum(one[0] for one in slots), sum(one[1] for one in slots), sum(one[2] for one in slots)

    def inside(self) -> list[int]:
        """The places of those who are in the midst of an act, with rows written and nothing committed."""
        return [place for place, one in enumerate(_SLOT.iter_unpack(self.page[:])) if one[3]]

    def _tell(self, done: int = 0, busy: int = 0, failed: int = 0, inside: int = 0) -> None:
        at = _SLOT.size * self.place
        before = _SLOT.unpack_from(self.page, at)
        _SLOT.pack_into(self.page, at, before[0] + done, before[1] + busy, before[2] + failed, inside)

    def start(self, place: int) -> int:
        """Fork a writer; no connection is open in the parent, so none is shared."""
        from django.db import connections

        connections.close_all()
        self.born += 1
        pid = os.fork()
        if pid == 0:
            try:
                self.place = place
                self._work(random.Random(os.getpid() * 2654435761 + self.born))
            finally:
                os._exit(3)
        return pid

    def _work(self, rng: random.Random) -> None:
        from xuncha.trust.act import witness
        from xuncha.trust.lock import Busy
        from xuncha.trust.models import Account
        from xuncha.trust.refusal import Refusal

        os.nice(10)
        account, turn = None, 0
        while True:
            turn += 1
            names = [f"{os.getpid()}-{self.born}-{turn}-{n}" for n in range(rng.randrange(1, 3))]
            try:
                account = account or Account.objects.get(pk=self.account_id)
                if rng.random() < 0.1:
                    witness("prove.seen", account)
                else:
                    self.write(by=account, names=names, refuse=rng.random() < 0.2)
                self._tell(done=1)
            except Busy:
                self._tell(busy=1)
            except Refusal as no:
                self._tell(done=int(no.code == "trial"), failed=int(no.code != "trial"))
            except BaseException:
                self._tell(failed=1)
                traceback.print_exc()
            time.sleep(rng.random() * 0.05)

    def kill(self, places: list[int]) -> None:
        """kill -9, then new writers in their places."""
        for place in places:
            os.kill(self.pids[place], signal.SIGKILL)
        for place in places:
            os.waitpid(self.pids[place], 0)
            self.place = place
            self._tell()
        for place in places:
            self.pids[place] = self.start(place)

    def end(self) -> None:
        for pid in self.pids:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


class Judge:
    """Reads one snapshot after the other and goes on where it stopped."""

    def __init__(self) -> None:
        from xuncha.trust import journal
        from xuncha.trust.core.chain import Walk

        self.walk = Walk(journal.house_key())
        self.noted: set[str] = set()
        self.tokens: dict[str, str] = {}

    def judge(self) -> str:
        """What is wrong in the snapshot; empty if nothing."""
        from django.db import connection

        with connection.cursor() as cursor:
            sqlite = connection.vendor == "sqlite"
            cursor.execute("BEGIN" if sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                return self._chain() or self._rows(cursor)
            finally:
                cursor.execute("ROLLBACK")

    def _chain(self) -> str:
        from xuncha.trust import journal
        from xuncha.trust.access import whole
        from xuncha.trust.models import Entry

        fresh = whole(Entry, "a proof reads the chain").filter(seq__gt=self.walk.seq).order_by("seq")
        for link in journal._links(fresh):
            broken = self.walk.take(link)
            if broken:
                return f"chain: {broken}"
            body = json.loads(link.body)
            if body["verb"] == "organisation.added":
                self.noted.update(body["rows"])
        broken = self.walk.end(journal._stored())
        return f"head: {broken}" if broken else ""

    def _rows(self, cursor: Any) -> str:
        from xuncha.registry.models import Organisation
        from xuncha.trust import vault

        there = {str(pk) for pk in Organisation.objects.values_list("pk", flat=True)}
        for pk in there - self.tokens.keys():
            self.tokens[pk] = vault.token("journal", pk)
        rows = {self.tokens[pk] for pk in there}
        if rows != self.noted:
            return f"{len(rows - self.noted)} rows without an entry, {len(self.noted - rows)} entries without a row"
        return ""


def round_of(writers: Writers, judge: Judge, rng: random.Random) -> str:
    """One round: wait until there is work going on, kill, look. What is wrong, or nothing."""
    done, until = writers.counted()[0], time.monotonic() + STARVED
    while writers.counted()[0] <= done:
        if time.monotonic() > until:
            return "nobody wrote anything"
        time.sleep(0.005)
    time.sleep(rng.random() * 0.04)
    crash = rng.random() < 0.02
    count = WRITERS if crash else rng.choice([1, 1, 1, 2, 3])
    chosen = set(rng.sample(range(WRITERS), count))
    if rng.random() < 0.5:
        chosen |= set(writers.inside()[:1])
    writers.kill(sorted(chosen))
    failed = writers.counted()[2]
    return judge.judge() or (f"{failed} writers met a fault that was no sentence" if failed else "")


@contextmanager
def staged(vendor: str) -> Iterator[tuple[Writers, Judge]]:
    """The database and the writers at work."""
    served = cluster.server() if vendor == "postgresql" else nullcontext("")
    with tempfile.TemporaryDirectory(prefix="xuncha-stage-") as home, served as address:
        prepare(home, address)
        from tests.cast import grant
        from xuncha.trust.core.roles import Role
        from xuncha.trust.models import Account

        account = Account.objects.create_account("writer", "试写")
        grant(account, Role.OFFICE)
        writers, judge = Writers(account.pk), Judge()
        try:
            for place in range(WRITERS):
                writers.pids.append(writers.start(place))
            yield writers, judge
        finally:
            writers.end()


def main(vendor: str) -> None:
    """Serve rounds until standard input ends."""
    with staged(vendor) as (writers, judge):
        for line in sys.stdin:
            wrong = round_of(writers, judge, random.Random(int(line)))
            done, busy, failed = writers.counted()
            told = {"wrong": wrong, "rows": judge.walk.seq, "done": done, "busy": busy, "failed": failed}
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
