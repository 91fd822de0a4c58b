"""A security key's answer holds for one challenge, one site and one key, and its counter only grows."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.trust.authenticator import SoftKey
from xuncha.base.ids import new_id
from xuncha.trust.core.passkeys import (
    Credential,
    NotProved,
    Site,
    asked_to_prove,
    asked_to_register,
    proved,
    registered,
)

SITE = Site("localhost", "http://localhost", "xuncha")
CHALLENGE, OTHER = b"c" * 32, b"o" * 32


def options(challenge: bytes = CHALLENGE) -> dict[str, object]:
    return json.loads(asked_to_prove(SITE, challenge, []))


@pytest.fixture
def soft() -> SoftKey:
    return SoftKey()


@pytest.fixture
def known(soft: SoftKey) -> Credential:
    asked = json.loads(asked_to_register(SITE, CHALLENGE, new_id(), "zhao", []))
    return registered(SITE, CHALLENGE, soft.registers(asked))


def test_a_key_registers_and_proves_itself(soft: SoftKey, known: Credential) -> None:
    assert known.id == soft.id
    assert proved(SITE, CHALLENGE, soft.proves(options()), known) == 1


def test_an_answer_to_another_challenge_is_refused(soft: SoftKey, known: Credential) -> None:
    with pytest.raises(NotProved):
        proved(SITE, OTHER, soft.proves(options()), known)


def test_an_answer_given_to_another_site_is_refused(soft: SoftKey, known: Credential) -> None:
    soft.origin = "https://xuncha.example"
    with pytest.raises(NotProved):
        proved(SITE, CHALLENGE, soft.proves(options()), known)


def test_an_answer_for_another_host_is_refused(soft: SoftKey, known: Credential) -> None:
    soft.host = "xuncha.example"
    with pytest.raises(NotProved):
        proved(SITE, CHALLENGE, soft.proves(options()), known)


def test_another_key_is_refused(known: Credential) -> None:
    with pytest.raises(NotProved):
        proved(SITE, CHALLENGE, SoftKey(id=known.id).proves(options()), known)


@pytest.mark.parametrize("counter", [1, 2, 100])
def test_a_counter_that_did_not_grow_is_refused(soft: SoftKey, known: Credential, counter: int) -> None:
    with pytest.raises(NotProved):
        proved(SITE, CHALLENGE, soft.proves(options()), replace(known, counter=counter))


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", "7", '{"rawId": 1}', '{"id":"a","rawId":"a","type":"public-key"}']
)
def test_what_is_no_answer_is_refused(answer: str, known: Credential) -> None:
    with pytest.raises(NotProved):
        proved(SITE, CHALLENGE, answer, known)
    with pytest.raises(NotProved):
        registered(SITE, CHALLENGE, answer)


@pytest.mark.parametrize(
    ("host", "origin", "works"),
    [("localhost", "http://localhost:8000", True), ("127.0.0.1", "http://127.0.0.1:8000", False),
     ("xuncha.county", "http://xuncha.county", False), ("xuncha.county", "https://xuncha.county", True),
     ("10.0.0.7", "https://10.0.0.7", False)],
)  # fmt: skip
def test_where_browsers_offer_security_keys(host: str, origin: str, works: bool) -> None:
    assert Site(host, origin, "xuncha").works is works
