from hypothesis import given
from hypothesis import strategies as st

from tests.teams.core.people import SHIPPED
from xuncha.teams.core.facts import FIGURES
from xuncha.teams.core.size import size_of

FORMULA = SHIPPED.size


def test_the_size_is_told_line_by_line_and_rounded_once():
    figures = {"staff": 320, "budget": 12_000_000_000, "projects": 9, "villages": 16, "letters": 0}
    size = size_of(figures, FORMULA)
    assert size.people == 9
    assert size.says.zh == (
        "按工作量需9人：基数3人；在编人员320人，折2.13人；年度资金12,000.00万元，折1.20人；在建项目9个，折0.90人；"
        "村（社区）16个，折2.00人；合计9.23人，四舍五入9人"
    )


def test_what_falls_short_of_a_step_counts_for_its_share():
    assert size_of({"staff": 149, "projects": 9, "letters": 29}, FORMULA).people == 6
    assert size_of({"staff": 375}, FORMULA).people == 6
    assert size_of({"staff": 374}, FORMULA).people == 5
    assert size_of({"staff": 374}, FORMULA).lines[-1].zh == "合计5.49人，四舍五入5人"


def test_nothing_known_gives_the_least_and_much_is_cut_off_at_the_most():
    size = size_of({}, FORMULA)
    assert (size.people, size.lines[-1].zh) == (5, "不少于5人、不超过11人")
    size = size_of({"staff": 9000}, FORMULA)
    assert (size.people, size.lines[-1].zh) == (11, "不少于5人、不超过11人")


@given(
    st.dictionaries(st.sampled_from(FIGURES), st.integers(0, 10**12)),
    st.sampled_from(FIGURES),
    st.integers(0, 10**6),
)
def test_more_work_never_makes_a_team_smaller(figures, figure, more):
    larger = figures | {figure: figures.get(figure, 0) + more}
    assert size_of(larger, FORMULA).people >= size_of(figures, FORMULA).people
