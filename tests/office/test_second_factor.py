"""The second step of the log-in: what proves it, and that nothing leads round it."""

from __future__ import annotations

from django.test import Client

from tests.cast import Cast
from tests.office.entering import OWN, Hands, inside, typed, with_app
from xuncha.trust import limits
from xuncha.trust.actions.codes import issue_code
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.factors import print_sheet
from xuncha.trust.models import Account

TRIES = limits.shipped("trust.lock", None)["tries"]


def test_the_app_is_asked_for_after_the_password(cast: Cast, hands: Hands) -> None:
    secret = with_app(cast.member, hands)
    client = Client()
    assert typed(client, "member", next="/account/")["Location"] == "/login/factor/?next=%2Faccount%2F"
    assert not inside(client)
    done = client.post("/login/factor/?next=/account/", {"code": hands.code(secret)})
    assert done["Location"] == "/account/"
    assert inside(client)


def test_a_code_of_the_app_is_not_taken_twice(cast: Cast, hands: Hands) -> None:
    secret = with_app(cast.member, hands)
    code = hands.code(secret)
    first, second = Client(), Client()
    for one in (first, second):
        typed(one, "member")
        one.post("/login/factor/", {"code": code})
    assert (inside(first), inside(second)) == (True, False)


def test_the_code_that_set_the_app_up_does_not_log_in(cast: Cast, hands: Hands) -> None:
    secret = with_app(cast.member, hands)
    hands.on(seconds=-30)
    client = Client()
    typed(client, "member")
    assert client.post("/login/factor/", {"code": hands.code(secret)}).status_code == 422
    assert not inside(client)


def test_a_code_of_the_sheet_is_taken_once(cast: Cast, hands: Hands) -> None:
    codes = print_sheet(by=cast.member, password=FICTIONAL_PASSWORD)
    first, second = Client(), Client()
    for one in (first, second):
        typed(one, "member")
        one.post("/login/factor/", {"code": f"{codes[3][:2]} {codes[3][2:6]}-{codes[3][6:]}"})
    assert (inside(first), inside(second)) == (True, False)


def test_a_code_of_the_sheet_holds_under_its_own_number_only(cast: Cast) -> None:
    codes = print_sheet(by=cast.member, password=FICTIONAL_PASSWORD)
    client = Client()
    typed(client, "member")
    assert client.post("/login/factor/", {"code": "02" + codes[0][2:]}).status_code == 422
    assert not inside(client)


def test_a_new_sheet_voids_the_old_one(cast: Cast) -> None:
    old, _ = (print_sheet(by=cast.member, password=FICTIONAL_PASSWORD) for _ in range(2))
    client = Client()
    typed(client, "member")
    assert client.post("/login/factor/", {"code": old[0]}).status_code == 422


def test_anothers_code_does_not_log_in(cast: Cast, hands: Hands) -> None:
    with_app(cast.member, hands)
    secret = with_app(cast.leader, hands)
    client = Client()
    typed(client, "member")
    assert client.post("/login/factor/", {"code": hands.code(secret)}).status_code == 422


def test_a_reset_does_not_get_round_the_second_factor(cast: Cast, hands: Hands) -> None:
    secret = with_app(cast.member, hands)
    slip = issue_code(by=cast.system, account=cast.member)
    client = Client()
    assert typed(client, "member", slip.code)["Location"] == "/login/factor/"
    assert client.post("/login/password/", {"new": OWN, "again": OWN})["Location"] == "/login/factor/"
    assert not Account.objects.get(login="member").has_usable_password()
    assert client.post("/login/factor/", {"code": hands.code(secret)})["Location"] == "/login/password/"


def test_the_second_step_must_follow_soon(cast: Cast, hands: Hands) -> None:
    secret = with_app(cast.member, hands)
    client = Client()
    typed(client, "member")
    hands.on(minutes=5, seconds=1)
    assert client.post("/login/factor/", {"code": hands.code(secret)})["Location"] == "/login/"
    assert not inside(client)


def test_guessing_the_second_factor_makes_the_name_wait(cast: Cast, hands: Hands) -> None:
    secret = with_app(cast.member, hands)
    client = Client()
    typed(client, "member")
    answers = [client.post("/login/factor/", {"code": "000000"}).status_code for _ in range(TRIES)]
    assert answers == [422] * TRIES
    assert client.post("/login/factor/", {"code": hands.code(secret)}).status_code == 429
    assert not inside(client)


def test_a_role_that_needs_a_second_factor_sets_one_up_before_anything_else(cast: Cast) -> None:
    client = Client()
    assert typed(client, "office")["Location"] == "/account/factors/"
    assert client.get("/")["Location"] == "/account/factors/"
    assert client.get("/account/factors/").status_code == 200
    assert client.post("/account/factors/sheet/", {"password": FICTIONAL_PASSWORD}).status_code == 200
    assert client.get("/").status_code == 200
