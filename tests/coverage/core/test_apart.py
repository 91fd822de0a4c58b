"""A body with a Party organisation of its own and two people at the top: both are aimed at, and it says so."""

from __future__ import annotations

from tests.coverage.core.county import all_in, county
from xuncha.coverage.core.proof import prove


def test_a_town_has_two_at_the_top() -> None:
    bodies = county({"u0": ("o0",)}, {"u0": "镇长甲"}, o0="书记乙")
    (one,) = prove(bodies, all_in(bodies), ()).mismatched
    assert one.aim_at == "书记乙、镇长甲"
    assert "党政正职分设" in one.says.zh


def test_a_branch_shared_by_two_units_aims_at_the_head() -> None:
    bodies = county({"u0": ("m",), "u1": ("m",)}, {"u0": "主席甲"}, m="书记乙")
    (one,) = prove(bodies, all_in(bodies), ()).mismatched
    assert one.aim_at == "主席甲"
