"""The life of a paper."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.papers.core.life import (
    DELIVERED,
    DRAFT,
    SIGNED,
    STAMPED,
    STATES,
    STEPS,
    SUBMITTED,
    VOID,
    Signature,
    Standing,
    fully_signed,
    next_steps,
    refusals,
)

TODAY = date(2026, 3, 10)
DAY = date(2026, 3, 5)
LETTER = Standing(DRAFT, "K7M2-9QXD", True, "", True, True, ("签发人",))
SHEET = Standing(DRAFT, "K7M2-9QXD", False, "", False, False, ("承办人", "组长"))
SIGNATURE = {"signer": "周正", "signer_role": "签发人", "signed_on": DAY, "original": "档案柜3"}


def said(key, standing, given=None, by="乙"):
    return [one.zh for one in refusals(key, standing, by, given or {}, TODAY)]


def test_a_letter_goes_its_whole_way():
    recorded = (Signature("签发人", "甲", DAY, False),)
    confirmed = (Signature("签发人", "甲", DAY, True),)
    way = [
        ("submit", LETTER, {}),
        ("record_signoff", replace(LETTER, state=SUBMITTED), SIGNATURE),
        ("confirm_signoff", replace(LETTER, state=SUBMITTED, signatures=recorded), {"code": "K7M2-9QXD"}),
        ("give_number", replace(LETTER, state=SIGNED, signatures=confirmed), {}),
        (
            "stamp",
            replace(LETTER, state=SIGNED, signatures=confirmed, number="明川巡办〔2026〕3号"),
            {"day": DAY},
        ),
        ("deliver", replace(LETTER, state=STAMPED, number="明川巡办〔2026〕3号"), {"day": DAY}),
        ("receipt", replace(LETTER, state=DELIVERED, number="明川巡办〔2026〕3号"), {"day": DAY}),
    ]
    for key, standing, with_it in way:
        assert said(key, standing, with_it) == [], key
        assert next_steps(standing)[0] == key


def test_an_inside_paper_ends_when_it_is_signed():
    assert next_steps(replace(SHEET, state=SIGNED)) == ("void",)


@pytest.mark.parametrize("key", STEPS)
def test_a_void_paper_takes_no_step(key):
    assert said(key, replace(LETTER, state=VOID)) != []
    assert next_steps(replace(LETTER, state=VOID)) == ()


def test_a_step_from_the_wrong_state_says_where_the_paper_is_and_where_it_must_be():
    assert said("stamp", LETTER, {"day": DAY}) == ["文书现为“草稿”，只有“已签发”的文书才能登记用印。"]


def test_the_seal_waits_for_the_number():
    assert said("stamp", replace(LETTER, state=SIGNED), {"day": DAY}) == ["请先编号，再用印。"]


def test_delivery_waits_for_number_and_seal():
    assert said("deliver", replace(LETTER, state=SIGNED), {"day": DAY}) == ["请先编号、用印，再送达。"]


def test_an_inside_paper_is_not_delivered():
    assert said("deliver", replace(SHEET, state=SIGNED), {"day": DAY}) == ["这是内部文书，不对外送达。"]


def test_a_number_is_given_once():
    numbered = replace(LETTER, state=SIGNED, number="明川巡办〔2026〕3号")
    assert said("give_number", numbered) == ["文号已经是 明川巡办〔2026〕3号，不能更改。"]


def test_a_signature_needs_signer_day_and_original():
    assert said("record_signoff", replace(LETTER, state=SUBMITTED)) == [
        "“代录签批”还缺少签批人，请补填。",
        "“代录签批”还缺少签批日期，请补填。",
        "“代录签批”还缺少原件扫描件或存放处，请补填。",
    ]


def test_one_signer_is_recorded_once():
    standing = replace(SHEET, state=SUBMITTED, signatures=(Signature("承办人", "甲", DAY, True),))
    given = SIGNATURE | {"signer_role": "承办人"}
    assert said("record_signoff", standing, given)[0].startswith("“承办人”的签批已经登记")


def test_whoever_recorded_a_signature_cannot_confirm_it():
    standing = replace(LETTER, state=SUBMITTED, signatures=(Signature("签发人", "甲", DAY, False),))
    assert said("confirm_signoff", standing, {"code": "K7M2-9QXD"}, by="甲") == [
        "代录签批的人不能自己复核，请另一名工作人员对照原件复核。"
    ]


def test_a_signature_on_another_draft_is_not_confirmed():
    standing = replace(LETTER, state=SUBMITTED, signatures=(Signature("签发人", "甲", DAY, False),))
    assert said("confirm_signoff", standing, {"code": "AAAA-BBBB"})[0].startswith("填写的事实码与本文书不符")


@pytest.mark.parametrize("typed", ["k7m29qxd", "K7M2 - 9QXD", "K7M2－9QXD"])
def test_the_code_is_read_as_people_type_it(typed):
    standing = replace(LETTER, state=SUBMITTED, signatures=(Signature("签发人", "甲", DAY, False),))
    assert said("confirm_signoff", standing, {"code": typed}) == []


def test_a_day_after_today_is_refused():
    standing = replace(LETTER, state=STAMPED, number="明川巡办〔2026〕3号")
    assert said("deliver", standing, {"day": date(2026, 3, 11)})[0].startswith("日期 2026-03-11 晚于今天")


def test_a_day_before_the_step_before_is_refused():
    standing = replace(LETTER, state=STAMPED, number="明川巡办〔2026〕3号", last_day=DAY)
    assert said("deliver", standing, {"day": date(2026, 3, 4)})[0].startswith("日期 2026-03-04 早于上一步")


def test_void_needs_a_reason():
    assert said("void", LETTER) == ["“作废”还缺少作废原因，请补填。"]


def test_a_paper_is_fully_signed_when_all_signers_are_confirmed():
    one = Signature("承办人", "甲", DAY, True)
    two = Signature("组长", "甲", DAY, False)
    assert not fully_signed(replace(SHEET, signatures=(one,)))
    assert not fully_signed(replace(SHEET, signatures=(one, two)))
    assert fully_signed(replace(SHEET, signatures=(one, replace(two, confirmed=True))))


def test_every_step_leads_between_known_states():
    for step in STEPS.values():
        assert step.starts <= set(STATES)
        assert step.ends is None or step.ends in STATES


def taken(key, standing, given, by):
    """The standing after a step that was not refused."""
    step = STEPS[key]
    if key == "record_signoff":
        signature = Signature(given["signer_role"], by, given["signed_on"], False)
        return replace(standing, signatures=(*standing.signatures, signature))
    if key == "confirm_signoff":
        confirmed = tuple(
            one if one.recorded_by == by else replace(one, confirmed=True) for one in standing.signatures
        )
        standing = replace(standing, signatures=confirmed)
        return replace(standing, state=SIGNED) if fully_signed(standing) else standing
    if key == "give_number":
        return replace(standing, number="明川巡办〔2026〕3号")
    if key == "withdraw":
        return replace(standing, state=DRAFT, signatures=())
    if key == "receipt":
        return replace(standing, receipt=True)
    return replace(standing, state=step.ends or standing.state)


TRIED = st.tuples(
    st.sampled_from([0, 0, 0, 0, 1, None]), st.sampled_from(sorted(STEPS)), st.sampled_from("甲乙")
)
"""Mostly the usual next step, sometimes the second, sometimes any step at all; by one of two people."""


def walk(tried, standing):
    """Every standing that is reached by trying the steps one after the other."""
    for place, key, by in tried:
        usual = next_steps(standing)
        if place is not None and usual:
            key = usual[min(place, len(usual) - 1)]
        with_it = {
            "signer": "周正", "signer_role": next(iter(standing.unsigned()), "签发人"), "signed_on": DAY, "original": "柜3",
            "code": "K7M2-9QXD", "day": DAY, "reason": "改",
        }  # fmt: skip
        if not refusals(key, standing, by, with_it, TODAY):
            assert key in next_steps(standing)
            assert standing.state != VOID
            standing = taken(key, standing, with_it, by)
            yield standing


@given(st.lists(TRIED, max_size=40), st.booleans(), st.booleans(), st.booleans())
def test_however_the_steps_are_tried_no_paper_leaves_out_of_order(tried, has_series, needs_seal, leaves_team):
    start = Standing(
        DRAFT, "K7M2-9QXD", has_series, "", needs_seal and leaves_team, leaves_team, ("签发人", "组长")
    )
    for standing in walk(tried, start):
        if standing.state in (SIGNED, STAMPED, DELIVERED):
            assert fully_signed(standing)
        if standing.state == STAMPED:
            assert standing.needs_seal
        if standing.state in (STAMPED, DELIVERED):
            assert standing.number or not has_series
        if standing.state == DELIVERED:
            assert leaves_team


def test_such_walks_do_reach_the_end():
    usual = [(0, "submit", by) for by in "甲乙" * 10]
    assert DELIVERED in [one.state for one in walk(usual, LETTER)]
