"""The graph of those who bid together explains doubts: counted from bids, drawn the same each time."""

from tests.screening.tenders.files import award, bid, in_memory, lines, release
from xuncha.screening.core.network import among, circles, drawing, meetings
from xuncha.screening.core.tenders import laid
from xuncha.screening.facts import tender_words

FIELDS = [("A", "B", "C")] * 3 + [("A", "B")] * 2 + [("D", "E")] * 2
PROCESSES = [
    release(f"p{at}", [bid(who, 100 + nth) for nth, who in enumerate(field)], [award(field[at % 2], 100)])
    for at, field in enumerate(FIELDS)
]


def known():
    with laid([in_memory(lines(PROCESSES))], tender_words()) as (engine, _, _):
        return meetings(engine)


def test_pairs_are_counted_with_their_wins() -> None:
    told = [(one.one, one.other, one.times, one.one_wins, one.other_wins) for one in known()]
    assert told == [("A", "B", 5, 3, 2), ("A", "C", 3, 2, 0), ("B", "C", 3, 1, 0), ("D", "E", 2, 1, 1)]


def test_only_those_named_by_a_doubt_are_drawn_with_whom_they_met() -> None:
    assert {one.one + one.other for one in among(known(), {"C公司"})} == {"AC", "BC"}


def test_a_circle_is_told_in_words() -> None:
    (circle,) = circles(known())
    assert circle.says().zh == (
        "A公司、B公司、C公司 这 3 家里有 3 对（共可能 3 对）一起投过标，碰面 11 次，其中 8 次由碰面的两家之一中标"
    )


def test_the_drawing_is_the_same_each_time_and_stays_on_the_sheet() -> None:
    drawn = drawing(known(), {"A"})
    assert drawn == drawing(known(), {"A"})
    assert [dot.name for dot in drawn.dots if dot.named] == ["A公司"]
    assert len({(dot.x, dot.y) for dot in drawn.dots}) == len(drawn.dots) == 5
    assert all(0 < dot.x < drawn.width and 0 < dot.y < drawn.height for dot in drawn.dots)
    assert all(
        0 < dot.label_y < dot.y if dot.y <= drawn.height / 2 else dot.y < dot.label_y < drawn.height
        for dot in drawn.dots
    )


def test_those_who_met_most_often_have_the_thickest_line() -> None:
    thickest = max(drawing(known(), set()).lines, key=lambda line: line.width)
    assert (thickest.says, thickest.width) == ("A公司 – B公司: 5", 6.0)


def test_nothing_to_draw_gives_nothing() -> None:
    assert drawing([], set()).dots == ()
