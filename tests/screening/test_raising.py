"""From a doubt that held to an observation: the form already says what the doubt says."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.screening.conftest import PAYEE
from xuncha.findings.models import Observation
from xuncha.screening.actions.judge_hit import judge_hit
from xuncha.screening.models import Hit
from xuncha.trust.access import see
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db
REASON = "两张凭证附的是同一张发票（虚构）"
Enter = Callable[[Account], Client]


@pytest.fixture
def held(cast: Cast, hits: list[Hit]) -> Hit:
    twice = next(hit for hit in hits if hit.screen == "duplicate_payments")
    return judge_hit(by=cast.member, hit=twice, version=twice.version, result="held", reason=REASON)


def form_url(cast: Cast, hit: object) -> str:
    return reverse("findings-raise_new", args=[cast.inspection.pk]) + f"?source=hit&source_id={hit}"


def test_the_form_is_filled_from_the_doubt_and_posting_it_raises_one(
    cast: Cast, held: Hit, enter: Enter
) -> None:
    client = enter(cast.member)
    initial = client.get(form_url(cast, held.pk)).context["form"].initial
    assert "疑似重复付款" in initial["text"]
    assert PAYEE in initial["text"]
    assert initial["text"].endswith(f"核实所见：{REASON}")
    assert initial["evidence"].splitlines() == [
        "2024-03-05凭证1", "2024-03-12凭证7", f"疑点第{held.serial}号的核实记录"
    ]  # fmt: skip
    client.post(form_url(cast, held.pk), initial)
    raised = see(Observation, cast.member).get()
    assert (raised.source, raised.source_id) == ("hit", held.pk)


@pytest.mark.parametrize("strange", ["", "no-key", "0190aaaa-0000-7000-8000-000000000000"])
def test_a_doubt_that_is_not_seen_fills_in_nothing(cast: Cast, enter: Enter, strange: str) -> None:
    initial = enter(cast.member).get(form_url(cast, strange)).context["form"].initial
    assert "text" not in initial


def test_a_doubt_of_another_task_fills_in_nothing(cast: Cast, held: Hit, enter: Enter) -> None:
    url = reverse("findings-raise_new", args=[cast.other.pk]) + f"?source=hit&source_id={held.pk}"
    answer = enter(cast.stranger).get(url)
    assert answer.status_code == 200
    assert "text" not in answer.context["form"].initial


def test_what_held_offers_the_next_step_where_one_looks_first(cast: Cast, held: Hit, enter: Enter) -> None:
    said = enter(cast.member).get(reverse("screening-first", args=[cast.inspection.pk])).content.decode()
    assert said.count("提出待核事项") == 1
