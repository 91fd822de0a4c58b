"""Changing the password: the old one is asked for, every other session ends, and what one could open stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client, override_settings

from tests.cast import Cast
from tests.office.entering import OWN, Hands, inside, typed
from xuncha.office import settings as shipped
from xuncha.trust import account_keys, limits
from xuncha.trust.actions.change_password import change_password
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.sessions import end_sessions_of
from xuncha.trust.models import Account, PastPassword
from xuncha.trust.refusal import NoRight, Refusal

NEXT = "明天早上去爬山看云海呀"
NEXT_TOO = "周末回老家摘十筐红苹果"


def password_of(login: str) -> str:
    return Account.objects.get(login=login).password


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office chose the rule of graded protection, without kinds of characters."""
    rule = replace(limits.password_rule(), days=90, remembered=2, shortest=8)
    monkeypatch.setattr(limits, "password_rule", lambda: rule)


def test_every_other_session_ends_and_this_one_goes_on(cast: Cast, alone: None) -> None:
    here, there = Client(), Client()
    typed(here, "leader")
    typed(there, "leader")
    done = here.post("/account/password/", {"old": FICTIONAL_PASSWORD, "new": OWN, "again": OWN})
    assert (done.status_code, inside(here), inside(there)) == (302, True, False)


def test_the_key_pair_stays_and_opens_by_the_new_password(cast: Cast) -> None:
    secret = account_keys.unlock(cast.leader, FICTIONAL_PASSWORD)
    change_password(by=cast.leader, old=FICTIONAL_PASSWORD, new=OWN)
    assert account_keys.unlock(cast.leader, OWN) == secret


@pytest.mark.keys
def test_sealed_content_still_opens_after_it(cast: Cast, alone: None) -> None:
    """The draft that was sealed before the change is read after it, in a browser, by the cookie's key alone."""
    client = Client()
    typed(client, "leader")
    client.post("/desk/draft/", {"draft_key": "/papers/new/approval_request/", "to": "县委"})
    client.post("/account/password/", {"old": FICTIONAL_PASSWORD, "new": OWN, "again": OWN})
    assert "县委" in client.get("/papers/new/approval_request/").content.decode()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("wrong", OWN, "当前密码不对"), (FICTIONAL_PASSWORD, "short", "至少要12个"), (FICTIONAL_PASSWORD, "leaderleader", "容易被猜到"),
     (FICTIONAL_PASSWORD, FICTIONAL_PASSWORD, "用过了")],
)  # fmt: skip
def test_what_is_refused_changes_nothing(old: str, new: str, says: str, cast: Cast, enter) -> None:
    before = password_of("leader")
    page = enter(cast.leader).post("/account/password/", {"old": old, "new": new, "again": new})
    assert (page.status_code, says in page.content.decode()) == (422, True)
    assert password_of("leader") == before
    assert account_keys.unlock(cast.leader, FICTIONAL_PASSWORD)


def test_a_former_password_is_refused_as_long_as_the_rule_remembers(cast: Cast, strict: None) -> None:
    change_password(by=cast.leader, old=FICTIONAL_PASSWORD, new=OWN)
    change_password(by=cast.leader, old=OWN, new=NEXT)
    with pytest.raises(Refusal) as no:
        change_password(by=cast.leader, old=NEXT, new=OWN)
    assert (no.value.code, cast.leader.check_password(NEXT)) == ("weak-password", True)
    change_password(by=cast.leader, old=NEXT, new=NEXT_TOO)
    change_password(by=cast.leader, old=NEXT_TOO, new=OWN)
    assert PastPassword.objects.filter(account=cast.leader).count() == 2


def test_an_old_password_is_changed_before_anything_else(
    cast: Cast, strict: None, alone: None, hands: Hands
) -> None:
    change_password(by=cast.leader, old=FICTIONAL_PASSWORD, new=OWN)
    fresh = Client()
    assert typed(fresh, "leader", OWN)["Location"] == "/"
    hands.on(days=91)
    client = Client()
    assert typed(client, "leader", OWN)["Location"] == "/account/password/"
    assert client.get("/")["Location"] == "/account/password/"
    client.post("/account/password/", {"old": OWN, "new": NEXT, "again": NEXT})
    assert client.get("/").status_code == 200


def test_without_the_rule_a_password_grows_as_old_as_it_likes(cast: Cast, alone: None, hands: Hands) -> None:
    change_password(by=cast.leader, old=FICTIONAL_PASSWORD, new=OWN)
    hands.on(days=3650)
    assert typed(Client(), "leader", OWN)["Location"] == "/"


def test_it_is_taken_exactly_as_typed(cast: Cast, alone: None) -> None:
    spaced = "  两头有空格的一句话 Abc  "
    change_password(by=cast.leader, old=FICTIONAL_PASSWORD, new=spaced)
    assert typed(Client(), "leader", spaced).status_code == 302
    for other in (spaced.strip(), spaced.lower()):
        assert typed(Client(), "leader", other).status_code == 422


@override_settings(PASSWORD_HASHERS=shipped.PASSWORD_HASHERS)
def test_the_office_hashes_with_argon2id_and_nothing_else() -> None:
    assert shipped.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    made = make_password("x")
    assert (identify_hasher(made).algorithm, made.split("$")[1]) == ("argon2", "argon2id")


def test_a_person_ends_the_other_sessions_by_a_button(cast: Cast, alone: None) -> None:
    here, there = Client(), Client()
    typed(here, "leader")
    typed(there, "leader")
    page = here.get("/account/").content.decode()
    assert page.count("其他设备</span>") == 1
    here.post("/account/")
    assert (inside(here), inside(there)) == (True, False)


@pytest.mark.parametrize(
    ("who", "may"),
    [("system", True), ("security", True), ("audit", False), ("office", False), ("leader", False)],
)
def test_who_ends_anothers_sessions(who: str, may: bool, cast: Cast, alone: None) -> None:
    client = Client()
    typed(client, "member")
    if may:
        assert end_sessions_of(by=getattr(cast, who), account=cast.member) == 1
    else:
        with pytest.raises(NoRight):
            end_sessions_of(by=getattr(cast, who), account=cast.member)
    assert inside(client) is not may


def test_whoever_has_no_right_any_more_still_changes_the_own_password(cast: Cast) -> None:
    change_password(by=cast.nobody, old=FICTIONAL_PASSWORD, new=OWN)
    assert Account.objects.get(login="nobody").check_password(OWN)


def test_the_cookies_are_kept_from_scripts_and_other_sites(cast: Cast, alone: None) -> None:
    client = Client()
    typed(client, "leader")
    for name in ("xuncha_session", "xuncha_key"):
        cookie = client.cookies[name]
        assert (bool(cookie["httponly"]), cookie["samesite"], cookie["max-age"]) == (True, "Strict", "")
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE


def test_a_closed_account_changes_nothing_any_more(cast: Cast) -> None:
    Account.objects.filter(login="leader").update(is_active=False)
    closed = Account.objects.get(login="leader")
    before = closed.password
    with pytest.raises(NoRight):
        change_password(by=closed, old=FICTIONAL_PASSWORD, new=OWN)
    assert password_of("leader") == before
