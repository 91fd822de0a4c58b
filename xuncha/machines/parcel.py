"""What lies in a bundle between two installations, beyond its format: records, keys, a slice of the journal."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.machines import identity
from xuncha.machines.core.carried import CARRIED, SCHEMA
from xuncha.machines.core.record import NotARecord, Record, as_data, file_named, read
from xuncha.machines.core.standing import GONE, Standing
from xuncha.machines.models import Machine
from xuncha.sealed.bundle import Bundle, CannotOpenBundle, pack, unpack
from xuncha.trust import clock
from xuncha.trust.core.compartments import Compartment
from xuncha.trust.core.key_file import KeyFile
from xuncha.trust.refusal import Refusal

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_IN_A_FILE = 4096
_KEYS = "keys.json"
_MOST = 100_000
_NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
_FINGERPRINT = re.compile(r"([0-9a-f]{64})?")


@dataclass(frozen=True)
class Parcel:
    """A bundle that was opened and found whole, or is about to be packed.

    ``scope``: inspection, people, roles, carrier and the software's schema. ``keys``: compartment files with the wraps of these people.
    """

    number: str
    sender: str
    receiver: str
    seq: int
    before: str
    made: str
    scope: dict[str, Any]
    records: list[Record]
    keys: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    proof: dict[str, Any] = field(default_factory=dict)

    @property
    def inspection(self) -> UUID:
        return UUID(self.scope["inspection"])

    @property
    def carrier(self) -> UUID:
        return UUID(self.scope["carrier"])


def new_number() -> str:
    """A bundle's number: eight letters and digits that tell nothing and are not mistaken for one another."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def packed(parcel: Parcel, to: Machine) -> bytes:
    """The file for the other installation, signed by this one."""
    files: dict[str, bytes] = {_KEYS: json.dumps(parcel.keys).encode()}
    records: dict[str, list[dict[str, Any]]] = {}
    for record in parcel.records:
        records.setdefault(record.kind, []).append(as_data(_laid_apart(record, files)))
    meta = {
        "bundle": parcel.number,
        "sender": parcel.sender,
        "receiver": parcel.receiver,
        "sequence": parcel.seq,
        "previous": parcel.before,
        "created": parcel.made,
        "scope": parcel.scope,
    }
    bundle = Bundle(meta, records, files, parcel.entries, parcel.proof)
    return pack(bundle, [to.seal_key], identity.own().signer)


def opened(data: bytes, signers: Mapping[bytes, str]) -> Parcel:
    """The parcel of a file by one of ``signers`` (public key → the name it must call itself).

    Raises Refusal for all that is not whole, not ours to open, not by a known sender, or of another version.
    """
    try:
        bundle = unpack(data, identity.own().opens, list(signers))
    except CannotOpenBundle as no:
        raise Refusal(f"bundle-{no.reason}", Sentence(no.zh, no.en)) from None
    try:
        return _parcel(bundle, signers)
    except (NotARecord, KeyError, TypeError, ValueError, AttributeError):
        raise malformed() from None


def malformed() -> Refusal:
    return Refusal(
        "bundle-records",
        Sentence(
            "数据包里有不合格式的记录，整包不收。",
            "The bundle holds records that are not as they should be; refused whole.",
        ),
        Sentence(
            "什么都没有改动。请让对方用同一版本的软件重新导出。",
            "Nothing was changed. Have it exported again with the same version of the software.",
        ),
    )


def _parcel(bundle: Bundle, signers: Mapping[bytes, str]) -> Parcel:
    meta, scope = bundle.meta, bundle.meta["scope"]
    if meta["sender"] != signers[bundle.signer] or meta["receiver"] != identity.own().told.known_as:
        raise Refusal(
            "bundle-address",
            Sentence(
                "数据包的收发双方与登记的不符，整包不收。",
                "Sender or receiver are not those registered; refused whole.",
            ),
        )
    if scope["schema"] != SCHEMA:
        raise _other_version(scope["schema"])
    records: list[Record] = []
    for kind, lines in bundle.records.items():
        if kind not in CARRIED:
            raise Refusal(
                "bundle-scope",
                Sentence(
                    "数据包里有不许携带的记录，整包不收。",
                    "The bundle holds records that must not travel; refused whole.",
                ),
            )
        records += [_brought_together(one, bundle.files) for one in read(kind, lines)]
    _check_meta(meta)
    return Parcel(
        str(meta["bundle"]), meta["sender"], meta["receiver"], meta["sequence"], str(meta["previous"]),
        str(meta["created"]), scope, records, _checked_keys(json.loads(bundle.files[_KEYS])), bundle.journal, bundle.proof,
    )  # fmt: skip


def _check_meta(meta: Mapping[str, Any]) -> None:
    """Raise NotARecord or ValueError for a number, day or key that no honest installation writes."""
    number = meta["sequence"]
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number <= _MOST:
        raise NotARecord("a number that is none")
    if not _NUMBER.fullmatch(meta["bundle"]) or not _FINGERPRINT.fullmatch(meta["previous"]):
        raise NotARecord("a number that is none")
    date.fromisoformat(meta["created"][:10])
    UUID(meta["scope"]["inspection"])
    UUID(meta["scope"]["carrier"])


def _checked_keys(keys: Any) -> list[dict[str, Any]]:
    """The compartment files of a bundle, if they have the form of such files. Raises as ``KeyFile.of``, or NotARecord."""
    for one in keys:
        file = KeyFile.of(one)
        if any(pair.shares or pair.recovery for pair in file.pairs) or one.keys() != file.as_data().keys():
            raise NotARecord("a key file that is none")
        Compartment.named(file.name)
        inside = [text for pair in file.pairs for text in (pair.public, *pair.wraps.values())]
        for text in (file.pepper, *file.gone, *inside):
            bytes.fromhex(text)
    return list(keys)


def _other_version(theirs: Any) -> Refusal:
    newer = isinstance(theirs, int) and theirs > SCHEMA
    return Refusal(
        "bundle-newer" if newer else "bundle-older",
        Sentence(
            f"数据包由{'较新' if newer else '较旧'}版本的软件导出，记录的格式不同，整包不收。",
            f"The bundle was made by {'a newer' if newer else 'an older'} version of the software; refused whole.",
        ),
        Sentence(
            "请先把两边的软件升到同一版本。" if newer else "请先升级对方的软件，再重新导出。",
            "Bring both sides to the same version first.",
        ),
    )


def _laid_apart(record: Record, files: dict[str, bytes]) -> Record:
    """Big envelopes lie in files of their own, named by their digest."""

    def out(value: Any) -> Any:
        if isinstance(value, dict) and set(value) == {"sealed"} and len(value["sealed"]) > _IN_A_FILE:
            data = base64.b64decode(value["sealed"])
            name = hashlib.sha256(data).hexdigest()
            files[f"sealed/{name}"] = data
            return {"file": name}
        return value

    return _each(record, out)


def _brought_together(record: Record, files: Mapping[str, bytes]) -> Record:
    def back(value: Any) -> Any:
        name = file_named(value)
        if name is None:
            return value
        data = files[f"sealed/{name}"]
        if hashlib.sha256(data).hexdigest() != name:
            raise NotARecord("a file that is another")
        return {"sealed": base64.b64encode(data).decode()}

    return _each(record, back)


def _each(record: Record, change: Any) -> Record:
    held = {
        name: versions if name == GONE else {dot: change(value) for dot, value in versions.items()}
        for name, versions in record.standing.held.items()
    }
    return Record(record.kind, record.id, Standing(record.standing.seen, held))


def moment() -> str:
    return clock.now().isoformat(timespec="seconds")


def given_records(rows: Mapping[str, dict[UUID, dict[str, Any]]], sender: str, seq: int) -> Iterable[Record]:
    """Rows that go out only, each as it stands: one version, by the sender."""
    for kind, found in rows.items():
        for key, values in found.items():
            held = {name: {(sender, seq): value} for name, value in values.items()}
            yield Record(kind, key, Standing({sender: seq}, held))
