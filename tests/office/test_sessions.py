"""A session begins under a key nobody knew, and ends when nobody works in it, at the end of the day, and at once."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from tests.cast import Cast
from tests.office.entering import Hands, inside, typed, with_app
from xuncha.trust.models import Account, Sitting


def test_logging_in_gives_a_fresh_session(cast: Cast, alone: None) -> None:
    client = Client()
    client.session.save()
    planted = client.session.session_key
    client.cookies["xuncha_session"] = planted
    typed(client, "office")
    assert client.cookies["xuncha_session"].value != planted
    other = Client()
    other.cookies["xuncha_session"] = planted
    assert not inside(other)


def test_the_second_step_gives_another_fresh_session(cast: Cast, hands: Hands) -> None:
    secret = with_app(cast.member, hands)
    client = Client()
    typed(client, "member")
    half = client.cookies["xuncha_session"].value
    client.post("/login/factor/", {"code": hands.code(secret)})
    assert client.cookies["xuncha_session"].value != half
    other = Client()
    other.cookies["xuncha_session"] = half
    assert not inside(other)


def test_the_database_keeps_no_key_of_a_session(cast: Cast, alone: None) -> None:
    client = Client()
    typed(client, "office")
    (row,) = Sitting.objects.filter(account_id=cast.office.pk)
    assert row.session_key != client.cookies["xuncha_session"].value
    assert isinstance(client.session, SessionBase)
    thief = Client()
    thief.cookies["xuncha_session"] = row.session_key
    assert not inside(thief)


def test_a_session_ends_when_nobody_works_in_it(cast: Cast, hands: Hands, alone: None) -> None:
    client = Client()
    typed(client, "office")
    for _ in range(3):
        hands.on(minutes=14)
        assert inside(client)
    hands.on(minutes=15, seconds=1)
    assert not inside(client)


def test_a_session_ends_after_eight_hours_however_busy(cast: Cast, hands: Hands, alone: None) -> None:
    client = Client()
    typed(client, "office")
    for _ in range(47):
        hands.on(minutes=10)
        assert inside(client)
    hands.on(minutes=10, seconds=1)
    assert not inside(client)


def test_a_closed_account_is_out_at_its_next_request(cast: Cast, alone: None) -> None:
    client = Client()
    typed(client, "office")
    Account.objects.filter(login="office").update(is_active=False)
    assert not inside(client)


def test_logging_out_leaves_nothing_to_go_back_to(cast: Cast, alone: None) -> None:
    client = Client()
    typed(client, "office")
    kept = {name: one.value for name, one in client.cookies.items()}
    client.post("/logout/")
    assert not Sitting.objects.filter(account_id=cast.office.pk).exists()
    for name, value in kept.items():
        client.cookies[name] = value
    assert not inside(client)
