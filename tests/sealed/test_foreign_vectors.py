"""Conformance data written by others, read where it lies beside the checkout; what deviates is pinned by name."""

from __future__ import annotations

import hashlib
import logging
import tarfile
import zlib
from collections import defaultdict
from pathlib import Path

import bagit
import pyrage
import pytest

from xuncha.sealed.age import NotForUs, open_age
from xuncha.sealed.bag import NotABag, check_bag

pytestmark = pytest.mark.real_data


def members(real_data: Path, name: str) -> dict[str, bytes]:
    """The files of an archive, by their paths in it."""
    archive = real_data / "vectors" / name
    if not archive.is_file():
        pytest.skip(f"{name} is not beside this checkout")
    with tarfile.open(archive) as tar:
        return {m.name: tar.extractfile(m).read() for m in tar.getmembers() if m.isfile()}  # type: ignore[union-attr]


AGE_DEVIATES = {
    "armor_whitespace_outside": "white space around the armor is refused; we write no armor",
    "stanza_missing_body": "a stanza without its last line is accepted; the header's MAC was checked all the same",
    "stanza_missing_final_line": "as stanza_missing_body",
}
TOO_COSTLY = "scrypt_work_factor_23"
"""Asks for 8 GiB of memory; whether the library tries depends on the machine. We close no file with a password."""


def age_verdict(content: bytes) -> str:
    """right, wrong or other (an identity of another type than X25519, which the library does not take)."""
    head, _, body = content.partition(b"\n\n")
    told: dict[str, list[str]] = defaultdict(list)
    for line in head.decode().splitlines():
        key, _, value = line.partition(": ")
        told[key].append(value)
    if told["compressed"]:
        body = zlib.decompress(body)
    identities, passwords = told["identity"], told["passphrase"]
    if any(not identity.startswith("AGE-SECRET-KEY-1") for identity in identities):
        return "other"
    try:
        if passwords:
            plain = pyrage.passphrase.decrypt(body, passwords[0])
        else:
            plain = open_age(body, (identities or [str(pyrage.x25519.Identity.generate())])[0])
    except (NotForUs, pyrage.DecryptError):
        return "right" if told["expect"] != ["success"] else "wrong"
    good = told["expect"] == ["success"] and told["payload"] == [hashlib.sha256(plain).hexdigest()]
    return "right" if good else "wrong"


def test_age_files_of_c2sp(real_data: Path) -> None:
    """C2SP/CCTV age/testdata: 120 of 143 right; 3 deviate; 19 have other identities, 1 is not tried."""
    files = {Path(name).name: data for name, data in members(real_data, "cctv_age_testdata.tar.gz").items()}
    verdicts = {name: age_verdict(data) for name, data in files.items() if name != TOO_COSTLY}
    assert len(files) == 143
    assert {name for name, verdict in verdicts.items() if verdict == "wrong"} == set(AGE_DEVIATES)
    assert sum(verdict == "right" for verdict in verdicts.values()) == 120
    others = [name for name, verdict in verdicts.items() if verdict == "other"]
    assert len(others) == 19
    assert all("hybrid" in name for name in others)


LIBRARY_MISSES = {"v1.0/invalid/bagit-with-invalid-whitespace"}


def bags(real_data: Path) -> dict[str, dict[str, bytes]]:
    """The bags of the suite by version/kind/name; each is ``{path: bytes}``."""
    found: dict[str, dict[str, bytes]] = defaultdict(dict)
    for path, content in members(real_data, "bagit_conformance_suite.tar.gz").items():
        parts = Path(path).parts
        start = next(i for i, part in enumerate(parts) if part.startswith("v"))
        version, kind, name, *rest = parts[start:]
        if rest:
            found[f"{version}/{kind}/{name}"]["/".join(rest)] = content
    return found


def is_whole(bag: dict[str, bytes]) -> bool:
    try:
        check_bag(bag)
    except NotABag:
        return False
    return True


def test_bags_of_the_library_of_congress(real_data: Path) -> None:
    """All 42 bags that are valid or invalid everywhere, and the 12 that leave the bag on one system only."""
    found = bags(real_data)
    judged = {name: is_whole(bag) for name, bag in found.items()}
    everywhere = {name for name in found if "/valid/" in name or "/invalid/" in name}
    assert len(everywhere) == 42
    assert {name for name in everywhere if judged[name] != ("/valid/" in name)} == set()
    on_one_system = {name for name in found if "-only/" in name}
    assert len(on_one_system) == 12
    assert not [name for name in on_one_system if judged[name]]


def test_what_the_library_bagit_misses_is_known(
    real_data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader that an archive would use: 41 of 42."""
    caplog.set_level(logging.CRITICAL)
    missed = set()
    for name, bag in bags(real_data).items():
        if "/valid/" not in name and "/invalid/" not in name:
            continue
        for path, content in bag.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_bytes(content)
        try:
            valid = bagit.Bag(str(tmp_path / name)).validate()
        except (bagit.BagError, bagit.BagValidationError):
            valid = False
        if valid != ("/valid/" in name):
            missed.add(name)
    assert missed == LIBRARY_MISSES
