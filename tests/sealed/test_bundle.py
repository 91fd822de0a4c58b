"""A bundle is opened by whom it is for, when it is whole and signed by somebody known; otherwise nothing of it is told."""

from __future__ import annotations

import json
import tracemalloc
from dataclasses import replace

import pytest

from tests.sealed.bundles import (
    BUNDLE,
    IDENTITY,
    META,
    RECIPIENT,
    SIGNER,
    Files,
    changed,
    closed,
    files_of,
    packed,
)
from tests.sealed.soft_sm2 import plugged_in
from xuncha.sealed import age, bundle
from xuncha.sealed.bundle import CannotOpenBundle, Signer, fingerprint, pack, slip_groups, unpack
from xuncha.sealed.container import wrap
from xuncha.sealed.gm import GM
from xuncha.sealed.suites import INTL

TRUSTED = {SIGNER.public}
STRANGER = Signer(*INTL.sign_pair())


def refused(
    data: bytes, reason: str, identity: str = IDENTITY, trusted: set[bytes] = TRUSTED
) -> CannotOpenBundle:
    with pytest.raises(CannotOpenBundle) as told:
        unpack(data, identity, trusted)
    assert told.value.reason == reason
    return told.value


def test_what_was_packed_is_unpacked_with_its_signer() -> None:
    assert unpack(packed(), IDENTITY, TRUSTED) == replace(BUNDLE, signer=SIGNER.public)


def test_every_receiver_opens_it() -> None:
    identity, recipient = age.key_pair()
    data = pack(BUNDLE, [RECIPIENT, recipient], SIGNER)
    assert unpack(data, identity, TRUSTED) == unpack(data, IDENTITY, TRUSTED)


def test_the_suite_gm_signs_with_a_module_plugged_in() -> None:
    with plugged_in():
        signer = Signer(*GM.sign_pair(), GM.number)
        data = packed(signer=signer)
        assert unpack(data, IDENTITY, {signer.public}).records == BUNDLE.records


@pytest.mark.parametrize("size", [0, 1, 60_000, 65_536, 131_072, 200_000])
def test_its_size_is_a_whole_number_of_steps(size: int) -> None:
    data = packed(replace(BUNDLE, files={"1.bin": bytes(size)}))
    assert len(data) % (64 * 1024) == 0


def test_nothing_is_readable_outside() -> None:
    data = packed()
    inside = [
        META["sender"],
        META["bundle"],
        "密文",
        "scan.bin",
        "letter",
        "bagit",
        "records",
        SIGNER.public.hex(),
    ]
    assert not [word for word in inside if word.encode() in data]


def test_nothing_is_written_to_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a file for writing by name would raise."""

    def no_file(*args: object, **kwargs: object) -> None:
        raise AssertionError(f"a file was opened: {args}")

    monkeypatch.setattr("builtins.open", no_file)
    monkeypatch.setattr("io.open", no_file)
    monkeypatch.setattr("os.open", no_file)
    assert unpack(packed(), IDENTITY, TRUSTED).records == BUNDLE.records


def test_it_does_not_open_for_somebody_else_and_says_what_to_do() -> None:
    told = refused(packed(), "closed", identity=age.key_pair()[0])
    assert told.zh.startswith("这个数据包打不开：不是发给本机的，或者在途中损坏。")
    assert "hand-over slip" in told.en


@pytest.mark.parametrize(
    "data", [b"", b"age-encryption.org/v1\n", bytes(65536)], ids=["empty", "head", "zeros"]
)
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    refused(data, "closed")


@pytest.mark.parametrize(
    "identity", ["", "AGE-SECRET-KEY-1", RECIPIENT], ids=["nothing", "a stub", "a recipient"]
)
def test_what_is_no_identity_opens_nothing(identity: str) -> None:
    refused(packed(), "closed", identity=identity)


def test_one_of_a_stranger_is_refused() -> None:
    refused(packed(signer=STRANGER), "signer")


def test_one_of_a_machine_no_longer_in_use_is_refused() -> None:
    refused(packed(), "signer", trusted=set())


def test_a_known_name_over_a_strangers_signature_is_refused() -> None:
    def claim(files: Files) -> None:
        told = json.loads(files["signature.json"]) | {"signer": SIGNER.public.hex()}
        files["signature.json"] = json.dumps(told).encode()

    def forge(files: Files) -> None:
        files.update(files_of(packed(signer=STRANGER)))
        claim(files)

    refused(changed(forge), "signature")


def test_a_signature_of_another_bundle_is_refused() -> None:
    other = files_of(packed(replace(BUNDLE, meta={**META, "sequence": 4})))

    def swap(files: Files) -> None:
        files["signature.json"] = other["signature.json"]

    refused(changed(swap), "signature")


@pytest.mark.parametrize("number", [0, 2, 99, "1", None])
def test_a_signature_of_another_suite_is_refused(number: object) -> None:
    def rename(files: Files) -> None:
        files["signature.json"] = json.dumps(json.loads(files["signature.json"]) | {"suite": number}).encode()

    with plugged_in():
        refused(changed(rename), "signature")


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff", b'{"schema":1}', b"[" * 100_000, b'{"schema":1,"suite":1,"signer":1,"signature":2}',
     b'{"schema":"1","suite":1,"signer":"","signature":""}', b'{"schema":1e999,"suite":1,"signer":"","signature":""}'],
)  # fmt: skip
def test_a_signature_that_is_none_is_refused(content: bytes) -> None:
    def spoil(files: Files) -> None:
        files["signature.json"] = content

    with pytest.raises(CannotOpenBundle) as told:
        unpack(changed(spoil), IDENTITY, TRUSTED)
    assert told.value.reason in ("signature", "records")


def test_records_are_not_parsed_before_the_signature_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = bundle._parse

    def seen(path: str, content: bytes, line: int = 1) -> dict[str, object]:
        parsed.append(path)
        return parse(path, content, line)

    monkeypatch.setattr(bundle, "_parse", seen)
    refused(packed(signer=STRANGER), "signer")
    assert parsed == ["signature.json"]


@pytest.mark.parametrize(
    "name", ["data/records/letter.jsonl", "data/files/01/scan.bin", "data/journal/proof.json", "bundle.json"]
)
def test_a_changed_file_is_refused(name: str) -> None:
    def spoil(files: Files) -> None:
        files[name] += b" "

    refused(changed(spoil), "bag")


@pytest.mark.parametrize(
    "name",
    [
        "data/records/matter.jsonl",
        "data/files/02.bin",
        "data/journal/entries.jsonl",
        "bundle.json",
        "bagit.txt",
    ],
)
def test_a_missing_file_is_refused(name: str) -> None:
    refused(changed(lambda files: files.__delitem__(name)), "bag")


@pytest.mark.parametrize(
    "name", ["data/records/more.jsonl", "data/files/3.bin", "note.txt", "tagmanifest-md5.txt", "data/x"]
)
def test_an_added_file_is_refused(name: str) -> None:
    refused(changed(lambda files: files.__setitem__(name, b"")), "bag")


@pytest.mark.parametrize("name", ["data/x/1.jsonl", "data/journal/more.jsonl", "note.txt"])
def test_a_file_in_no_place_of_a_bundle_is_refused_even_if_it_is_signed(name: str) -> None:
    refused(changed(lambda files: files.__setitem__(name, b""), SIGNER, relist=True), "bag")


def test_a_bundle_without_its_signature_is_refused() -> None:
    refused(changed(lambda files: files.__delitem__("signature.json")), "signature")


def with_schema(number: object, signed: bool) -> bytes:
    def rename(files: Files) -> None:
        name = "bundle.json" if signed else "signature.json"
        files[name] = json.dumps(json.loads(files[name]) | {"schema": number}).encode()

    return changed(rename, SIGNER if signed else None, relist=signed)


@pytest.mark.parametrize("signed", [True, False], ids=["in bundle.json", "beside the signature"])
def test_a_newer_schema_is_told(signed: bool) -> None:
    told = refused(with_schema(bundle.SCHEMA + 1, signed), "newer")
    assert told.zh == "这个数据包由较新的版本导出（格式2），本机只认到格式1。请先升级本机，再收这个数据包。"


@pytest.mark.parametrize("signed", [True, False], ids=["in bundle.json", "beside the signature"])
def test_an_older_schema_is_told(signed: bool) -> None:
    told = refused(with_schema(bundle.OLDEST - 1, signed), "older")
    assert told.zh.startswith("这个数据包由较旧的版本导出（格式0）")


@pytest.mark.parametrize("key", bundle.META)
def test_meta_without_what_it_must_say_is_neither_packed_nor_taken(key: str) -> None:
    def forget(files: Files) -> None:
        files["bundle.json"] = json.dumps(
            {k: v for k, v in json.loads(files["bundle.json"]).items() if k != key}
        ).encode()

    refused(changed(forget, SIGNER, relist=True), "meta")
    with pytest.raises(ValueError, match=f"bundle.json must say {key}"):
        packed(replace(BUNDLE, meta={k: v for k, v in META.items() if k != key}))


@pytest.mark.parametrize(
    "line",
    [b"x\n", b"[]\n", b"1\n", b"\n", b'{"a":1,"a":2}\n',
     b'{"a":NaN}\n', b'{"a":Infinity}\n', b"\xff\n", b'{"a":1}', b"[" * 200_000 + b"\n"],
    ids=["no json", "a list", "a number", "empty", "a key twice", "NaN", "Infinity", "no UTF-8", "no end", "too deep"],
)  # fmt: skip
def test_a_record_that_is_none_refuses_the_whole_even_if_it_is_signed(line: bytes) -> None:
    def spoil(files: Files) -> None:
        files["data/records/letter.jsonl"] += line

    refused(changed(spoil, SIGNER, relist=True), "records")


def test_the_line_of_a_bad_record_is_named_and_its_content_is_not() -> None:
    def spoil(files: Files) -> None:
        files["data/records/letter.jsonl"] += '{"text":"举报人张三"'.encode() + b"\n"

    told = refused(changed(spoil, SIGNER, relist=True), "records")
    assert told.zh == "数据包里records/letter.jsonl第3行读不懂，整包不收。请让对方重新导出一份。"
    assert told.__cause__ is None


def test_what_is_too_big_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed()
    monkeypatch.setattr(bundle, "MOST_BYTES", len(data))
    assert unpack(data, IDENTITY, TRUSTED).meta == META
    monkeypatch.setattr(bundle, "MOST_BYTES", len(data) - 1)
    refused(data, "oversize")
    with pytest.raises(ValueError, match="too big"):
        packed()


def test_a_small_file_cannot_grow_when_it_is_opened() -> None:
    """Nothing inside is compressed: memory stays within a few times the size of the file."""
    data = packed(replace(BUNDLE, files={"1.bin": bytes(3_000_000)}))
    tracemalloc.start()
    unpack(data, IDENTITY, TRUSTED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * len(data)


@pytest.mark.parametrize(
    "plain", [b"", b"records", b"PK\x03\x04" + bytes(600)], ids=["nothing", "text", "zip"]
)
def test_what_is_closed_for_us_but_holds_no_container_is_refused(plain: bytes) -> None:
    told = refused(age.close(plain + b"\x01", [RECIPIENT]), "container")
    assert told.zh.startswith("这个数据包的内部结构不对，整包不收。")


def test_a_container_without_files_is_refused() -> None:
    refused(age.close(b"", [RECIPIENT]), "signature")


def test_other_top_folders_are_refused() -> None:
    refused(age.close(wrap({"elsewhere/bagit.txt": b""}), [RECIPIENT]), "container")


def test_a_whole_bundle_closed_again_is_the_same_bundle() -> None:
    assert unpack(closed(files_of(packed())), IDENTITY, TRUSTED) == unpack(packed(), IDENTITY, TRUSTED)


def test_the_slip_shows_the_first_eight_groups_of_the_fingerprint() -> None:
    assert fingerprint(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert slip_groups(b"abc") == ("ba78", "16bf", "8f01", "cfea", "4141", "40de", "5dae", "2223")


def test_a_signer_does_not_show_its_secret() -> None:
    assert "secret" not in repr(SIGNER)
