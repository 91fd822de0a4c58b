import hashlib
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.sealed import shares
from xuncha.sealed.shares import BadShare, CannotJoin, as_digits, from_digits, join, split

SECRET = bytes(range(32))
SHARE = bytes((3, *range(100, 140)))


def test_any_two_of_three_give_the_secret():
    for two in itertools.combinations(split(SECRET, 3, 2), 2):
        assert join(two) == SECRET


def test_any_three_of_five_and_all_five_give_the_secret():
    five = split(SECRET, 5, 3)
    assert {join(three) for three in itertools.permutations(five, 3)} == {SECRET}
    assert join(five) == SECRET


@settings(deadline=None, max_examples=30)
@given(st.binary(min_size=1, max_size=40), st.integers(2, 12), st.data())
def test_every_secret_comes_back_from_any_k_shares(secret, n, data):
    k = data.draw(st.integers(2, n))
    chosen = data.draw(st.permutations(split(secret, n, k)))[:k]
    assert join(chosen) == secret


def test_the_index_is_the_first_byte_and_a_share_is_nine_bytes_longer():
    three = split(SECRET, 3, 2)
    assert [share[0] for share in three] == [1, 2, 3]
    assert {len(share) for share in three} == {41}


def test_one_share_of_two_can_belong_to_every_secret():
    """For each byte a second share can be found that makes any wanted byte of it: one share tells nothing."""
    share = split(b"\x07", 2, 2)[0]
    found = set()
    for value in range(256):
        weights = [shares._weight(x, (1, 2)) for x in (1, 2)]
        found.add(shares._sum_of_products((share[1], value), weights))
    assert found == set(range(256))


def test_two_splittings_of_one_secret_differ():
    assert split(SECRET, 3, 2) != split(SECRET, 3, 2)


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_too_few_shares_give_nothing(kept):
    with pytest.raises(CannotJoin):
        join(split(SECRET, 5, 3)[:kept])


def test_the_same_share_twice_counts_once():
    first, second, _ = split(SECRET, 3, 2)
    with pytest.raises(CannotJoin):
        join([first, first])
    assert join([first, first, second]) == SECRET


def test_a_share_of_another_splitting_is_noticed():
    with pytest.raises(CannotJoin):
        join([split(SECRET, 3, 2)[0], split(SECRET, 3, 2)[1]])


@pytest.mark.parametrize("place", [0, 1, 20, 40])
def test_a_changed_share_is_noticed(place):
    first, second, _ = split(SECRET, 3, 2)
    changed = bytearray(second)
    changed[place] ^= 0x40
    with pytest.raises(CannotJoin):
        join([first, bytes(changed)])


@pytest.mark.parametrize("bad", [b"", b"\x02" + bytes(8), b"\x00" + bytes(40), b"\x02" + bytes(50)])
def test_what_is_no_share_is_refused(bad):
    with pytest.raises(CannotJoin):
        join([split(SECRET, 3, 2)[0], bad])


@pytest.mark.parametrize(
    ("secret", "n", "k"), [(SECRET, 3, 1), (SECRET, 2, 3), (SECRET, 256, 2), (b"", 3, 2), (SECRET, 3, 0)]
)
def test_a_splitting_that_would_be_none_is_refused(secret, n, k):
    with pytest.raises(ValueError, match="2 <= k <= n <= 255"):
        split(secret, n, k)


def test_products_of_the_field_are_those_of_the_standard():
    """FIPS 197 §4.2 and §4.2.1: {57}·{83} = {c1}, {57}·{13} = {fe}, and the powers of {57}·x."""
    assert shares._product(0x57, 0x83) == 0xC1
    assert shares._product(0x57, 0x13) == 0xFE
    assert [shares._product(0x57, 1 << i) for i in range(1, 5)] == [0xAE, 0x47, 0x8E, 0x07]


def test_every_element_but_zero_has_an_inverse():
    assert all(shares._product(a, shares._inverse(a)) == 1 for a in range(1, 256))


def test_a_known_splitting_joins():
    """Worked by hand: secret 5, polynomial 5 + 2x, so f(1) = 7 and f(2) = 1; the digest's polynomials are constant."""
    digest = hashlib.sha256(b"xuncha share\0\x05").digest()[:8]
    assert join([b"\x01\x07" + digest, b"\x02\x01" + digest]) == b"\x05"


@settings(deadline=None)
@given(st.binary(min_size=10, max_size=60))
def test_digits_of_every_share_are_read_back(share):
    assert from_digits(as_digits(share)) == share


def test_a_share_of_a_key_is_twenty_two_groups_of_six_digits():
    groups = as_digits(SHARE).split(" ")
    assert len(groups) == 22
    assert all(len(group) == 6 and group.isdigit() for group in groups)


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", ""),
        lambda text: text.replace(" ", " - "),
        lambda text: text.translate({ord(str(i)): chr(0xFF10 + i) for i in range(10)}),
        lambda text: f"  {text}\r\n",
    ],
    ids=["lines", "no spaces", "hyphens", "full-width", "margins"],
)
def test_the_way_of_writing_does_not_matter(written):
    assert from_digits(written(as_digits(SHARE))) == SHARE


def test_every_wrong_digit_names_its_group():
    text = as_digits(SHARE)
    for place, digit in enumerate(text):
        if digit == " ":
            continue
        for other in set("0123456789") - {digit}:
            with pytest.raises(BadShare) as told:
                from_digits(text[:place] + other + text[place + 1 :])
            assert told.value.group == place // 7 + 1


def test_every_two_swapped_neighbours_name_their_group():
    text = as_digits(SHARE)
    for place in range(len(text) - 1):
        one, two = text[place : place + 2]
        if " " in (one, two) or one == two:
            continue
        with pytest.raises(BadShare) as told:
            from_digits(text[:place] + two + one + text[place + 2 :])
        assert told.value.group == place // 7 + 1


def test_two_swapped_groups_name_the_first():
    groups = as_digits(SHARE).split()
    groups[4], groups[5] = groups[5], groups[4]
    with pytest.raises(BadShare) as told:
        from_digits(" ".join(groups))
    assert told.value.group == 5


def test_a_forgotten_group_is_named_and_one_at_the_end_is_told():
    groups = as_digits(SHARE).split()
    with pytest.raises(BadShare) as told:
        from_digits(" ".join(groups[:7] + groups[8:]))
    assert told.value.group == 8
    with pytest.raises(BadShare, match="不完整") as told:
        from_digits(" ".join(groups[:-1]))
    assert told.value.group is None


@pytest.mark.parametrize(
    ("third", "says"), [("12345", "第3组不是六位数字"), ("12345O", "第3组有数字以外的字符")]
)
def test_a_group_that_is_none_is_named_with_what_was_expected(third, says):
    groups = as_digits(SHARE).split()
    groups[2] = third
    with pytest.raises(BadShare) as told:
        from_digits(" ".join(groups))
    assert told.value.zh == f"{says}，请对照纸面重抄这一组（每组六位数字）。"
    assert told.value.group == 3


def test_no_digits_are_no_share():
    with pytest.raises(BadShare, match="不完整"):
        from_digits("  ")
