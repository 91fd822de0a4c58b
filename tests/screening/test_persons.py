"""Lists of persons: named source and decision or no use, nothing but 同名待核, gone with the round, never out of declarations."""

import ast
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import xuncha
from tests.cast import Cast
from tests.screening.conftest import PAYEE
from xuncha.rounds.actions.shred import propose_shredding
from xuncha.rounds.models import Round
from xuncha.screening.actions.allow_persons import allow_persons
from xuncha.screening.actions.load_ledger import load_ledger, open_ledgers
from xuncha.screening.actions.read_hits import read_hits
from xuncha.screening.actions.run_screens import run_screens
from xuncha.screening.actions.tell_run import read_run
from xuncha.screening.core import run
from xuncha.screening.models import Hit, Ledger, Screening
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.actions.approve import approve
from xuncha.trust.models import Account
from xuncha.trust.refusal import Destroyed, NoRight, Refusal

pytestmark = pytest.mark.django_db
LIST = f"姓名,职务,所办企业,名单来源,批准文件\n张三,主任,{PAYEE},自称,自称\n".encode()
CATALOGUE = run.screens
NAMED = {"source": "人社局名册", "decision": "领导小组2024年第3次会议", "decided_on": date(2024, 3, 5)}


@pytest.fixture
def persons(cast: Cast, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A payment list and a list of persons, and only the screen that compares the two."""
    one = tuple(screen for screen in CATALOGUE() if screen.key == "payee_is_known")
    monkeypatch.setattr(run, "screens", lambda family="ledger": one)
    return load_ledger(by=cast.member, inspection=cast.inspection, name="名单.csv", content=LIST)


def screened(cast: Cast) -> Screening:
    return run_screens(by=cast.member, inspection=cast.inspection)


def told(cast: Cast) -> list[str]:
    return [one.says.zh for one in read_hits(by=cast.member, hits=list(see(Hit, cast.member)))]


def test_without_source_and_decision_the_list_is_not_used_whatever_its_rows_say(
    cast: Cast, persons: Ledger, enter: Callable[[Account], Client]
) -> None:
    screened(cast)
    assert see(Hit, cast.member).count() == 0
    client = enter(cast.member)
    page = client.get(reverse("screening-ledger", args=[persons.pk])).content.decode()
    assert "登记之前，名单不参加筛查。" in page
    books = client.get(reverse("screening-books", args=[cast.inspection.pk])).content.decode()
    assert "名单待登记来源和批准" in books


def test_the_run_says_that_a_list_was_kept_out(cast: Cast, persons: Ledger) -> None:
    assert "没有登记来源和批准文件" in json.dumps(
        read_run(by=cast.member, screening=screened(cast)), ensure_ascii=False, default=str
    )


def test_named_on_the_page_a_name_is_to_be_checked_and_no_more(
    cast: Cast, persons: Ledger, enter: Callable[[Account], Client]
) -> None:
    url = reverse("screening-ledger", args=[persons.pk])
    form = {"do": "allow", "version": "1", **NAMED, "decided_on": "2024-03-05"}
    page = enter(cast.member).post(url, form, follow=True).content.decode()
    assert "来源：人社局名册；批准文件：领导小组2024年第3次会议；批准日期：2024-03-05。" in page
    screened(cast)
    assert told(cast) == [
        f"同名待核：收款人“{PAYEE}”与名单（来源：人社局名册；批准：领导小组2024年第3次会议，2024-03-05）"
        "上的企业名称相同，付款 2 笔共 37,280.00 元"
    ]
    assert [hit.state for hit in see(Hit, cast.member)] == ["open"]


@pytest.mark.parametrize(
    "wrong", [{"source": " "}, {"decision": ""}, {"decided_on": None}, {"decided_on": "tomorrow"}]
)
def test_what_is_missing_or_not_decided_yet_is_refused(cast: Cast, persons: Ledger, wrong: dict) -> None:
    if wrong.get("decided_on") == "tomorrow":
        wrong = {"decided_on": clock.today() + timedelta(days=1)}
    with pytest.raises(Refusal):
        allow_persons(by=cast.member, ledger=persons, version=1, **{**NAMED, **wrong})
    assert see(Ledger, cast.member).get(pk=persons.pk).allowed is None


@pytest.mark.parametrize("who", ["office", "stranger", "contact"])
def test_only_the_team_names_it(cast: Cast, persons: Ledger, who: str) -> None:
    with pytest.raises(NoRight):
        allow_persons(by=getattr(cast, who), ledger=persons, version=1, **NAMED)
    assert see(Ledger, cast.member).get(pk=persons.pk).allowed is None


def test_the_list_its_permission_and_its_doubts_are_destroyed_with_the_inspection(
    cast: Cast, persons: Ledger, django_capture_on_commit_callbacks: Callable
) -> None:
    allow_persons(by=cast.member, ledger=persons, version=1, **NAMED)
    screened(cast)
    (hit,) = see(Hit, cast.member)
    Round.objects.update(state="closed")
    proposal = propose_shredding(
        by=cast.office, inspections=[cast.inspection], basis="保管期限届满", reason="到期销毁"
    )
    with django_capture_on_commit_callbacks(execute=True):
        approve(by=cast.office2, proposal=proposal, version=1)
    kept = see(Ledger, cast.leader).get(pk=persons.pk)
    with pytest.raises(Destroyed):
        open_ledgers(by=cast.leader, ledgers=[kept])
    with pytest.raises(Destroyed):
        read_hits(by=cast.leader, hits=[hit])


def test_no_path_leads_from_declarations_into_the_room() -> None:
    """What cadres declare lies in `teams`; the screening room imports nothing of it."""
    room = Path(xuncha.__file__).parent / "screening"
    imported = {
        name
        for file in room.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
        )
    }
    assert "xuncha.rounds.models" in imported
    assert [name for name in imported if name.startswith(("xuncha.teams", "xuncha.registry"))] == []
