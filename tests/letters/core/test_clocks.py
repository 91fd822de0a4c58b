"""Clocks start by way, channel facts and event; their numbers come from the rulebook."""

from datetime import date

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar, Clock
from xuncha.letters.core.clocks import Happened, Start, running

T = Sentence("报上级", "up")
STARTS = (
    Start("up", T, "received", ("upward",)),
    Start("told", T, "received", ("keep",), named_only=True, first_time_only=True, tells_writer=True),
    Start("done", T, "sent", ("petition",)),
    Start("sorted", T, "received", ("", "petition")),
)
CLOCKS = {
    "up": Clock(5, "工作日", "第十五条"),
    "told": Clock(15, "工作日"),
    "done": Clock(60, "日"),
    "sorted": Clock(15, "日"),
}
CALENDAR = Calendar.official()


def keys(happened, clocks=CLOCKS):
    return [due.rule for due in running(happened, STARTS, clocks, CALENDAR)]


def test_a_sealed_letter_is_due_after_five_working_days_over_the_official_calendar():
    (due,) = running(Happened("upward", {"received": date(2025, 9, 26)}), STARTS, CLOCKS, CALENDAR)
    assert due.due == date(2025, 10, 10)
    assert due.basis == "第十五条"


def test_an_undecided_matter_runs_the_sorting_clock_only():
    assert keys(Happened("", {"received": date(2025, 3, 3)})) == ["sorted"]


def test_the_clock_of_the_receiving_body_starts_when_the_letter_is_sent():
    received, sent = date(2025, 3, 3), date(2025, 3, 10)
    assert keys(Happened("petition", {"received": received})) == ["sorted"]
    assert keys(Happened("petition", {"received": received, "sent": sent})) == ["sorted", "done"]


def test_only_a_named_letter_is_answered_and_a_repeat_is_not_answered_again():
    days = {"received": date(2025, 3, 3)}
    assert keys(Happened("keep", days)) == []
    assert keys(Happened("keep", days, named=True)) == ["told"]
    assert keys(Happened("keep", days, named=True, repeat=True)) == []


def test_a_rule_that_the_rulebook_does_not_hold_starts_no_clock():
    assert keys(Happened("upward", {"received": date(2025, 3, 3)}), clocks={}) == []
