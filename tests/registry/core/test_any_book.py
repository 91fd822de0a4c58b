"""Laws that hold for any workbook: the judge never breaks, always tells a remedy, and merging settles at once."""

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base.sheets_in import Book, Sheet, Unreadable, read_book
from xuncha.registry.choices import choices
from xuncha.registry.core.form import forms
from xuncha.registry.core.judge import judge
from xuncha.registry.core.merging import difference, merge
from xuncha.registry.core.template import template

NAMES = st.sampled_from(
    [
        "甲局",
        "乙局",
        "丙局",
        "甲局党组",
        "联合支部",
        "张一",
        "李二",
        "空缺",
        "张一（主持工作）",
        "局长",
        "书记",
    ]
)
DAYS = st.sampled_from(["2021.03", "2019-05-01", "不详", "2022", "2024年2月", "至今"])
JUNK = (
    st.none()
    | st.text(max_size=12)
    | st.integers(-5, 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.dates(date(1890, 1, 1), date(2100, 1, 1))
    | st.just(datetime(2021, 3, 5, 8))  # noqa: DTZ001 cells have no zone
)
LIKELY = (
    NAMES | DAYS | st.sampled_from(["是", "否", "县级", "第十五届", 1, 2, 30, "乡科级正职", "一级主任科员"])
)


@st.composite
def books(draw, cells):
    chosen = draw(st.lists(st.sampled_from(forms()), min_size=1, max_size=4, unique_by=lambda form: form.key))
    sheets = []
    for form in chosen:
        required = [one for one in form.fields if one.required]
        others = draw(st.lists(st.sampled_from(form.fields), unique_by=lambda one: one.key))
        columns = required + [one for one in others if not one.required]
        rows = draw(st.lists(st.lists(cells, min_size=len(columns), max_size=len(columns)), max_size=6))
        sheets.append(Sheet(form.name.zh, [[one.title.zh for one in columns], *rows], file="任意.xlsx"))
    return Book("任意.xlsx", tuple(sheets))


@settings(max_examples=80)
@given(books(JUNK | LIKELY))
def test_no_book_breaks_the_judge_and_every_error_has_a_remedy(book):
    judgement = judge(book, choices=choices())
    assert all(one.says.zh and one.says.en for one in judgement.remarks)
    assert all(one.remedy.zh and one.remedy.en for one in judgement.remarks if one.stops)


@settings(max_examples=80)
@given(books(LIKELY))
def test_laying_a_county_over_itself_changes_nothing(book):
    county = judge(book, choices=choices()).county
    merged = merge(county, county).county
    assert not difference(merged, county)
    assert merge(merged, county).county == merged


@settings(max_examples=60)
@given(books(LIKELY), books(LIKELY))
def test_second_import_of_a_book_changes_nothing_whatever_was_there(first, second):
    known = judge(first, choices=choices()).county
    after = merge(known, judge(second, known, choices()).county).county
    assert not difference(after, judge(second, after, choices()).county)


@settings(max_examples=25)
@given(books(LIKELY))
def test_what_passes_is_written_and_read_again_with_nothing_lost(book):
    judgement = judge(book, choices=choices())
    if judgement.passes:
        again = judge(read_book(template(judgement.county), "再.xlsx"), choices=choices())
        assert again.passes
        assert not difference(judgement.county, again.county)


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_book_or_a_sentence(raw):
    try:
        told = judge(read_book(raw, "任意.csv")).remarks
    except Unreadable as refused:
        told = (refused.remark("任意.csv"),)
    assert all(one.says.zh for one in told)
