"""Bundles (``.xcb``): part of a round as one file that a carrier can lose without telling anybody anything.

From outside to inside: an age file for the named receivers, filled up to steps of 64 KiB; in it a tar of ordinary files; in it a
BagIt 1.0 bag whose tag manifest the sender signed; in it ``bundle.json`` (who, to whom, which number, what may be in it),
``records/<kind>.jsonl``, ``files/`` and ``journal/``. Everything happens in memory; nothing is ever laid on a disk in clear.

A bundle is read in this order, and each step sees only what the one before let through: opened → plain files with harmless
names → layout version → signature by somebody we know → every file as the signed manifest lists it → ``bundle.json`` → records.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xuncha.sealed import age
from xuncha.sealed.bag import PAYLOAD, TAG_MANIFEST, NotABag, check_bag, pack_bag
from xuncha.sealed.container import NotAContainer, unwrap, wrap
from xuncha.sealed.suites import INTL, CannotOpen, suite
from xuncha.sealed.told import Told

SCHEMA = 1
"""Raised when the layout of a bundle or the shape of its records changes."""
OLDEST = 1
"""The oldest schema that is still read."""
MOST_BYTES = 1 << 30
"""No bundle is bigger; it is opened in memory."""
META = ("bundle", "sender", "receiver", "sequence", "previous", "created", "scope")
"""What ``bundle.json`` must say: the bundle's id, the machines' ids, the sender's running number for this receiver, the
fingerprint of the sender's bundle before ("" for the first), the moment (ISO 8601), and what may be in it."""

_META, _SIGNATURE = "bundle.json", "signature.json"
_TOP = "bundle/"
_RECORDS, _FILES, _JOURNAL = "records/", "files/", "journal/"
_ENTRIES, _PROOF = _JOURNAL + "entries.jsonl", _JOURNAL + "proof.json"
_TAGS = {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", TAG_MANIFEST, _META, _SIGNATURE}
_SIGNED = b"xuncha bundle\0"


class CannotOpenBundle(Told):
    """The bundle is refused whole. `reason` is a word for tests and logs; `zh` and `en` are for the user."""

    def __init__(self, reason: str, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.reason = reason


@dataclass(frozen=True)
class Signer:
    """Who signs: a pair of `suite.sign_pair()`, and the number of the suite."""

    secret: bytes = field(repr=False)
    public: bytes
    suite: int = INTL.number


@dataclass(frozen=True)
class Bundle:
    """What travels. Values of `meta`, records, `journal` and `proof` are plain JSON; sealed columns are text of ciphertext.

    `records`: kind (lower-case word) → records in their order. `files`: path → content; paths are pseudonyms in ASCII and name
    no unit and no person. `journal`: the entries of the sender since the last bundle; `proof`: how they hang on a head the
    receiver knows. `signer` is the public key whose signature was found good; empty before packing.
    """

    meta: dict[str, Any]
    records: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    journal: list[dict[str, Any]] = field(default_factory=list)
    proof: dict[str, Any] = field(default_factory=dict)
    signer: bytes = b""


def pack(payload: Bundle, recipients: Sequence[str], signer: Signer) -> bytes:
    """The bundle as one file for `recipients` (``age1…``), signed by `signer`.

    Raises ValueError for meta without one of META, for names that a bundle must not hold, and for what is no plain JSON.
    """
    if missing := [key for key in META if key not in payload.meta]:
        raise ValueError(f"bundle.json must say {', '.join(missing)}")
    content = {_RECORDS + kind + ".jsonl": _lines(records) for kind, records in payload.records.items()}
    content |= {_FILES + path: bytes(data) for path, data in payload.files.items()}
    content |= {_ENTRIES: _lines(payload.journal), _PROOF: _json(payload.proof)}
    bag = pack_bag(content, {_META: _json({**payload.meta, "schema": SCHEMA})})
    signature = {
        "schema": SCHEMA,
        "suite": signer.suite,
        "signer": signer.public.hex(),
        "signature": suite(signer.suite).sign(signer.secret, _SIGNED + bag[TAG_MANIFEST]).hex(),
    }
    try:
        plain = wrap({_TOP + name: data for name, data in {_SIGNATURE: _json(signature), **bag}.items()})
    except NotAContainer as refused:
        raise ValueError(str(refused)) from None
    data = age.close(plain, recipients)
    if len(data) > MOST_BYTES:
        raise ValueError("too big for one bundle")
    return data


def unpack(data: bytes, identity: str, trusted_signers: Collection[bytes]) -> Bundle:
    """What `pack` packed, for the holder of `identity` (``AGE-SECRET-KEY-1…``) and by one of `trusted_signers` (public keys).

    Raises CannotOpenBundle; nothing of the bundle is told before it was found whole and signed.
    """
    bag = _files_of(data, identity)
    signer = _signed_by(bag, trusted_signers)
    payload = _payload_of(bag)
    meta = _parse_meta(bag[_META])
    records = {
        path.removeprefix(_RECORDS).removesuffix(".jsonl"): _parse_lines(path, content)
        for path, content in payload.items()
        if path.startswith(_RECORDS)
    }
    files = {path.removeprefix(_FILES): data for path, data in payload.items() if path.startswith(_FILES)}
    journal = _parse_lines(_ENTRIES, payload[_ENTRIES])
    return Bundle(meta, records, files, journal, _parse(_PROOF, payload[_PROOF]), signer)


def fingerprint(data: bytes) -> str:
    """SHA-256 of the whole file in hex; what `previous` names."""
    return hashlib.sha256(data).hexdigest()


def slip_groups(data: bytes, groups: int = 8) -> tuple[str, ...]:
    """The first groups of four hex digits of the fingerprint, for the hand-over slip."""
    digits = fingerprint(data)
    return tuple(digits[i : i + 4] for i in range(0, 4 * groups, 4))


def _files_of(data: bytes, identity: str) -> dict[str, bytes]:
    if len(data) > MOST_BYTES:
        raise CannotOpenBundle(
            "oversize",
            f"数据包超过{MOST_BYTES >> 20}MB，本机不打开。请让对方分几次导出。",
            f"The bundle is bigger than {MOST_BYTES >> 20} MB and is not opened here. Ask the sender to export it in parts.",
        )
    try:
        plain = age.open_age(data, identity)
    except age.NotForUs:
        raise CannotOpenBundle(
            "closed",
            "这个数据包打不开：不是发给本机的，或者在途中损坏。请核对交接单上的接收方和校验码，让对方重新导出一份。",
            "This bundle does not open: it is not for this machine, or was damaged on the way. Compare the receiver and the "
            "check groups with the hand-over slip and ask the sender to export it again.",
        ) from None
    try:
        found = unwrap(plain)
    except NotAContainer:
        raise _malformed("container") from None
    if not all(name.startswith(_TOP) for name in found):
        raise _malformed("container")
    return {name.removeprefix(_TOP): content for name, content in found.items()}


def _signed_by(bag: Mapping[str, bytes], trusted_signers: Collection[bytes]) -> bytes:
    """The public key of the signer, after the layout version was found readable and the signature good."""
    try:
        told, manifest = _parse(_SIGNATURE, bag[_SIGNATURE]), bag[TAG_MANIFEST]
        schema, number = told["schema"], told["suite"]
        public, signature = bytes.fromhex(told["signer"]), bytes.fromhex(told["signature"])
    except (KeyError, TypeError, ValueError):
        raise _malformed("signature") from None
    if not isinstance(schema, int):
        raise _malformed("signature")
    _check_schema(schema)
    if public not in trusted_signers:
        raise CannotOpenBundle(
            "signer",
            "这个数据包不是本机认可的单位签发的，或者签发它的机器已停用，整包不收。请核对交接单，必要时重新登记对方机器。",
            "This bundle was signed by no machine that is known and in use here; it is refused whole. Compare the hand-over "
            "slip and, if need be, register the sender's machine again.",
        )
    try:
        good = suite(number).verify(public, _SIGNED + manifest, signature)
    except CannotOpen:
        good = False
    if not good:
        raise CannotOpenBundle(
            "signature",
            "这个数据包的签名对不上，内容可能被改过，整包不收。请让对方重新导出一份，并报告保密人员。",
            "The signature of this bundle does not fit; it may have been changed and is refused whole. Ask the sender to export "
            "it again and tell whoever is in charge of secrecy.",
        )
    return public


def _payload_of(bag: Mapping[str, bytes]) -> dict[str, bytes]:
    """The payload, after every file was found as the signed manifest lists it, and none besides."""
    if {name for name in bag if not name.startswith(PAYLOAD)} != _TAGS:
        raise _malformed("bag")
    listed = {line.partition("  ")[2] for line in bag[TAG_MANIFEST].decode("ascii", "replace").splitlines()}
    if listed != _TAGS - {TAG_MANIFEST, _SIGNATURE}:
        raise _malformed("bag")
    try:
        payload = check_bag(bag)
    except NotABag:
        raise _malformed("bag") from None
    places = (_RECORDS, _FILES)
    if not {_ENTRIES, _PROOF} <= set(payload) or not all(
        path in (_ENTRIES, _PROOF) or path.startswith(places) for path in payload
    ):
        raise _malformed("bag")
    return payload


def _parse_meta(content: bytes) -> dict[str, Any]:
    meta = _parse(_META, content)
    schema = meta.pop("schema", None)
    if not isinstance(schema, int) or any(key not in meta for key in META):
        raise _malformed("meta")
    _check_schema(schema)
    return meta


def _check_schema(schema: int) -> None:
    if schema > SCHEMA:
        raise CannotOpenBundle(
            "newer",
            f"这个数据包由较新的版本导出（格式{schema}），本机只认到格式{SCHEMA}。请先升级本机，再收这个数据包。",
            f"This bundle was written by a newer version (format {schema}); this machine reads up to format {SCHEMA}. "
            "Update this machine first, then take it in.",
        )
    if schema < OLDEST:
        raise CannotOpenBundle(
            "older",
            f"这个数据包由较旧的版本导出（格式{schema}），本机只认格式{OLDEST}及以后。请让对方升级后重新导出。",
            f"This bundle was written by an older version (format {schema}); this machine reads from format {OLDEST} on. "
            "Ask the sender to update and export it again.",
        )


def _malformed(reason: str) -> CannotOpenBundle:
    return CannotOpenBundle(
        reason,
        "这个数据包的内部结构不对，整包不收。请让对方重新导出一份；仍然如此，请报告保密人员。",
        "The inside of this bundle is not as it should be; it is refused whole. Ask the sender to export it again; if that does "
        "not help, tell whoever is in charge of secrecy.",
    )


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _lines(records: Sequence[Mapping[str, Any]]) -> bytes:
    return b"".join(_json(record) + b"\n" for record in records)


def _parse_lines(path: str, content: bytes) -> list[dict[str, Any]]:
    lines = content.split(b"\n")
    if lines.pop():
        raise _malformed("records")
    return [_parse(path, line, number) for number, line in enumerate(lines, 1)]


def _parse(path: str, content: bytes, line: int = 1) -> dict[str, Any]:
    """One JSON object; a key that stands twice and numbers that are none are refused."""
    try:
        value = json.loads(content.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise CannotOpenBundle(
            "records",
            f"数据包里{path}第{line}行读不懂，整包不收。请让对方重新导出一份。",
            f"Line {line} of {path} in the bundle cannot be read; it is refused whole. Ask the sender to export it again.",
        )
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key that stands twice")
    return found


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")
