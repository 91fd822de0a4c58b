"""Several steps on one page: only the posted one is taken, and a refused one keeps what was typed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, line
from xuncha.desk.steps import Step, StepForm, take_step
from xuncha.trust.refusal import Refusal

ROW = SimpleNamespace(version=3)


class WordsForm(StepForm):
    words = line("说明", "Words")


class PickForm(StepForm):
    pick = choice("选择", "Pick")


@pytest.fixture
def taken():
    return []


@pytest.fixture
def steps(taken):
    def say(by, row, said):
        if said["words"] == "不行":
            raise Refusal("no", Sentence("不可以", "no"))
        taken.append((by, row, said))

    say_step = Step("say", Sentence("说明", "say"), say, WordsForm)
    pick = Step(
        "pick", Sentence("选择", "pick"), lambda by, row, said: taken.append(said["pick"]), PickForm,
        choices=lambda by, row: {"pick": [("", ""), ("a", "甲")]},
    )  # fmt: skip
    return (say_step, pick)


def send(steps, data=None):
    request = RequestFactory().post("/", data) if data is not None else RequestFactory().get("/")
    request.user = "somebody"
    return take_step(request, steps, ROW)


def test_opening_the_page_takes_nothing(steps, taken):
    result = send(steps)
    assert (result.done, result.no, result.status, taken) == (None, None, 200, [])
    assert [box["open"] for box in result.boxes] == [False, False]


def test_posted_step_is_taken_with_the_version_that_was_read(steps, taken):
    result = send(steps, {"do": "say", "words": "可以", "version": "2"})
    assert result.done is steps[0]
    assert taken == [("somebody", ROW, {"words": "可以", "version": 2})]


def test_version_of_the_row_stands_in_where_none_was_sent(steps, taken):
    send(steps, {"do": "say", "words": "可以"})
    assert taken[0][2]["version"] == 3


def test_refused_step_stays_open_with_what_was_typed(steps, taken):
    result = send(steps, {"do": "say", "words": "不行"})
    assert (result.done, result.no.code, result.status, taken) == (None, "no", 422, [])
    box = result.boxes[0]
    assert (box["open"], box["no"].code, box["form"]["words"].value()) == (True, "no", "不行")


def test_incomplete_form_takes_nothing(steps, taken):
    result = send(steps, {"do": "say", "words": ""})
    assert (result.done, taken) == (None, [])
    assert "words" in result.boxes[0]["form"].errors


def test_step_that_is_not_offered_takes_nothing(steps, taken):
    assert send(steps[1:], {"do": "say", "words": "可以"}).done is None
    assert taken == []


def test_choice_outside_the_list_is_not_taken(steps, taken):
    assert send(steps, {"do": "pick", "pick": "b"}).done is None
    send(steps, {"do": "pick", "pick": "a"})
    assert taken == ["a"]
