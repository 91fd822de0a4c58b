from hypothesis import given
from hypothesis import strategies as st

from tests.teams.core.people import SHIPPED
from xuncha.teams.core.facts import FIGURES
from xuncha.teams.core.size import size_of

FORMULA = SHIPPED.size


def test_the_size_is_told_line_by_line():
    figures = {"staff": 320, "budget": 12_000_000_000, "projects": 9, "villages": 16, "letters": 0}
    size = size_of(figures, FORMULA)
    assert size.people == 10
    assert size.says.zh == (
        "按工作量需10人：基数5人；在编人员320人，加2人；年度资金12,000.00万元，加1人；村（社区）16个，加2人"
    )


def test_nothing_known_gives_the_base_and_much_is_cut_off_at_the_most():
    assert size_of({}, FORMULA).people == 5
    size = size_of({"staff": 9000}, FORMULA)
    assert size.people == 11
    assert size.lines[-1].zh == "不少于5人、不超过11人"


@given(
    st.dictionaries(st.sampled_from(FIGURES), st.integers(0, 10**12)),
    st.sampled_from(FIGURES),
    st.integers(0, 10**6),
)
def test_more_work_never_makes_a_team_smaller(figures, figure, more):
    larger = figures | {figure: figures.get(figure, 0) + more}
    assert size_of(larger, FORMULA).people >= size_of(figures, FORMULA).people
