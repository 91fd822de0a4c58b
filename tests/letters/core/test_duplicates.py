"""Near duplicates are exactly the pairs that share enough pieces."""

from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.letters.core.duplicates import near_duplicates


def brute(texts, grams, similarity):
    sets = [{t[i : i + grams] for i in range(len(t) - grams + 1)} for t in texts]
    return {
        (i, j)
        for j in range(len(texts))
        for i in range(j)
        if sets[i] and sets[j] and len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= similarity
    }


def test_the_same_letter_with_other_punctuation_is_linked_to_the_earlier_one():
    texts = ["村里的路坏了没人修", "今年的水价涨了", "村里的路，坏了没人修！"]
    (link,) = near_duplicates(texts, 3, 0.5)
    assert (link.earlier, link.later, link.similarity) == (0, 2, 1.0)


def test_texts_shorter_than_a_piece_are_never_linked():
    assert near_duplicates(["路", "路"], 3, 0.5) == ()


@settings(deadline=None)
@given(st.lists(st.text(alphabet="甲乙丙丁", max_size=9), max_size=7), st.sampled_from([0.3, 0.5, 0.75, 1.0]))
def test_the_links_are_those_of_comparing_every_pair(texts, similarity):
    assert {(x.earlier, x.later) for x in near_duplicates(texts, 2, similarity)} == brute(
        texts, 2, similarity
    )
