"""Makes bundles as no honest sender would: one layer is changed, the layers outside it are made right again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from xuncha.sealed import age
from xuncha.sealed.bundle import Bundle, Signer, pack
from xuncha.sealed.container import unwrap, wrap
from xuncha.sealed.suites import INTL

IDENTITY, RECIPIENT = age.key_pair()
SIGNER = Signer(*INTL.sign_pair(bytes(range(32))))
META: dict[str, Any] = {
    "bundle": "01997f6e-0000-7000-8000-000000000001",
    "sender": "machine-a",
    "receiver": "machine-b",
    "sequence": 3,
    "previous": "ab" * 32,
    "created": "2026-11-23T04:00:00+08:00",
    "scope": {"inspection": "01997f6e-0000-7000-8000-000000000002"},
}
BUNDLE = Bundle(
    META,
    {"letter": [{"id": "1", "text": "密文"}, {"id": "2", "text": None}], "matter": []},
    {"01/scan.bin": bytes(range(256)), "02.bin": b""},
    [{"seq": 7, "digest": "00"}, {"seq": 8, "digest": "01"}],
    {"size": 8, "root": "ff"},
)
Files = dict[str, bytes]


def packed(bundle: Bundle = BUNDLE, signer: Signer = SIGNER) -> bytes:
    return pack(bundle, [RECIPIENT], signer)


def files_of(data: bytes) -> Files:
    """The files of the bag, by names inside the bag."""
    found = unwrap(age.open_age(data, IDENTITY))
    return {name.removeprefix("bundle/"): content for name, content in found.items()}


def closed(files: Files) -> bytes:
    return age.close(wrap({f"bundle/{name}": content for name, content in files.items()}), [RECIPIENT])


def changed(change: Callable[[Files], None], signer: Signer | None = None, relist: bool = False) -> bytes:
    """`BUNDLE` with its files changed; `relist` makes the manifests fit again, `signer` signs them again."""
    files = files_of(packed())
    change(files)
    if relist:
        _relist(files)
    if signer:
        _sign(files, signer)
    return closed(files)


def _relist(files: Files) -> None:
    payload = [name for name in files if name.startswith("data/")]
    tags = [
        name for name in files if "/" not in name and name not in ("tagmanifest-sha256.txt", "signature.json")
    ]
    for listing, names in (("manifest-sha256.txt", payload), ("tagmanifest-sha256.txt", tags)):
        lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(names))
        files[listing] = "".join(lines).encode()


def _sign(files: Files, signer: Signer) -> None:
    told = json.loads(files["signature.json"])
    message = b"xuncha bundle\0" + files["tagmanifest-sha256.txt"]
    told |= {"signer": signer.public.hex(), "signature": INTL.sign(signer.secret, message).hex()}
    files["signature.json"] = json.dumps(told).encode()
