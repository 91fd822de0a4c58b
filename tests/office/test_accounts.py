"""Opening accounts and granting roles on the screen."""

from __future__ import annotations

from tests.cast import Cast
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant, sight_of


def test_the_office_opens_an_account_and_grants_a_role(cast: Cast, enter) -> None:
    client = enter(cast.office)
    made = client.post("/accounts/", {"name": "赵某", "login": "zhao", "password": "a-long-password"})
    account = Account.objects.get(login="zhao")
    assert (made.status_code, made["Location"]) == (302, f"/accounts/{account.pk}/")
    client.post(
        f"/accounts/{account.pk}/",
        {
            "do": "give",
            "role": "member",
            "inspection": str(cast.inspection.pk),
            "organisation": "",
            "ends": "",
            "basis": "抽调函",
        },
    )
    assert sight_of(account).at == {cast.inspection.pk: frozenset({Role.MEMBER})}


def test_a_role_out_of_place_is_told_in_words_and_grants_nothing(cast: Cast, enter) -> None:
    before = Grant.objects.count()
    answer = enter(cast.office).post(
        f"/accounts/{cast.nobody.pk}/",
        {"do": "give", "role": "leader", "inspection": "", "organisation": "", "basis": "x"},
    )
    assert (answer.status_code, Grant.objects.count()) == (200, before)
    assert "不能这样授予" in answer.content.decode()


def test_ending_a_grant_ends_it(cast: Cast, enter) -> None:
    enter(cast.office).post(
        f"/accounts/{cast.member.pk}/", {"do": "end", "inspection": str(cast.inspection.pk)}
    )
    assert sight_of(cast.member).at == {}


def test_nobody_else_opens_the_page(cast: Cast, enter) -> None:
    assert {
        enter(getattr(cast, who)).get("/accounts/").status_code
        for who in ("leader", "member", "contact", "audit")
    } == {403}
