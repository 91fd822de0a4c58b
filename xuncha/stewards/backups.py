"""Backup and restore: what goes into the file, what a dry run tells, and the restore itself.

The key folder never goes into a backup of the database: who finds the one opens nothing with it, and what was shredded stays so.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from xuncha.base.words import Sentence
from xuncha.sealed.envelope import Lock
from xuncha.stewards import archive, snapshot
from xuncha.stewards.archive import Manifest
from xuncha.trust import clock, journal, key_folder, shredding
from xuncha.trust.act import witness
from xuncha.trust.core.chain import Break, Kept
from xuncha.trust.models import Account, ShreddedCompartment
from xuncha.trust.refusal import Refusal

#: Files of the data folder that belong to the office besides the database.
SETTINGS_FILE = "office.toml"
NO_LOCK = Sentence("还没有恢复公钥，请给出口令。", "There is no recovery key yet; give a passphrase.")
CEREMONY = Sentence(
    "首次启用（xuncha first）后即可用恢复码保护备份。", "The first start makes the recovery key."
)


@dataclass(frozen=True)
class Told:
    """What a dry run found. ``lost``: journal rows written since the backup; None where there is nothing to compare with."""

    manifest: Manifest
    sha256: str
    broken: Break | None
    checked: bool
    lost: int | None

    @property
    def payload(self) -> dict[str, str]:
        """What a permission to restore is bound to."""
        return {"file": self.sha256, "made_at": self.manifest.made_at, "rows": str(self.manifest.rows)}


def back_up(target: Path, *, passphrase: str = "") -> Manifest:
    """Write a backup of database and settings file. Raises Refusal without a recovery key and a passphrase; FileExistsError."""
    lock = _lock(passphrase)
    witness("backup.made", None, kind="database")
    with private_folder() as folder:
        copy = folder / snapshot.NAME
        head = journal.head_now()
        snapshot.copy_to(copy)
        files = {snapshot.NAME: copy}
        settings_file = Path(settings.XUNCHA_HOME) / SETTINGS_FILE
        if settings_file.exists():
            files[SETTINGS_FILE] = settings_file
        manifest = _manifest("database", head.seq, head.root.hex(), files)
        archive.close(manifest, files, target, lock=lock, passphrase=passphrase)
    return manifest


def back_up_keys(target: Path, *, passphrase: str = "") -> Manifest:
    """Write a backup of the key folder, to be kept apart from every backup of the database. Raises as ``back_up``."""
    lock = _lock(passphrase)
    witness("backup.made", None, kind="keys")
    folder = key_folder.folder()
    with key_folder.locked():
        found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
        files = {path.relative_to(folder).as_posix(): path for path in found}
        manifest = _manifest("keys", 0, "", files)
        archive.close(manifest, files, target, lock=lock, passphrase=passphrase)
    return manifest


def restore_keys(source: Path, *, secret: bytes = b"", passphrase: str = "") -> int:
    """Put a backup of the key folder where there is none; what the database says is shredded is destroyed again. Files put.

    Raises Refusal where keys are already: they are never overwritten.
    """
    folder = key_folder.folder()
    if key_folder.house_file().exists():
        raise Refusal(
            "keys-here",
            Sentence(
                "这里已经有密钥目录，不会覆盖。", "There is a key folder already; it is not overwritten."
            ),
            Sentence(
                "确需换回旧的，请先把现有目录整个移走保存。", "Move the present one away as a whole first."
            ),
        )
    with private_folder() as opened:
        manifest = archive.open_into(source, opened, secret=secret, passphrase=passphrase)
        _need_kind(manifest, "keys")
        shutil.copytree(opened, folder, dirs_exist_ok=True)
    if snapshot.exists() and _has("xuncha_shreddedcompartment"):
        shredding.enforce()
    return len(manifest.files)


def rehearse(
    source: Path, folder: Path, *, secret: bytes = b"", passphrase: str = "", kept: tuple[Kept, ...] = ()
) -> Told:
    """Open a backup into ``folder`` and check files and journal; nothing else is touched. Raises Refusal."""
    manifest = archive.open_into(source, folder, secret=secret, passphrase=passphrase)
    _need_kind(manifest, "database")
    if manifest.vendor != connection.vendor:
        raise Refusal(
            "other-database",
            Sentence(f"这份备份是 {manifest.vendor} 数据库的。", f"It is a backup of {manifest.vendor}."),
            Sentence("请在同类数据库上恢复。", "Restore it on a database of that kind."),
        )
    if not key_folder.house_file().exists():
        raise Refusal(
            "no-keys",
            Sentence(
                "这里没有密钥目录，无法核验和打开备份里的内容。",
                "There is no key folder here; nothing could be checked or read.",
            ),
            Sentence("请先放回密钥：xuncha keys restore。", "Put the keys back first: xuncha keys restore."),
        )
    lost = _rows_now() - manifest.rows if snapshot.exists() else None
    if connection.vendor != "sqlite" and snapshot.exists():
        return Told(manifest, archive.sha256(source), None, False, lost)
    with snapshot.looking_at(folder / snapshot.NAME):
        report = journal.examine(kept)
    return Told(manifest, archive.sha256(source), report.broken, True, lost)


def restore(told: Told, folder: Path, people: tuple[Account, Account]) -> Path | None:
    """Put the rehearsed copy in the database's place. The caller has the permission of two persons, ``people``.

    Sessions of that day are ended, what was shredded since stays so, and the restore is a row of the restored journal. Where what
    was there before is kept, or None. Raises Refusal for a backup whose journal is broken; then all is as before.
    """
    if told.broken is not None:
        raise _broken(told.broken)
    gone = _shredded() if snapshot.exists() and _has("xuncha_shreddedcompartment") else {}
    kept = snapshot.put_in_place(folder / snapshot.NAME, clock.now())
    if not told.checked:
        _check_or_undo(kept)
    call_command("migrate", verbosity=0, interactive=False)
    Session.objects.all().delete()
    for name, on in gone.items():
        ShreddedCompartment.objects.get_or_create(name=name, defaults={"on": on})
    shredding.enforce()
    for account in people:
        witness("backup.restored", account, rows=told.manifest.rows, lost=told.lost, file=told.sha256[:16])
    return kept


def _broken(found: Break) -> Refusal:
    return Refusal(
        "journal-broken",
        Sentence(
            f"备份里的留痕从第{found.seq}条起对不上，没有恢复。", f"Its journal is broken at row {found.seq}."
        ),
        Sentence("请换一份备份，并保留这份作为证据。", "Take another backup and keep this one as evidence."),
    )


def _check_or_undo(kept: Path | None) -> None:
    """PostgreSQL: the journal could not be looked at beside the database, so it is checked in its place."""
    broken = journal.examine().broken
    if broken is not None:
        if kept is not None:
            snapshot.load(kept)
        raise _broken(broken)


def _shredded() -> dict[str, date]:
    return dict(ShreddedCompartment.objects.values_list("name", "on"))


def _rows_now() -> int:
    return journal.head_now().seq if _has("xuncha_entry") else 0


def _has(table: str) -> bool:
    return table in connection.introspection.table_names()


def _lock(passphrase: str) -> Lock | None:
    lock = key_folder.recovery()
    if lock is None and not passphrase:
        raise Refusal("no-recovery", NO_LOCK, CEREMONY)
    return lock


def _manifest(kind: str, rows: int, root: str, files: dict[str, Path]) -> Manifest:
    sums = {name: archive.sha256(path) for name, path in files.items()}
    return Manifest(kind, clock.now().isoformat(timespec="seconds"), connection.vendor, rows, root, sums)


def _need_kind(manifest: Manifest, kind: str) -> None:
    if manifest.kind != kind:
        raise Refusal(
            "other-kind",
            Sentence("这个文件不是所要的那种备份。", "It is a backup of another kind."),
            Sentence(
                "数据备份用 xuncha restore，密钥备份用 xuncha keys restore。",
                "Data: xuncha restore; keys: xuncha keys restore.",
            ),
        )


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that nobody else reads, on the database's own disk, gone at the end."""
    home = Path(settings.XUNCHA_HOME)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix="backup-", dir=home) as folder:
        yield Path(folder)
