"""The graph of those who bid together explains doubts: counted from bids, drawn the same each time, no name can break the page."""

from xml.etree import ElementTree

from tests.screening.tenders.files import award, bid, in_memory, lines, release
from xuncha.screening.core.network import among, circles, meetings, picture
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


def test_the_picture_is_the_same_each_time_and_well_formed() -> None:
    drawn = picture(known(), {"A"})
    assert drawn == picture(known(), {"A"})
    root = ElementTree.fromstring(drawn)
    assert len(root.findall("{*}circle")) == 5
    assert [one.get("fill") for one in root.findall("{*}circle")].count("#2f3b52") == 1
    assert "style=" not in drawn
    assert "script" not in drawn


def test_a_name_cannot_break_out_of_the_picture() -> None:
    bad = [release("p", [bid("<script>", 1), bid('"&', 2)]), release("q", [bid("<script>", 1), bid('"&', 2)])]
    with laid([in_memory(lines(bad))], tender_words()) as (engine, _, _):
        drawn = picture(meetings(engine), set())
    assert "<script" not in drawn
    assert ElementTree.fromstring(drawn) is not None


def test_nothing_to_draw_gives_nothing() -> None:
    assert picture([], set()) == ""
