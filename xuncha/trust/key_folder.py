"""The key folder: one small file a compartment, outside the database and its backups.

A file is written whole and put in place by renaming; who changes one holds the folder's lock. A destroyed compartment leaves
its name on the list of tombstones, so that no file of an older copy revives it.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO

from django.conf import settings

from xuncha.sealed.envelope import KEY_BYTES, Key, Lock
from xuncha.trust.core.key_file import KeyFile, Shredded


def folder() -> Path:
    return Path(settings.XUNCHA_KEYS)


def house_file() -> Path:
    return folder() / "house.key"


def create_house_key() -> bool:
    """Make the folder and the house key if there is none (mode 0600). True if it was made."""
    (folder() / "compartments").mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(house_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as out:
        out.write(secrets.token_bytes(KEY_BYTES))
    return True


@lru_cache(maxsize=4)
def _house(path: str) -> Key:
    return Key.of(Path(path).read_bytes())


def house() -> Key:
    """The house's own secret: journal, log-in tokens, vouching. Raises FileNotFoundError before the first set-up."""
    return _house(str(house_file()))


def own_pepper() -> bytes:
    """What enters the locks of accounts beside their public keys. A stand-alone machine keeps its office's, so that what the
    office wrapped for a member opens there too.
    """
    path = folder() / "own.pepper"
    return path.read_bytes() if path.exists() else house().derive("own").secret


def is_away() -> bool:
    """Whether this is a stand-alone machine, which works with its office's pepper."""
    return (folder() / "own.pepper").exists()


def keep_own_pepper(pepper: bytes) -> None:
    """Keep the office's pepper on its machine."""
    _write(folder() / "own.pepper", pepper)


def _path(name: str) -> Path:
    return folder() / "compartments" / f"{house().token('compartment', name)[:32]}.json"


def _tombstones() -> Path:
    return folder() / "destroyed"


@contextmanager
def locked() -> Iterator[None]:
    """Hold the folder against other writers, of this process and of others."""
    with (folder() / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)


def is_destroyed(name: str) -> bool:
    return (_tombstones() / _path(name).stem).exists()


def load(name: str) -> KeyFile | None:
    """A compartment's file, or None where it has none yet. Raises Shredded."""
    path = _path(name)
    try:
        stat = path.stat()
    except FileNotFoundError:
        if is_destroyed(name):
            raise Shredded from None
        return None
    return _read(str(path), stat.st_mtime_ns, stat.st_ino)


@lru_cache(maxsize=1024)
def _read(path: str, changed: int, inode: int) -> KeyFile:
    return KeyFile.of(json.loads(Path(path).read_text()))


def names() -> list[str]:
    """Every compartment that has a key."""
    found = sorted((folder() / "compartments").glob("*.json"))
    return [_read(str(one), (stat := one.stat()).st_mtime_ns, stat.st_ino).name for one in found]


def save(stored: KeyFile) -> None:
    """Put a compartment's file in place; the caller holds the lock. Raises Shredded."""
    if is_destroyed(stored.name):
        raise Shredded
    _write(_path(stored.name), json.dumps(stored.as_data()).encode())


def save_over(stored: KeyFile) -> None:
    """The same where the file before holds what must be gone: once the new one is in place, the old bytes are overwritten."""
    with _path(stored.name).open("r+b") as before:
        save(stored)
        _overwrite(before)


def _on_disk(out: IO[bytes]) -> None:
    """Wait until the disk has it. Tests do not wait: they lose nothing by a power cut."""
    out.flush()
    if settings.XUNCHA_SYNC:
        os.fsync(out.fileno())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        _on_disk(out)
    beside.replace(path)


def destroy(name: str) -> None:
    """Overwrite and remove a compartment's file and leave its tombstone; the caller holds the lock."""
    path = _path(name)
    (_tombstones()).mkdir(parents=True, exist_ok=True, mode=0o700)
    (_tombstones() / path.stem).touch(mode=0o600)
    if path.exists():
        with path.open("r+b") as out:
            _overwrite(out)
        path.unlink()
    _read.cache_clear()


def _overwrite(out: IO[bytes]) -> None:
    out.write(secrets.token_bytes(os.fstat(out.fileno()).st_size))
    _on_disk(out)


def recovery() -> Lock | None:
    """The lock whose opener lies in shares on paper; None before the ceremony."""
    path = folder() / "recovery.json"
    if not path.exists():
        return None
    kept = json.loads(path.read_text())
    return Lock(kept["suite"], bytes.fromhex(kept["public"]))


def keep_recovery(lock: Lock) -> None:
    """Keep the lock that every compartment key is also sealed to."""
    _write(
        folder() / "recovery.json", json.dumps({"suite": lock.suite, "public": lock.public.hex()}).encode()
    )
