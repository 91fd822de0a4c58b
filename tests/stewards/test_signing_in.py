"""What the administrators see and do of how somebody's account logs in."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.office.entering import inside, typed
from xuncha.trust import limits
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.factors import print_sheet
from xuncha.trust.factors import active


def page_of(cast: Cast) -> str:
    return f"/accounts/{cast.member.pk}/log-in/"


def test_the_security_administrator_ends_lost_factors_by_a_button(cast: Cast, enter) -> None:
    print_sheet(by=cast.member, password=FICTIONAL_PASSWORD)
    client = enter(cast.security)
    assert "解除双重验证" in client.get(page_of(cast)).content.decode()
    assert client.post(page_of(cast), {"do": "drop"}).status_code == 302
    assert not active(cast.member).exists()


def test_the_system_administrator_sees_no_such_button_and_is_refused(cast: Cast, enter) -> None:
    print_sheet(by=cast.member, password=FICTIONAL_PASSWORD)
    client = enter(cast.system)
    assert "解除双重验证" not in client.get(page_of(cast)).content.decode()
    assert client.post(page_of(cast), {"do": "drop"}).status_code == 403
    assert active(cast.member).exists()


@pytest.mark.parametrize("who", ["system", "security"])
def test_either_puts_somebody_out(who: str, cast: Cast, enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "second_factor_roles", frozenset)
    client = Client()
    typed(client, "member")
    enter(getattr(cast, who)).post(page_of(cast), {"do": "out"})
    assert not inside(client)


@pytest.mark.parametrize("who", ["audit", "office", "leader", "member"])
def test_nobody_else_opens_the_page(who: str, cast: Cast, enter) -> None:
    assert enter(getattr(cast, who)).get(page_of(cast)).status_code == 403
