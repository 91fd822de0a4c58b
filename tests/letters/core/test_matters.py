"""Splitting one letter into its matters loses nothing and follows the writer's own marks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.letters.core.matters import split


def test_a_letter_without_marks_is_one_matter():
    assert split("我们村的路坏了三年没有人修，请帮助解决。", 10) == (
        "我们村的路坏了三年没有人修，请帮助解决。",
    )


def test_numbered_matters_are_cut_and_the_introduction_stays_with_the_first():
    text = "反映两件事。一、村支书把集体的鱼塘包给亲戚不开会。二、我家的低保停了半年没有说法。"
    assert split(text, 10) == (
        "反映两件事。一、村支书把集体的鱼塘包给亲戚不开会。",
        "二、我家的低保停了半年没有说法。",
    )


def test_besides_opens_a_second_matter():
    text = "学校门口没有红绿灯，孩子过街危险。另外，食堂承包没有公开招标，家长有意见。"
    assert split(text, 10) == (
        "学校门口没有红绿灯，孩子过街危险。",
        "另外，食堂承包没有公开招标，家长有意见。",
    )


def test_short_numbered_pieces_are_a_list_within_one_matter():
    text = "请提供：1、身份证。2、户口本。3、照片。"
    assert split(text, 14) == (text,)


def test_a_decimal_number_is_no_mark():
    text = "工资1.5万元没有发，加班费2.3万元也没有发，请劳动部门过问一下这件事。"
    assert split(text, 5) == (text,)


@settings(deadline=None)
@given(st.text(alphabet="一二、。1.2（）()第其另外 村路水\n，", max_size=80), st.integers(1, 20))
def test_nothing_of_the_text_is_lost(text, shortest):
    assert "".join(split(text, shortest)) == text
