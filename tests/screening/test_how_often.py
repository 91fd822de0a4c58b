"""How often screens held: off until decided, over closed rounds only, nothing told of few."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from xuncha.rounds.models import Round
from xuncha.rulebook import models as rulebook
from xuncha.screening.actions.how_often import how_often
from xuncha.screening.core.held import Held
from xuncha.screening.models import Hit
from xuncha.trust.access import see
from xuncha.trust.models import Account
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]
URL = "screening-how_often"


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switched on, with one checked doubt enough."""
    every = rulebook.rules_of

    def changed(key: str) -> list:
        return [
            replace(one, value={"shown": True, "at_least": 1}) if key == "screening.how_often" else one
            for one in every(key)
        ]

    monkeypatch.setattr(rulebook, "rules_of", changed)


def closed(cast: Cast, hits: list[Hit]) -> None:
    see(Hit, cast.member).filter(pk=hits[0].pk).update(state="held")
    Round.objects.filter(pk=cast.inspection.round_id).update(state="closed")


def test_it_is_off_until_somebody_decides(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    closed(cast, hits)
    with pytest.raises(Refusal) as no:
        how_often(by=cast.office)
    assert no.value.code == "off"
    said = enter(cast.office).get(reverse(URL)).content.decode()
    assert "成立情况没有开启。" in said
    assert "重复付款" not in said


@pytest.mark.usefixtures("on")
def test_closed_rounds_are_counted_and_too_few_are_not_told(
    cast: Cast, enter: Enter, hits: list[Hit]
) -> None:
    assert how_often(by=cast.office) == {}
    closed(cast, hits)
    assert how_often(by=cast.office) == {"duplicate_payments": Held(1, 0, 0, 0), "round_amounts": None}
    said = enter(cast.office).get(reverse(URL)).content.decode()
    assert "重复付款" in said
    assert "已核实的不足 1 个，不显示" in said


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("who", ["leader", "member", "petition", "contact", "nobody"])
def test_only_the_office_sees_it(cast: Cast, who: str) -> None:
    with pytest.raises(NoRight):
        how_often(by=getattr(cast, who))
