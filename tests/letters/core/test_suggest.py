"""Suggestions name a way, the words, the rule and its basis; they choose nothing."""

import dataclasses

import pytest

from xuncha.letters.core.lists import Signal, read_lists
from xuncha.letters.core.suggest import Known, Suggestion, basis_line, guess_subject, read_letter, read_matter
from xuncha.letters.facts import triage_lists

LISTS = triage_lists()


def ways(text, **more):
    return read_matter(text, LISTS, **more).ways


def test_a_private_demand_by_post_goes_to_the_department_or_the_petition_office():
    assert ways("老板拖欠工资三个月，恳请帮忙解决。", channel="post") == ("department", "petition")


def test_the_same_demand_by_phone_may_also_be_answered_by_telling_where_to_go():
    assert ways("老板拖欠工资三个月，恳请帮忙解决。", channel="phone") == (
        "department",
        "outside",
        "petition",
    )


def test_a_law_suit_goes_to_the_political_legal_organs():
    assert ways("法院判决已经生效两年，一直没有强制执行。") == ("judicial",)


def test_misconduct_of_a_leader_has_two_ways_until_the_body_is_known():
    assert ways("村支书套取项目款。") == ("keep", "discipline")


def test_misconduct_of_a_leader_of_the_inspected_body_is_kept():
    known = Known(inspected=("虚构镇",))
    assert ways("虚构镇的村支书套取项目款。", known=known) == ("keep",)


def test_a_superiors_cadre_is_shown_the_sealed_way_only():
    assert ways("副县长收受回扣，法院判决不执行，拖欠工资。") == ("upward",)


def test_the_inspection_offices_own_people_are_shown_the_sealed_way_only():
    assert ways("巡察组组长收受土特产，村支书套取项目款。") == ("upward",)


@pytest.mark.parametrize("text", ["尊敬的县长：村支书贪污。", "县长信箱你好，村支书贪污。"])
def test_a_form_of_address_is_not_the_person_reported(text):
    assert "upward" not in ways(text)


def test_a_letter_without_any_sign_gets_no_suggestion():
    assert (
        read_matter("这里写了一段话，说的事情和上面任何一条都没有关系，看不出来。", LISTS).suggestions == ()
    )


def test_a_short_letter_without_any_sign_is_suggested_to_be_kept_as_empty():
    (only,) = read_matter("你好", LISTS).suggestions
    assert (only.way, only.rule) == ("file", "empty")


def test_the_reason_names_the_words_the_rule_and_the_basis():
    (only,) = read_matter("法院判决了。", LISTS).suggestions
    assert only.words == ("法院", "判决")
    assert only.reason.zh == "说到“法院”、“判决”；说到诉讼、仲裁、复议等法定途径。"
    assert basis_line(only.basis, only.confirmed).zh.endswith("（未与正式文本核对）")


def test_words_of_a_reason_come_from_the_lists_and_never_from_the_letter():
    listed = {w for s in LISTS.signals.values() for w in s.words}
    listed |= {w for s in LISTS.subjects.values() for w in (*s.words, *s.weak)}
    read = read_matter("村支书赵钱孙套取危房改造补助，恳请法院判决。", LISTS)
    assert {w for s in read.suggestions for w in s.words} <= listed


def test_a_suggestion_carries_no_score_and_no_choice():
    names = {field.name for field in dataclasses.fields(Suggestion)}
    assert names == {"way", "rule", "words", "reason", "basis", "confirmed", "department"}


def test_each_matter_of_a_letter_has_its_own_ways():
    text = "一、村支书把集体鱼塘的钱私分了，账目没有公开。二、建筑队拖欠农民工工资两年，恳请帮忙解决。"
    first, second = read_letter("", text, LISTS, channel="post")
    assert first.ways == ("keep", "discipline")
    assert second.ways == ("department", "petition")


def test_numbered_points_of_one_demand_stay_one_matter():
    text = "一、老板拖欠工资两年，恳请帮忙解决一下。二、工地拖欠工资的还有二十人，也恳请解决。"
    assert len(read_letter("", text, LISTS, channel="post")) == 1


def test_a_word_inside_a_longer_word_of_the_same_list_is_not_named_twice():
    assert Signal("s", None, ("仲裁", "劳动仲裁")).found("去劳动仲裁") == ("劳动仲裁",)


def test_the_heading_speaks_louder_than_the_setting():
    guess = guess_subject("小区门口的孩子", LISTS.subjects.values(), heading="噪音")
    assert guess.key == "environment"


def test_a_rule_that_speaks_of_an_unknown_signal_is_refused():
    tables = {
        "ways": {"way": []},
        "channels": {"channel": []},
        "signals": {"signal": []},
        "subjects": {"subject": []},
        "headers": {},
        "settings": {
            "empty": {"characters": 1},
            "matter": {"shortest": 1},
            "duplicate": {"grams": 3, "similarity": 0.5},
        },
        "rules": {
            "rule": [
                {"key": "r", "way": "keep", "zh": "", "en": "", "basis": "", "confirmed": True, "any": ["x"]}
            ]
        },
    }
    with pytest.raises(ValueError, match=r"rule r speaks of keep, x"):
        read_lists(tables)


def test_every_way_on_the_list_can_be_reached():
    assert {rule.way for rule in LISTS.rules} == set(LISTS.ways)
