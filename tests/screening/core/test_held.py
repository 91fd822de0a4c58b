from xuncha.screening.core.held import Held, held_of

COUNTED = [
    ("splitting", "held", 5),
    ("splitting", "not_held", 12),
    ("splitting", "other", 3),
    ("splitting", "open", 9),
]


def test_the_share_is_of_those_that_were_checked() -> None:
    (one,) = held_of(COUNTED, 20).values()
    assert one == Held(5, 12, 3, 9)
    assert (one.judged, one.share) == (20, 25)


def test_of_few_nothing_is_told() -> None:
    assert held_of(COUNTED, 21) == {"splitting": None}


def test_what_is_gone_or_open_is_not_checked() -> None:
    assert held_of([("splitting", "gone", 50), ("splitting", "open", 50)], 1) == {"splitting": None}
