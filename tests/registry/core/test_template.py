import io

import openpyxl
import pytest

from tests.registry.core.books import UNITS, judged
from xuncha.base.sheets_in import read_book
from xuncha.base.span import Day
from xuncha.office.demo.county import BIG_STREET, demo_county
from xuncha.registry.choices import choices
from xuncha.registry.core.county import County, Guest, Unit
from xuncha.registry.core.form import blank_forms, county_forms, forms
from xuncha.registry.core.judge import judge
from xuncha.registry.core.merging import difference, merge
from xuncha.registry.core.rows import in_tree_order
from xuncha.registry.core.template import blank, template
from xuncha.registry.divisions import NoSuchCounty, county_frame


@pytest.fixture(scope="module")
def demo():
    return demo_county()


def test_empty_template_has_every_sheet_a_guide_and_only_examples():
    book = read_book(template(choices=choices()), "模板.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["填写说明", *(form.name.zh for form in county_forms())]
    judgement = judge(book, choices=choices())
    assert [one.says.zh for one in judgement.remarks] == ["一个单位也没有"]
    assert judgement.county == County()


def test_a_guest_of_another_county_goes_out_and_comes_in_again_and_is_in_the_pool():
    guest = Guest(("郑平", ""), Day(2026, 3, 1), Day(2026, 6, 30), "邻川县", "统筹函")
    county = County(units=(Unit("水务局", "政府部门"),), guests=(guest,))
    read = judge(read_book(template(county, choices()), "县情.xlsx"), choices=choices())
    assert [one.line().zh for one in read.remarks if one.stops] == []
    assert read.county.guests == (guest,)
    assert [one.person for one in read.county.cadres] == [("郑平", "")]


def test_a_loan_that_ends_before_it_begins_is_told_with_its_row():
    head = ["姓名", "派出县（区）", "派入日期", "期满日期"]
    found = judged({"异地交叉派入": [head, ["郑平", "邻川县", "2026-06-30", "2026-03-01"]]}, _named())
    (fault,) = (one for one in found.remarks if one.stops)
    assert (fault.place.sheet, fault.place.row, fault.place.column) == ("异地交叉派入", 2, "期满日期")
    assert found.county.guests == ()


def test_every_column_has_a_heading_of_its_own():
    for form in forms():
        spellings = [spelling for one in form.fields for spelling in one.headings()]
        assert len(spellings) == len(set(spellings)), form.key


def test_template_has_notes_and_drop_downs():
    page = openpyxl.load_workbook(io.BytesIO(template(choices=choices())))["单位"]
    assert page["B2"].value == "单位名称"
    assert page["B2"].comment.text.startswith("必填")
    assert any(
        "选项" in rule.formula1 or "县级" in rule.formula1 for rule in page.data_validations.dataValidation
    )


def test_no_form_asks_for_an_identity_number():
    for form in forms():
        assert not any("身份证" in one.title.zh or "证件" in one.title.zh for one in form.fields)


def test_examples_would_pass_the_judge():
    for form in county_forms():
        head = [one.title.zh for one in form.fields]
        rows = [[_cell(one, example.get(one.key)) for one in form.fields] for example in form.examples]
        judgement = judged({form.name.zh: [head, *rows]}, _named())
        assert [one.line().zh for one in judgement.remarks if one.stops] == []


def _cell(field, value):
    if isinstance(value, bool):
        return "是" if value else "否"
    return value / 1_000_000 if field.wan and value is not None else value


def _named():
    names = ["明川县水务局", "明川县审计局", "明川县教育体育局"]
    rows = [["单位名称", "所属党组织"], *([name, "中共明川县委县直机关工作委员会"] for name in names)]
    rows.append(["明川县某局", "中共明川县教育体育局机关支部"])
    return judged({"单位": rows}).county


def test_county_written_and_read_again_is_the_same(demo):
    judgement = judge(read_book(template(demo, choices()), "明川.xlsx"), choices=choices())
    assert judgement.passes
    for (name, ours), (_, read) in zip(demo.lists(), judgement.county.lists(), strict=True):
        assert set(read) == set(ours), name


def test_demo_county_is_the_same_from_the_same_seed_and_of_the_promised_size(demo):
    assert demo_county() == demo
    assert demo_county(7) != demo
    counts = demo.counts()
    assert 110 <= counts["units"] <= 130
    assert 330 <= counts["posts"] <= 370
    assert counts["cadres"] == 300
    assert len({item.round for item in demo.inspected}) == 2
    street = {tenure.person for tenure in demo.tenures if tenure.post[1] == BIG_STREET and tenure.open}
    assert len(street) >= 100
    assert {person.code for person in demo.persons} == {"虚构"}


def test_reading_the_same_county_twice_differs_in_nothing(demo):
    assert not difference(demo, demo)
    assert merge(demo, demo).county == demo


def test_blank_forms_come_back_by_the_same_judge():
    known = judged({"单位": UNITS}).county
    for form in blank_forms():
        book = read_book(blank(form, choices(), "水务局"), "回收.xlsx")
        judgement = judge(book, known, choices())
        assert [one.line().zh for one in judgement.remarks if one.stops] == [], form.key


def test_roster_that_came_back_gives_person_post_and_tenure():
    known = judged({"单位": UNITS}).county
    rows = [
        ["单位", "姓名", "职务", "领导职务层次", "任职时间", "管钱"],
        ["水务局", "丙三", "副局长", "乡科级副职", "2022.08", "是"],
    ]
    county = judged({"干部花名册": rows}, known).county
    assert (county.persons[0].name, county.persons[0].unit) == ("丙三", "水务局")
    assert (county.posts[0].rank, county.posts[0].over_money) == ("乡科级副职", True)
    assert str(county.tenures[0].starts) == "2022-08"


def test_recommendation_that_came_back_gives_a_cadre():
    known = judged({"单位": UNITS}).county
    rows = [
        ["姓名", "单位", "人员身份", "职级", "专长"],
        ["丁四", "妇联", "参公", "二级主任科员", "文字综合、法律"],
    ]
    cadre = judged({"人才库推荐表": rows}, known).county.cadres[0]
    assert (cadre.unit, cadre.identity, cadre.skills) == ("妇联", "参公", ("文字综合", "法律"))


def test_frame_of_a_real_county_marks_zones_and_everything_to_be_checked():
    county = county_frame("530127")
    places = {unit.name: unit.category for unit in county.units if unit.code}
    assert places["嵩阳街道办事处"] == "街道"
    assert places["牛栏江镇人民政府"] == "镇"
    assert places["嵩明杨林经济技术开发区"] == "开发区"
    assert len(places) == 8
    assert all(unit.to_check for unit in county.units)
    assert judge(read_book(template(county, choices()), "嵩明.xlsx"), choices=choices()).passes


def test_unknown_county_code_is_told():
    with pytest.raises(NoSuchCounty) as refused:
        county_frame("999999")
    assert "999999" in refused.value.says.zh


def test_tree_order_puts_nodes_below_their_parents_and_survives_a_circle():
    county = judged({"单位": [["单位名称", "主管单位"], ["乙", "甲"], ["甲", None], ["丙", "乙"]]}).county
    assert [(depth, node.name) for depth, node in in_tree_order(county.units)] == [
        (0, "甲"),
        (1, "乙"),
        (2, "丙"),
    ]


def test_difference_names_what_is_added_and_changed():
    old = judged({"单位": UNITS}).county
    new = judged({"单位": [["单位名称", "层级"], ["水务局", "县级"], ["教育局", "县级"]]}).county
    found = difference(old, new)
    told = {(change.kind, change.thing.shown().zh, tuple(change.fields)) for change in found.changes}
    assert told == {("changed", "水务局", ("level",)), ("added", "教育局", ())}
    assert not difference(merge(old, new).county, new)


def test_name_that_looks_like_a_formula_is_written_as_text():
    county = judged({"单位": [["单位名称"], ["@水务局"]]}).county
    cell = openpyxl.load_workbook(io.BytesIO(template(county)))["单位"]["B3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("@水务局", "s", True)
