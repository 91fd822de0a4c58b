"""Accounts and the three steps of a grant on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.cast import BEGUN, Cast, in_force
from xuncha.base.sheets_in import read_book
from xuncha.trust.actions.accounts import close_account
from xuncha.trust.actions.grants import ask_for_grant, create_grants
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant, sight_of

Enter = Callable[[Account], Client]


def form(cast: Cast, **more: object) -> dict[str, str]:
    """The fields of a request for a role, as the office fills them in."""
    filled = {
        "account": cast.nobody.pk, "role": "member", "inspection": cast.inspection.pk, "organisation": "", "starts": "", "ends": "",
        "stands_in_for": "", "basis": "抽调函3号", **more,
    }  # fmt: skip
    return {name: str(value) for name, value in filled.items()}


def asked(cast: Cast, account: Account) -> Grant:
    return ask_for_grant(
        by=cast.office, account=account, role=Role.MEMBER, inspection=cast.inspection.pk, place="第3轮一项任务", basis="抽调函3号"
    )  # fmt: skip


def test_the_office_opens_an_account_of_drafted_staff(cast: Cast, enter: Enter) -> None:
    made = enter(cast.office).post("/accounts/", {"name": "赵某", "login": "zhao", "standing": "drafted"})
    account = Account.objects.get(login="zhao")
    assert (made.status_code, made["Location"]) == (302, f"/accounts/{account.pk}/")
    assert (account.standing, account.has_usable_password()) == (Account.DRAFTED, False)


def test_full_time_and_drafted_staff_stand_on_lists_of_their_own(cast: Cast, enter: Enter) -> None:
    Account.objects.filter(pk=cast.member.pk).update(standing=Account.DRAFTED, name="抽调甲")
    pages = {
        of: enter(cast.system).get("/accounts/", {"of": of}).content.decode()
        for of in ("full_time", "drafted")
    }
    assert ("抽调甲" in pages["drafted"], "抽调甲" in pages["full_time"]) == (True, False)
    assert ("组员丁" in pages["drafted"], "组员丁" in pages["full_time"]) == (False, True)


def test_the_three_steps_are_taken_on_three_pages(cast: Cast, enter: Enter) -> None:
    enter(cast.office).post("/grants/ask/", form(cast))
    grant = Grant.objects.get(account=cast.nobody)
    assert (grant.state, grant.place) == (Grant.REQUESTED, "第3轮一项任务")
    enter(cast.system).post("/grants/create/", {"grant": str(grant.pk), "do": "sign"})
    assert Grant.objects.get(pk=grant.pk).state == Grant.CREATED
    enter(cast.security).post("/grants/authorise/", {"all": "1"})
    assert sight_of(cast.nobody).at == {cast.inspection.pk: frozenset({Role.MEMBER})}


def test_a_whole_team_is_signed_for_in_one_go(cast: Cast, enter: Enter) -> None:
    for who in (cast.nobody, cast.stranger, cast.petition):
        asked(cast, who)
    enter(cast.system).post("/grants/create/", {"all": "1"})
    enter(cast.security).post("/grants/authorise/", {"all": "1"})
    assert Grant.objects.filter(role="member", basis="抽调函3号", state=Grant.EFFECTIVE).count() == 3


def test_one_is_sent_back_and_who_asked_reads_why(cast: Cast, enter: Enter) -> None:
    kept, sent = asked(cast, cast.nobody), asked(cast, cast.stranger)
    client = enter(cast.system)
    refused = client.post("/grants/create/", {"grant": str(sent.pk), "do": "refuse", "reason": ""})
    assert "请写明退回的理由" in refused.content.decode()
    client.post("/grants/create/", {"grant": str(sent.pk), "do": "refuse", "reason": "没有抽调函"})
    assert [Grant.objects.get(pk=one.pk).state for one in (kept, sent)] == [Grant.REQUESTED, Grant.REFUSED]
    assert "没有抽调函" in enter(cast.office).get("/").content.decode()


def test_ticking_nothing_signs_nothing(cast: Cast, enter: Enter) -> None:
    grant = asked(cast, cast.nobody)
    answer = enter(cast.system).post("/grants/create/", {"do": "sign"})
    assert "还没有勾选" in answer.content.decode()
    assert Grant.objects.get(pk=grant.pk).state == Grant.REQUESTED


def test_what_waits_is_on_the_home_page_of_whose_turn_it_is(cast: Cast, enter: Enter) -> None:
    grant = asked(cast, cast.nobody)
    said = [("1 项授权等待开通" in enter(cast.system).get("/").content.decode())]
    create_grants(by=cast.system, grants=[grant])
    said.append("1 项授权等待开通" in enter(cast.system).get("/").content.decode())
    said.append("1 项授权等待核准" in enter(cast.security).get("/").content.decode())
    assert said == [True, False, True]


def test_drafted_staff_without_a_grant_are_listed_for_closing(cast: Cast, enter: Enter) -> None:
    Account.objects.filter(pk__in=[cast.member.pk, cast.nobody.pk]).update(standing=Account.DRAFTED)
    said = ["应停用" in enter(cast.system).get("/").content.decode()]
    Grant.objects.filter(account=cast.member).update(ends=date(2026, 11, 1))
    said.append("1 个抽调人员的账号已没有授权" in enter(cast.system).get("/").content.decode())
    close_account(by=cast.system, account=cast.member)
    said.append("应停用" in enter(cast.system).get("/").content.decode())
    assert said == [False, True, False]


def test_a_leader_is_told_no_names_of_contacts_and_administrators(cast: Cast, enter: Enter) -> None:
    Account.objects.filter(pk=cast.contact.pk).update(standing=Account.CONTACT)
    shown = [enter(who).get("/grants/ask/").content.decode() for who in (cast.leader, cast.office)]
    assert [str(cast.contact.pk) in one for one in shown] == [False, True]


def test_the_administrators_pages_name_no_inspected_body(cast: Cast, enter: Enter) -> None:
    enter(cast.office).post("/grants/ask/", form(cast))
    in_force()
    asked(cast, cast.stranger)
    shown = [
        enter(cast.system).get(address).content.decode()
        for address in ("/grants/", "/grants/create/", f"/accounts/{cast.nobody.pk}/", "/accounts/")
    ]
    assert [cast.unit.name in one for one in shown] == [False, False, False, False]
    assert "第3轮一项任务" in shown[0]


def test_a_role_out_of_place_is_told_in_words_and_asks_for_nothing(cast: Cast, enter: Enter) -> None:
    before = Grant.objects.count()
    answer = enter(cast.office).post("/grants/ask/", form(cast, role="leader", inspection=""))
    assert (answer.status_code, Grant.objects.count()) == (200, before)
    assert "不能这样授予" in answer.content.decode()


def test_a_leader_asks_for_his_own_team_and_is_offered_no_other_role(cast: Cast, enter: Enter) -> None:
    client = enter(cast.leader)
    shown = client.get("/grants/ask/").content.decode()
    assert ('value="member"' in shown, 'value="office"' in shown) == (True, False)
    assert client.post("/grants/ask/", form(cast)).status_code == 302
    assert Grant.objects.get(account=cast.nobody).requested_by == cast.leader


def test_staff_without_a_person_are_marked_on_the_list(cast: Cast, enter: Enter) -> None:
    Account.objects.exclude(pk=cast.nobody.pk).update(standing=Account.STEWARD)
    said = ["未登记是谁" in enter(cast.office).get("/accounts/").content.decode()]
    Account.objects.filter(pk=cast.nobody.pk).update(person_id=cast.new_head.pk)
    said.append("未登记是谁" in enter(cast.office).get("/accounts/").content.decode())
    assert said == [True, False]


@pytest.mark.parametrize("address", ["/accounts/?xlsx=accounts", "/grants/?xlsx=holding"])
def test_the_lists_are_handed_out_as_excel(address: str, cast: Cast, enter: Enter) -> None:
    Grant.objects.create(**in_force_terms(cast), read_only=True)
    answer = enter(cast.security).get(address)
    book = read_book(b"".join(answer), "list.xlsx")
    cells = [str(cell) for _, row in enumerate(book.sheets[0].rows) for cell in row]
    assert any("巡察办工作人员" in one for one in cells)
    assert not any("Sentence(" in one or "Mark(" in one for one in cells)


def in_force_terms(cast: Cast) -> dict[str, object]:
    """A grant with its three steps."""
    return {
        "account": cast.nobody, "role": "office", "starts": BEGUN, "state": Grant.EFFECTIVE, "requested_by": cast.office,
        "requested_on": BEGUN, "created_by": cast.system, "created_on": BEGUN, "authorised_by": cast.security,
        "authorised_on": BEGUN,
    }  # fmt: skip


def test_the_office_says_whose_account_it_is(cast: Cast, enter: Enter) -> None:
    client = enter(cast.office)
    address = f"/accounts/{cast.nobody.pk}/person/"
    assert "县情登记里没有这个姓名" in client.get(address).content.decode()
    assert str(cast.new_head.pk) in client.get(address, {"name": cast.new_head.name}).content.decode()
    done = client.post(f"{address}?name={cast.new_head.name}", {"person": str(cast.new_head.pk)})
    assert (done.status_code, Account.objects.get(pk=cast.nobody.pk).person_id) == (302, cast.new_head.pk)


def test_ending_a_grant_ends_it(cast: Cast, enter: Enter) -> None:
    grant = Grant.objects.get(account=cast.member)
    enter(cast.office).post(f"/accounts/{cast.member.pk}/", {"do": "end", "grant": str(grant.pk)})
    assert sight_of(cast.member).at == {}


def test_closing_an_account_on_its_page(cast: Cast, enter: Enter) -> None:
    enter(cast.security).post(f"/accounts/{cast.member.pk}/", {"do": "close"})
    assert not Account.objects.get(pk=cast.member.pk).is_active


def test_the_auditor_reads_and_changes_nothing(cast: Cast, enter: Enter) -> None:
    client = enter(cast.audit)
    page = client.get(f"/accounts/{cast.member.pk}/")
    assert (page.status_code, 'name="do"' in page.content.decode()) == (200, False)
    assert client.post(f"/accounts/{cast.member.pk}/", {"do": "close"}).status_code == 403
    assert Account.objects.get(pk=cast.member.pk).is_active


def test_a_role_of_one_person_without_a_deputy_is_pointed_out(cast: Cast, enter: Enter) -> None:
    shown = enter(cast.security).get("/grants/?xlsx=holding")
    assert shown.status_code == 200
    assert "没有B角" in enter(cast.security).get("/grants/").content.decode()


@pytest.mark.parametrize("who", ["leader", "member", "contact", "petition", "leading"])
def test_nobody_else_opens_the_pages(who: str, cast: Cast, enter: Enter) -> None:
    client = enter(getattr(cast, who))
    addresses = ("/accounts/", "/grants/", "/grants/create/", "/grants/authorise/", "/grants/duty-cards/")
    assert {client.get(one).status_code for one in addresses} == {403}


def test_an_administrator_prints_the_own_duty_card_and_the_office_all_three(cast: Cast, enter: Enter) -> None:
    own = enter(cast.audit).get("/grants/duty-cards/").content.decode()
    every = enter(cast.office).get("/grants/duty-cards/").content.decode()
    assert ("每周核验一次留痕" in own, "开立账号，当面" in own) == (True, False)
    assert ("每周核验一次留痕" in every, "开立账号，当面" in every) == (True, True)
