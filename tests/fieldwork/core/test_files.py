from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xuncha.fieldwork.core.files import File, due_day, late_files, order_fault

ASKED, DUE, LEAVES = date(2026, 10, 13), date(2026, 10, 15), date(2026, 12, 4)
DAYS = st.dates(ASKED - timedelta(days=5), LEAVES + timedelta(days=20))


def test_the_state_follows_from_the_days() -> None:
    assert File(1, ASKED, DUE).state == "asked"
    assert File(1, ASKED, DUE, received_on=DUE).state == "held"
    assert File(1, ASKED, DUE, received_on=DUE, returned_on=LEAVES).state == "returned"
    assert File(1, ASKED, DUE, received_on=DUE, copy=True).state == "returned"
    assert File(1, ASKED, DUE, withdrawn=True).state == "withdrawn"


def test_a_file_asked_for_is_due_at_its_limit_and_a_held_one_when_the_team_leaves() -> None:
    assert due_day(File(1, ASKED, DUE), LEAVES) == DUE
    assert due_day(File(1, ASKED, DUE, received_on=DUE), LEAVES) == LEAVES
    assert due_day(File(1, ASKED, DUE, received_on=DUE, returned_on=LEAVES), LEAVES) is None


def test_a_file_not_handed_over_is_late_from_the_day_after() -> None:
    assert late_files([File(1, ASKED, DUE)], DUE, LEAVES, 3) == []
    (late,) = late_files([File(1, ASKED, DUE)], DUE + timedelta(days=2), LEAVES, 3)
    assert (late.due, late.days, late.says.zh) == (DUE, 2, "第 1 号资料超过 2 天没有提供")


def test_a_held_file_is_pointed_out_before_leaving_and_after() -> None:
    held = File(2, ASKED, DUE, received_on=DUE)
    assert late_files([held], LEAVES - timedelta(days=4), LEAVES, 3) == []
    (soon,) = late_files([held], LEAVES - timedelta(days=3), LEAVES, 3)
    assert (soon.days, soon.says.zh) == (-3, "第 2 号资料还没有归还，离撤离还有 3 天")
    (over,) = late_files([held], LEAVES + timedelta(days=1), LEAVES, 3)
    assert over.says.zh == "第 2 号资料应在撤离前归还，已超过 1 天"


def test_the_worst_comes_first() -> None:
    files = [File(1, ASKED, DUE), File(2, ASKED, ASKED)]
    assert [late.file.serial for late in late_files(files, LEAVES, LEAVES, 3)] == [2, 1]


@given(
    st.builds(
        File,
        st.just(1),
        DAYS,
        st.none() | DAYS,
        st.none() | DAYS,
        st.none() | DAYS,
        st.booleans(),
        st.booleans(),
    ),
    DAYS,
)
def test_what_is_back_or_withdrawn_is_never_late(file: File, today: date) -> None:
    late = late_files([file], today, LEAVES, 3)
    assert not late or file.state in ("asked", "held")
    if file.state == "held" and today >= LEAVES:
        assert len(late) == 1


def test_impossible_days_are_told() -> None:
    before = ASKED - timedelta(days=1)
    told = [
        order_fault(File(1, ASKED, due=before)),
        order_fault(File(1, ASKED, received_on=before)),
        order_fault(File(1, ASKED, returned_on=DUE)),
        order_fault(File(1, ASKED, received_on=DUE, returned_on=ASKED)),
        order_fault(File(1, ASKED, DUE, ASKED, ASKED)),
    ]
    assert [fault.zh if fault else None for fault in told] == [
        "提供时限早于提出调阅的日期", "收到日期早于提出调阅的日期", "没有收到的资料不能归还", "归还日期早于收到日期", None,
    ]  # fmt: skip
