"""The plan of the term on its page: by hand, by a table, all or nothing after a dry run."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from xuncha.coverage.models import Target
from xuncha.rounds.actions.plan_term import import_plan
from xuncha.rounds.core.term_plan import Planned
from xuncha.rounds.models import PlannedTarget
from xuncha.trust.refusal import NoRight, Refusal


@pytest.fixture
def free(cast: Cast) -> Target:
    """A target that no round has taken."""
    return Target.objects.create(term=cast.term, name="档案馆(虚构)", shape="unit", mode="直接")


def planned() -> dict[str, int]:
    return dict(PlannedTarget.objects.values_list("target__name", "number"))


def test_one_target_is_planned_moved_and_taken_out_by_hand(cast: Cast, free: Target, enter) -> None:
    client = enter(cast.office)
    for number, left in ((5, {free.name: 5}), (6, {free.name: 6}), ("", {})):
        client.post("/coverage/plan/", {"do": "place", "target": str(free.pk), "number": number})
        assert planned() == left


def test_a_table_is_shown_first_and_imported_when_confirmed(cast: Cast, free: Target, enter) -> None:
    client = enter(cast.office)
    file = SimpleUploadedFile("plan.csv", f"巡察对象,轮次\n{free.name},7\n".encode())
    shown = client.post("/coverage/plan/", {"do": "read", "file": file}).content.decode()
    assert "还没有导入" in shown
    assert planned() == {}
    client.post("/coverage/plan/", {"do": "import", "rows": json.dumps([[str(free.pk), 7]])})
    assert planned() == {free.name: 7}


def test_a_faulty_table_imports_nothing_and_says_where(cast: Cast, free: Target, enter) -> None:
    file = SimpleUploadedFile("plan.csv", "巡察对象,轮次\n没有这个,7\n".encode())
    shown = enter(cast.office).post("/coverage/plan/", {"do": "read", "file": file}).content.decode()
    assert "没有“没有这个”这个巡察对象" in shown
    assert planned() == {}


def test_the_same_table_twice_changes_nothing(cast: Cast, free: Target) -> None:
    rows = [Planned(str(free.pk), 7)]
    assert [import_plan(by=cast.office, term=cast.term, rows=rows) for _ in range(2)] == [1, 0]


def test_a_target_named_twice_is_refused_and_nothing_is_kept(cast: Cast, free: Target) -> None:
    with pytest.raises(Refusal):
        import_plan(by=cast.office, term=cast.term, rows=[Planned(str(free.pk), 7), Planned(str(free.pk), 8)])
    assert planned() == {}


def test_nobody_else_plans(cast: Cast, free: Target) -> None:
    with pytest.raises(NoRight):
        import_plan(by=cast.leader, term=cast.term, rows=[Planned(str(free.pk), 7)])
    assert planned() == {}


def test_what_is_missing_stands_above_the_table(cast: Cast, free: Target, enter) -> None:
    other = Target.objects.create(term=cast.term, name="统计局(虚构)", shape="unit", mode="直接")
    import_plan(by=cast.office, term=cast.term, rows=[Planned(str(free.pk), 7)])
    assert (
        other.name
        in enter(cast.office).get("/coverage/plan/").content.decode().split("需要核对")[1].split("</div>")[0]
    )
