"""Every outline opens with the same notice and every question says why it is asked and what to ask to see."""

import pytest

from xuncha.interviews.core.outlines import read_outline
from xuncha.interviews.facts import layers, outlines

OUTLINES = outlines()


def test_there_is_an_outline_for_each_kind_of_post():
    assert set(OUTLINES) == {
        "head", "leading", "discipline", "personnel", "finance", "projects", "middle", "staff", "village", "public",
    }  # fmt: skip


@pytest.mark.parametrize("key", sorted(OUTLINES))
def test_every_question_has_a_purpose_probes_and_evidence(key):
    for question in OUTLINES[key].questions:
        assert question.ask
        assert question.purpose
        assert question.probes
        assert question.evidence


@pytest.mark.parametrize("key", sorted(OUTLINES))
def test_most_questions_say_what_to_listen_for(key):
    questions = OUTLINES[key].questions
    assert 2 * sum(bool(question.listen) for question in questions) > len(questions) > 6


@pytest.mark.parametrize("key", sorted(OUTLINES))
def test_every_outline_opens_with_the_whole_notice(key):
    opening = [item["key"] for item in OUTLINES[key].opening]
    assert opening == ["who", "what", "no_promise", "no_leading", "duty", "secret", "person", "stop"]


def test_every_layer_has_an_outline():
    assert {layer.outline for layer in layers()} <= set(OUTLINES)


def test_a_question_key_given_twice_is_refused():
    question = {"key": "a", "ask": "", "purpose": "", "probes": [], "evidence": []}
    table = {"key": "x", "zh": "", "en": "", "closing": [], "question": [question, question]}
    with pytest.raises(ValueError, match="twice"):
        read_outline(table, [])
