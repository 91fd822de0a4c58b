"""How the log-in withstands guessing: each name by itself, known or not, and its owner is told."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from tests.cast import Cast
from tests.office.entering import Hands, inside, refusals, typed, with_app
from xuncha.trust import limits
from xuncha.trust.actions.codes import issue_code
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD, identify
from xuncha.trust.models import Account, Tries
from xuncha.trust.refusal import Refusal

TRIES = limits.shipped("trust.lock", None)["tries"]
WAIT = limits.shipped("trust.lock", None)["minutes"]


def test_a_name_waits_and_nobody_else(cast: Cast, alone: None) -> None:
    for _ in range(TRIES):
        assert typed(Client(), "office", "no").status_code == 422
    client = Client()
    assert typed(client, "office").status_code == 429
    assert not inside(client)
    assert typed(Client(), "leader").status_code == 302


def test_an_unknown_name_waits_just_as_a_known_one(cast: Cast) -> None:
    answers = {}
    for name in ("office", "no-such-name"):
        pages = [typed(Client(), name, "no") for _ in range(TRIES + 1)]
        answers[name] = [
            (one.status_code, one.content.decode().replace(name, "").split("csrf")[0]) for one in pages
        ]
    assert answers["office"] == answers["no-such-name"]


def test_the_wait_is_in_the_database_and_ends_by_itself(cast: Cast, hands: Hands, alone: None) -> None:
    for _ in range(TRIES):
        typed(Client(), "office", "no")
    assert Tries.objects.get().count == TRIES
    hands.on(minutes=WAIT, seconds=-1)
    assert typed(Client(), "office").status_code == 429
    hands.on(seconds=1)
    client = Client()
    assert typed(client, "office").status_code == 302
    assert inside(client)


def test_trying_while_a_name_waits_does_not_make_it_wait_longer(
    cast: Cast, hands: Hands, alone: None
) -> None:
    for _ in range(TRIES):
        typed(Client(), "office", "no")
    for _ in range(3):
        hands.on(minutes=WAIT // 3)
        typed(Client(), "office", "no")
    hands.on(minutes=WAIT)
    assert typed(Client(), "office").status_code == 302


def test_what_is_typed_as_a_name_is_not_kept(cast: Cast) -> None:
    typed(Client(), "my-password-by-mistake", "no")
    assert "my-password" not in Tries.objects.get().name
    assert refusals() == [("account.login", "wrong-password")]


def test_the_owner_is_told_of_failures_and_of_the_last_time(cast: Cast, hands: Hands, alone: None) -> None:
    typed(Client(), "office")
    for _ in range(2):
        typed(Client(), "office", "no")
    client = Client()
    page = client.get(typed(client, "office")["Location"]).content.decode()
    assert "上次登录：" in page
    assert "这次登录之前有 2 次失败的尝试" in page


def test_no_default_account_exists(db: None) -> None:
    assert not Account.objects.exists()
    for name in ("admin", "root", "system", "xuncha"):
        assert typed(Client(), name, name).status_code == 422


def test_every_answer_costs_one_hash_whatever_was_wrong(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, alone: None
) -> None:
    """So the time an answer takes tells nothing of whether there is such an account."""
    issue_code(by=cast.system, account=cast.member)
    Account.objects.filter(login="leader").update(is_active=False)
    made: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *given: made.append("one") or encode(self, *given)
    )
    counts = {}
    for name, password in (
        ("office", "no"), ("nobody-here", "no"), ("member", "no"), ("leader", "no"), ("leader", FICTIONAL_PASSWORD)
    ):  # fmt: skip
        made.clear()
        assert typed(Client(), name, password).status_code == 422
        counts[name, password] = len(made)
    assert set(counts.values()) == {1}


def test_a_command_asks_for_the_second_factor_too(cast: Cast, hands: Hands) -> None:
    secret = with_app(cast.member, hands)
    with pytest.raises(Refusal) as no:
        identify("member", FICTIONAL_PASSWORD, lambda: "000000")
    assert no.value.code == "wrong-factor"
    assert identify("member", FICTIONAL_PASSWORD, lambda: hands.code(secret))[0] == cast.member


def test_a_command_takes_no_one_time_code(cast: Cast) -> None:
    slip = issue_code(by=cast.system, account=cast.member)
    with pytest.raises(Refusal) as no:
        identify("member", slip.code, lambda: "")
    assert no.value.code == "no-password"
