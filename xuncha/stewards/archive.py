"""A backup file: age outside, a tar inside with a manifest first; read into a private folder and checked file by file.

Closed for the recovery key (opened with shares from paper) or for a passphrase. Nothing of it is readable outside; the manifest
tells when it was made, where the journal stood, and the SHA-256 of every file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pyrage

from xuncha.base.words import Sentence
from xuncha.sealed import age_keys
from xuncha.sealed.envelope import Lock
from xuncha.trust.refusal import Refusal

MANIFEST = "manifest.json"
FORMAT = 1
DAMAGED = Sentence(
    "备份文件打不开：口令或恢复码不对，或者文件已损坏。",
    "It does not open: wrong passphrase or shares, or damaged.",
)
ELSE = Sentence(
    "核对后重试，或者换一份备份。现有数据没有改动。", "Try again or take another backup; nothing was changed."
)


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. ``kind``: database or keys; ``head``: number of journal rows and their root in hex."""

    kind: str
    made_at: str
    vendor: str
    rows: int
    root: str
    files: Mapping[str, str]


def close(
    manifest: Manifest, files: Mapping[str, Path], target: Path, *, lock: Lock | None, passphrase: str = ""
) -> None:
    """Write the backup file. Raises FileExistsError; nothing in clear is written but into memory."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        _put(tar, MANIFEST, json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False).encode())
        for name, path in files.items():
            _put(tar, name, path.read_bytes())
    plain = packed.getvalue()
    if passphrase:
        closed = pyrage.passphrase.encrypt(plain, passphrase)
    elif lock is not None:
        closed = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(age_keys.recipient(lock.public))])
    else:
        raise ValueError("a backup is closed for a recovery key or a passphrase")
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(closed)
        out.flush()
        os.fsync(out.fileno())


def open_into(source: Path, folder: Path, *, secret: bytes = b"", passphrase: str = "") -> Manifest:
    """Open a backup file into an empty private folder and check every file of it. Raises Refusal; then the folder is not to be used."""
    try:
        closed = source.read_bytes()
        if passphrase:
            plain = pyrage.passphrase.decrypt(closed, passphrase)
        else:
            plain = pyrage.decrypt(closed, [pyrage.x25519.Identity.from_str(age_keys.identity(secret))])
        with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
            return _unpacked(tar, folder)
    except (
        pyrage.DecryptError,
        pyrage.IdentityError,
        tarfile.TarError,
        KeyError,
        ValueError,
        TypeError,
        OSError,
    ):
        raise Refusal("backup-damaged", DAMAGED, ELSE) from None


def sha256(path: Path) -> str:
    """Of a file's bytes, in hex."""
    with path.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def _put(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _unpacked(tar: tarfile.TarFile, folder: Path) -> Manifest:
    """Every file that the manifest names, and no other: plain files under plain names."""
    entries = {entry.name: entry for entry in tar.getmembers()}
    told: dict[str, Any] = json.loads(_content(tar, entries.pop(MANIFEST)))
    if told.pop("format") != FORMAT:
        raise Refusal(
            "backup-newer", Sentence("这份备份是更新版本的程序做的。", "It was made by a newer program."),
            Sentence("请先升级程序。", "Upgrade first."),
        )  # fmt: skip
    manifest = Manifest(**told)
    if set(entries) != set(manifest.files):
        raise ValueError("files beside the manifest")
    for name, entry in entries.items():
        parts = PurePosixPath(name).parts
        if not entry.isreg() or not parts or name.startswith("/") or ".." in parts or "\\" in name:
            raise ValueError("no plain file")
        content = _content(tar, entry)
        if hashlib.sha256(content).hexdigest() != manifest.files[name]:
            raise ValueError("another content")
        place = folder.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
    return manifest


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    read = tar.extractfile(entry)
    if read is None:
        raise ValueError("no plain file")
    return read.read()
