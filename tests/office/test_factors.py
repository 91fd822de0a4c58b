"""Setting up and ending second factors, on the pages of one's own account: always with the password, never for another."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.office.entering import Hands, inside, refusals, typed, with_app
from tests.trust.authenticator import SoftKey
from xuncha.sealed.suites import CannotOpen
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.factors import drop_factors, end_factor, print_sheet
from xuncha.trust.core.passkeys import Site
from xuncha.trust.factors import active, secret_of, shown_by_key
from xuncha.trust.models import Account, Factor, FactorKind, SheetCode
from xuncha.trust.refusal import NoRight, NotSeen, Refusal

HERE = {"SERVER_NAME": "localhost", "HTTP_HOST": "localhost"}


def kinds(account: Account) -> list[str]:
    return [one.kind for one in active(account)]


def options(page: bytes) -> dict[str, object]:
    """What the page hands to its script."""
    found = re.search(
        r'<script id="passkey-options" type="application/json">(.*?)</script>', page.decode(), re.S
    )
    assert found
    return json.loads(found[1])


@pytest.fixture
def member(cast: Cast, alone: None) -> Client:
    """A browser on the office's own machine, in which the member is logged in."""
    client = Client(**HERE)
    typed(client, "member")
    return client


@pytest.fixture
def soft(cast: Cast, member: Client) -> SoftKey:
    """A security key that the member has registered."""
    key = SoftKey()
    asked = options(member.get("/account/factors/key/").content)
    done = member.post(
        "/account/factors/key/",
        {"password": FICTIONAL_PASSWORD, "name": "钥匙串上的", "answer": key.registers(asked)},
    )
    assert (done.status_code, kinds(cast.member)) == (302, ["key"])
    return key


# ---- the app


def test_the_app_counts_once_it_showed_a_code(cast: Cast, member: Client, hands: Hands) -> None:
    page = member.get("/account/factors/app/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert 'src="data:image/svg+xml' in page
    assert kinds(cast.member) == []
    done = member.post("/account/factors/app/", {"code": hands.code(secret), "password": FICTIONAL_PASSWORD})
    assert (done.status_code, kinds(cast.member)) == (302, ["totp"])


@pytest.mark.parametrize(("code", "password"), [("right", "wrong"), ("000000", FICTIONAL_PASSWORD)])
def test_neither_code_nor_password_alone_sets_it_up(
    code: str, password: str, cast: Cast, member: Client, hands: Hands
) -> None:
    member.get("/account/factors/app/")
    secret = secret_of(Factor.objects.get())
    said = {"code": hands.code(secret) if code == "right" else code, "password": password}
    assert (member.post("/account/factors/app/", said).status_code, kinds(cast.member)) == (422, [])


def test_the_secret_is_sealed_outside_the_database(cast: Cast, member: Client) -> None:
    member.get("/account/factors/app/")
    factor = Factor.objects.get()
    assert secret_of(factor).encode() not in bytes(factor.secret)


def test_a_secret_moved_to_another_account_does_not_open(cast: Cast, hands: Hands) -> None:
    with_app(cast.member, hands)
    Factor.objects.update(account=cast.leader)
    with pytest.raises(CannotOpen):
        secret_of(Factor.objects.get())


def test_a_new_telephone_takes_the_place_of_the_old(cast: Cast, hands: Hands) -> None:
    with_app(cast.member, hands)
    secret = with_app(cast.member, hands)
    (one,) = active(cast.member)
    assert secret_of(one) == secret


# ---- the sheet


def test_the_sheet_shows_ten_codes_once(cast: Cast, member: Client) -> None:
    page = member.post("/account/factors/sheet/", {"password": FICTIONAL_PASSWORD}).content.decode()
    codes = re.findall(r"<li>(\d{2} \d{4} \d{4})</li>", page)
    assert [one[:2] for one in codes] == [f"{n:02d}" for n in range(1, 11)]
    assert not any(one[3:].replace(" ", "") in row.hashed for one in codes for row in SheetCode.objects.all())
    assert "<li>0" not in member.get("/account/factors/sheet/").content.decode()


def test_no_sheet_without_the_password(cast: Cast, member: Client) -> None:
    assert member.post("/account/factors/sheet/", {"password": "wrong"}).status_code == 422
    assert kinds(cast.member) == []


# ---- the key


def test_a_key_logs_in(cast: Cast, soft: SoftKey) -> None:
    client = Client(**HERE)
    assert typed(client, "member")["Location"] == "/login/factor/"
    asked = options(client.get("/login/factor/").content)
    assert client.post("/login/factor/", {"answer": soft.proves(asked)})["Location"] == "/"
    assert inside(client)


def test_an_answer_is_taken_once(cast: Cast, soft: SoftKey) -> None:
    first, second = Client(**HERE), Client(**HERE)
    typed(first, "member")
    answer = soft.proves(options(first.get("/login/factor/").content))
    first.post("/login/factor/", {"answer": answer})
    typed(second, "member")
    second.get("/login/factor/")
    assert second.post("/login/factor/", {"answer": answer}).status_code == 422
    assert (inside(first), inside(second)) == (True, False)


def test_a_copied_key_is_noticed_by_its_counter(cast: Cast, soft: SoftKey) -> None:
    site = Site("localhost", "http://localhost", "xuncha")
    for _ in range(3):
        assert shown_by_key(
            cast.member,
            site,
            b"c" * 32,
            soft.proves({"challenge": "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2M"}),
        )
    copy = SoftKey(id=soft.id, secret=soft.secret, counter=1)
    client = Client(**HERE)
    typed(client, "member")
    answer = copy.proves(options(client.get("/login/factor/").content))
    assert client.post("/login/factor/", {"answer": answer}).status_code == 422
    assert not inside(client)
    assert refusals() == [("account.factor", "wrong-factor")]


def test_anothers_key_does_not_log_in(cast: Cast, soft: SoftKey, hands: Hands) -> None:
    with_app(cast.leader, hands)
    client = Client(**HERE)
    typed(client, "leader")
    answer = soft.proves({"challenge": "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2M"})
    assert client.post("/login/factor/", {"answer": answer}).status_code == 422


def test_a_public_key_put_in_by_hand_does_not_log_in(cast: Cast, soft: SoftKey) -> None:
    thief = SoftKey()
    Factor.objects.filter(account=cast.member).update(credential=thief.id.hex(), secret=b"\x00" * 80)
    site = Site("localhost", "http://localhost", "xuncha")
    assert not shown_by_key(cast.member, site, b"c" * 32, thief.proves({"challenge": "Y2Nj"}))


def test_a_key_is_registered_once(cast: Cast, member: Client, soft: SoftKey) -> None:
    asked = options(member.get("/account/factors/key/").content)
    again = member.post(
        "/account/factors/key/", {"password": FICTIONAL_PASSWORD, "answer": soft.registers(asked)}
    )
    assert (again.status_code, kinds(cast.member)) == (422, ["key"])


def test_an_answer_nobody_asked_for_registers_nothing(cast: Cast, member: Client) -> None:
    answer = SoftKey().registers({"challenge": "AAAA"})
    assert (
        member.post("/account/factors/key/", {"password": FICTIONAL_PASSWORD, "answer": answer}).status_code
        == 422
    )
    assert kinds(cast.member) == []


def test_where_keys_cannot_work_the_page_says_so_and_the_other_ways_remain(cast: Cast, alone: None) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    typed(client, "member")
    page = client.get("/account/factors/").content.decode()
    assert "http://localhost" in page
    assert 'href="/account/factors/key/"' not in page
    assert 'href="/account/factors/app/"' in page


# ---- ending


def test_ending_a_factor_asks_for_the_password(cast: Cast, member: Client, soft: SoftKey) -> None:
    (one,) = active(cast.member)
    assert member.post("/account/factors/", {"factor": str(one.pk), "password": "no"}).status_code == 422
    assert kinds(cast.member) == ["key"]
    assert (
        member.post("/account/factors/", {"factor": str(one.pk), "password": FICTIONAL_PASSWORD}).status_code
        == 302
    )
    assert kinds(cast.member) == []


def test_anothers_factor_is_not_found(cast: Cast, member: Client, hands: Hands) -> None:
    with_app(cast.leader, hands)
    (one,) = active(cast.leader)
    answer = member.post("/account/factors/", {"factor": str(one.pk), "password": FICTIONAL_PASSWORD})
    assert (answer.status_code, kinds(cast.leader)) == (404, ["totp"])
    with pytest.raises(NotSeen):
        end_factor(by=cast.member, password=FICTIONAL_PASSWORD, factor=one)
    assert kinds(cast.leader) == ["totp"]


def test_the_security_administrator_ends_the_factors_of_who_lost_them(cast: Cast, hands: Hands) -> None:
    with_app(cast.member, hands)
    print_sheet(by=cast.member, password=FICTIONAL_PASSWORD)
    assert drop_factors(by=cast.security, account=cast.member) == 2
    assert kinds(cast.member) == []


@pytest.mark.parametrize("who", ["system", "audit", "office", "leader"])
def test_nobody_else_does_least_of_all_who_issues_codes(who: str, cast: Cast, hands: Hands) -> None:
    with_app(cast.member, hands)
    with pytest.raises(NoRight):
        drop_factors(by=getattr(cast, who), account=cast.member)
    assert kinds(cast.member) == ["totp"]


def test_not_even_the_security_administrator_ends_his_own_so(cast: Cast, hands: Hands) -> None:
    with_app(cast.security, hands)
    with pytest.raises(Refusal):
        drop_factors(by=cast.security, account=cast.security)
    assert kinds(cast.security) == [FactorKind.TOTP]


def test_guessing_the_password_on_these_pages_makes_the_name_wait(cast: Cast, member: Client) -> None:
    answers = [member.post("/account/factors/sheet/", {"password": "no"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert member.post("/account/factors/sheet/", {"password": FICTIONAL_PASSWORD}).status_code == 429
    assert kinds(cast.member) == []
