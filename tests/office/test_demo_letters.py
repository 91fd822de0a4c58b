"""The demo's letters: the same for the same seed, all marked fictional, of every kind the desk must meet."""

from datetime import date

from xuncha.letters.core.triage import triage
from xuncha.letters.facts import triage_lists
from xuncha.office.demo.letters import MARK, Scene, demo_letters

SCENE = Scene("青石街道", ("青松社区", "龙潭社区"), date(2026, 10, 12), date(2026, 11, 20))
LETTERS = demo_letters(7, SCENE)


def test_the_same_seed_gives_the_same_letters():
    assert demo_letters(7, SCENE) == LETTERS
    assert demo_letters(8, SCENE) != LETTERS


def test_there_are_three_hundred_and_each_says_it_is_fictional():
    assert len(LETTERS) == 300
    assert all(letter.text.endswith(MARK) for letter in LETTERS)
    assert all(letter.contact == "" or letter.contact.endswith(MARK) for letter in LETTERS)


def test_they_come_in_the_order_of_their_days_within_the_stay():
    days = [letter.day for letter in LETTERS]
    assert days == sorted(days)
    assert (SCENE.first_day <= days[0], days[-1] <= SCENE.last_day) == (True, True)


def test_triage_meets_every_way_several_matters_and_repeats():
    lists = triage_lists()
    triaged = triage(LETTERS, lists)
    assert {way for one in triaged for read in one.matters for way in read.ways} == set(lists.ways)
    assert sum(len(one.matters) > 1 for one in triaged) >= 20
    assert sum(one.resembles is not None for one in triaged) >= 15
