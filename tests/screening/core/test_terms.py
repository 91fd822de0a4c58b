from dataclasses import replace
from datetime import date

import pytest

from tests.screening.core.books import payments
from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar
from xuncha.rulebook.core.rule import Rule
from xuncha.screening.core.run import run_screens, screens
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.terms import NoValue, pattern, terms_of, words_of
from xuncha.screening.facts import shipped_rules, standing

SPLITTING = next(screen for screen in screens() if screen.key == "splitting")
OTHERS = [rule for rule in shipped_rules() if rule.key != "screening.splitting.limit"]


def limit(value: int, starts: date | None = None, ends: date | None = None, area: str = "") -> Rule:
    return Rule(
        "screening.splitting.limit",
        Sentence("限额", "limit"),
        value,
        "虚构文件",
        area=area,
        starts=starts,
        ends=ends,
    )


def test_a_limit_that_changed_gives_two_spans() -> None:
    turn = date(2024, 1, 1)
    terms = terms_of(SPLITTING, [*OTHERS, limit(100_000, ends=turn), limit(200_000, starts=turn)])
    assert [(term.starts, term.ends, term.values["limit"]) for term in terms] == [
        (date.min, turn, 10_000_000),
        (turn, date.max, 20_000_000),
    ]


def test_days_without_a_limit_belong_to_no_span() -> None:
    terms = terms_of(SPLITTING, [*OTHERS, limit(100_000, starts=date(2024, 1, 1), ends=date(2025, 1, 1))])
    assert [(term.starts, term.ends) for term in terms] == [(date(2024, 1, 1), date(2025, 1, 1))]


def test_a_local_limit_goes_before_the_countrys() -> None:
    rules = [*OTHERS, limit(100_000), limit(50_000, area="5301")]
    assert terms_of(SPLITTING, rules, "530127")[0].values["limit"] == 5_000_000
    assert terms_of(SPLITTING, rules, "510100")[0].values["limit"] == 10_000_000


def test_no_record_at_all_is_told_with_its_key() -> None:
    with pytest.raises(NoValue) as no:
        terms_of(SPLITTING, OTHERS)
    assert no.value.says.zh == "规则库里没有“限额”（screening.splitting.limit）的值，请补录并注明依据"


def test_parameters_that_never_hold_together_are_told() -> None:
    days = [rule for rule in OTHERS if rule.key != "screening.splitting.days"]
    window = Rule("screening.splitting.days", Sentence("天数", "days"), 30, "虚构文件", ends=date(2020, 1, 1))
    with pytest.raises(NoValue):
        terms_of(SPLITTING, [*days, window, limit(100_000, starts=date(2020, 1, 1))])


def test_a_missing_list_of_words_is_told() -> None:
    with pytest.raises(NoValue):
        words_of(SPLITTING, [], date(2024, 1, 1))


def test_words_become_one_pattern_and_none_finds_nothing() -> None:
    assert pattern(["工 资", "A.B"]) == r"工资|a\.b"
    assert pattern([]) == r"[^\s\S]"


def test_each_payment_is_judged_by_the_limit_of_its_day() -> None:
    rows = [
        [day, str(n), "甲公司", "付款", 60_000]
        for n, day in enumerate(["2023-12-20", "2023-12-21", "2024-02-20", "2024-02-21"])
    ]
    turn = date(2024, 1, 1)
    rules = [*OTHERS, limit(100_000, ends=turn), limit(200_000, starts=turn)]
    found = run(SPLITTING, rules, rows)
    assert [sorted(one.row for one in hit.evidence) for hit in found] == [[2, 3]]


def run(screen: Screen, rules: list[Rule], rows: list[list[object]]):
    given = standing(shipped_rules(), date(2026, 1, 1))
    return (
        run_screens(
            [payments(rows)], rules=rules, standing=given, calendar=Calendar.official(), chosen=[screen]
        )
        .outcomes[0]
        .hits
    )


def test_a_screen_without_a_value_is_not_applicable() -> None:
    given = standing(shipped_rules(), date(2026, 1, 1))
    books = [payments([["2024-01-02", "1", "甲", "付", 5]])]
    done = run_screens(books, rules=OTHERS, standing=given, calendar=Calendar.official(), chosen=[SPLITTING])
    assert done.outcomes[0].not_applicable.zh.startswith("规则库里没有“限额”")


def test_every_setting_of_every_screen_has_a_shipped_value_with_a_basis() -> None:
    for screen in screens():
        numbers = [setting for setting in screen.settings if setting.kind != "words"]
        assert len(terms_of(screen, shipped_rules())[0].values) == len(numbers)
        assert len(words_of(screen, shipped_rules(), date(2026, 1, 1))) == len(screen.settings) - len(numbers)
    assert all(rule.basis for rule in shipped_rules())


def test_shipped_rules_are_of_known_screens() -> None:
    every = (*screens("ledger"), *screens("tenders"))
    known = {f"screening.{screen.key}.{setting.name}" for screen in every for setting in screen.settings}
    assert {rule.key for rule in shipped_rules()} - known == {
        "screening.standing",
        "screening.first_look",
        "screening.how_often",
    }


def test_a_setting_may_be_replaced() -> None:
    rules = [
        replace(rule, value=5) if rule.key == "screening.splitting.days" else rule for rule in shipped_rules()
    ]
    assert terms_of(SPLITTING, rules)[0].values["days"] == 5
