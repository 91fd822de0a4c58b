import gzip

import pytest

from tests.registry.core.books import UNITS, book, errors, judged, notices, xlsx
from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.span import UNKNOWN, Day
from xuncha.registry.choices import choices
from xuncha.registry.core import judge as judging
from xuncha.registry.core import recognising
from xuncha.registry.core.county import County, Link, Party, Post, Tenure, Unit, Workload
from xuncha.registry.core.judge import judge


def test_three_columns_suffice():
    judgement = judged({"单位": UNITS})
    assert judgement.passes
    county = judgement.county
    assert [unit.name for unit in county.units] == ["水务局", "妇联"]
    assert county.parties == (Party("水务局党组", "党组"), Party("群团联合支部", "联合党支部"))
    assert county.links == (Link("水务局", "水务局党组"), Link("妇联", "群团联合支部"))
    assert county.posts[0] == Post("unit", "水务局", "主要负责人", head=True, key_post=True)
    assert county.tenures[0] == Tenure(("甲一", ""), county.posts[0].key, UNKNOWN, None, "任职")


def test_text_table_with_the_three_columns_is_recognised_whatever_its_name():
    text = "单位,党组织,负责人\n水务局,水务局党组,甲一\n".encode("gb18030")
    assert judge(read_book(text, "导出0305.csv")).county.units == (Unit("水务局"),)


def test_compressed_text_table_is_read():
    text = gzip.compress("单位名称\n水务局\n".encode())
    assert judge(read_book(text, "单位.csv.gz")).county.units == (Unit("水务局"),)


def test_title_rows_merged_headings_and_sheet_numbering_are_tolerated():
    rows = [
        ["明川县单位情况"],
        ["序号", "单位名称", "党建", None],
        [None, None, "所属党组织", "主要负责人"],
        [1, "水务局", "水务局党组", "甲一"],
    ]
    merges = {"1.单位（2026）": ["A1:D1", "A2:A3", "B2:B3", "C2:D2"]}
    judgement = judged({"1.单位（2026）": rows}, merges=merges)
    assert judgement.passes
    assert judgement.county.tenures[0].person == ("甲一", "")


def test_judging_goes_on_after_errors_and_keeps_the_sound_rows():
    judgement = judged(
        {"单位": [["单位名称", "层级"], [None, "县级"], ["水务局", "县级"], ["水务局", "县级"]]}
    )
    assert errors(judgement) == [
        ("单位", 2, "单位名称", "“单位名称”没有填"),
        ("单位", 4, "单位名称", "与第 3 行重复：水务局"),
    ]
    assert [unit.name for unit in judgement.county.units] == ["水务局"]


def test_unknown_unit_is_an_error_with_the_nearest_name():
    judgement = judged({"单位": UNITS, "工作量": [["单位名称", "人数"], ["水物局", 5], ["水务局", 6]]})
    assert errors(judgement) == [("工作量", 2, "单位名称", "没有名为“水物局”的单位")]
    assert "是不是“水务局”？" in next(one for one in judgement.remarks if one.stops).remedy.zh
    assert judgement.county.workloads == (Workload("水务局", 6),)


def test_same_heading_twice_is_an_error():
    judgement = judged({"单位": [["单位名称", "层级", "单位"], ["水务局", "县级", "妇联"]]})
    assert [(sheet, row, column) for sheet, row, column, _ in errors(judgement)] == [("单位", 1, "单位")]


def test_missing_required_column_is_told_with_the_headings_found():
    judgement = judged({"单位": UNITS, "任职": [["姓名", "单位"], ["甲一", "水务局"]]})
    assert errors(judgement) == [("任职", 1, "", "缺少“职务”列")]
    assert "姓名、单位" in next(one for one in judgement.remarks if one.stops).remedy.zh


def test_unknown_sheet_and_empty_sheet_are_notices():
    judgement = judged({"单位": UNITS, "食堂菜单": [["周一", "周二"]], "任职": []})
    assert judgement.passes
    assert "不认识这张工作表，没有读取" in notices(judgement)
    assert "这张表是空的" in notices(judgement)


def test_nothing_to_read_is_an_error():
    assert [says for *_, says in errors(judged({"食堂菜单": [["周一", "周二"], ["面", "饭"]]}))] == [
        "没有找到能读的表"
    ]


def test_no_unit_at_all_is_an_error():
    assert [says for *_, says in errors(judged({"党组织": [["党组织名称"], ["水务局党组"]]}))] == [
        "一个单位也没有"
    ]


def test_rows_may_refer_to_what_the_registry_knows():
    known = County(units=(Unit("水务局"),))
    judgement = judged({"工作量": [["单位名称", "人数"], ["水务局", 5]]}, known)
    assert errors(judgement) == []


@pytest.mark.parametrize(
    ("heading", "cell", "says"),
    [
        ("任职时间", "三月份", "“三月份”不是日期"),
        ("任职时间", 2021.1, "“2021.1”分不清是1月还是10月（Excel 会把 2021.10 显示成 2021.1）"),
        ("任职时间", "2021-02-30", "“2021-02-30”这一天不存在或年份不对"),
        ("任职方式", "借用", "“借用”不在常用选项里"),
        ("职务", "很" * 61, "有 61 个字，最多 60 个字"),
    ],
)
def test_cell_that_does_not_fit_is_told_with_its_place(heading, cell, says):
    head = dict.fromkeys(["姓名", "单位", "职务", heading])
    values = {"姓名": "甲一", "单位": "水务局", "职务": "局长", heading: cell}
    rows = [list(head), [values[key] for key in head]]
    judgement = judged({"单位": [["单位名称"], ["水务局"]], "任职": rows})
    assert errors(judgement) == [("任职", 2, heading, says)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("2021.03", Day(2021, 3)), ("不详", UNKNOWN), ("", UNKNOWN), ("2021年3月15日", Day(2021, 3, 15))],
)
def test_dates_as_people_write_them(written, kept):
    rows = [["姓名", "单位", "职务", "任职时间"], ["甲一", "水务局", "局长", written]]
    judgement = judged({"单位": [["单位名称"], ["水务局"]], "任职": rows})
    assert judgement.passes
    assert judgement.county.tenures[0].starts == kept


def test_end_before_start_is_an_error():
    rows = [
        ["姓名", "单位", "职务", "任职时间", "离任时间"],
        ["甲一", "水务局", "局长", "2021.03", "2020.01"],
    ]
    assert errors(judged({"单位": [["单位名称"], ["水务局"]], "任职": rows})) == [
        ("任职", 2, "离任时间", "结束（2020-01）早于开始（2021-03）")
    ]


def test_money_is_read_in_the_unit_of_its_heading():
    for heading, cents in (
        ("年度预算（万元）", 120_000_000),
        ("年度预算", 120_000_000),
        ("年度预算（元）", 12_000),
    ):
        judgement = judged({"单位": UNITS, "工作量": [["单位名称", heading], ["水务局", "120.00"]]})
        assert judgement.county.workloads[0].budget == cents


ID = "53012719780101" + "1234"


@pytest.mark.parametrize("number", [ID, int(ID), f"{ID[:-1]}X", "530127780101123"])
def test_identity_number_is_refused_and_never_repeated(number):
    rows = [["姓名", "区分"], ["甲一", number], ["乙二", "教育局"]]
    judgement = judged({"单位": UNITS, "人员": rows})
    assert errors(judgement) == [("人员", 2, "区分", "内容像是身份证号，本系统不收")]
    assert str(number) not in repr(judgement)
    assert [person.name for person in judgement.county.persons if person.code] == ["乙二"]


@pytest.mark.parametrize("heading", ["身份证号码", "备用"])
def test_column_of_identity_numbers_is_not_read(heading):
    rows = [["姓名", heading], ["甲一", ID]]
    judgement = judged({"单位": UNITS, "人员": rows})
    assert judgement.passes
    assert "本系统不收身份证号，这一列没有读取，也不会保存" in notices(judgement)
    assert ID not in repr(judgement)


def test_identity_number_in_a_date_is_not_repeated():
    rows = [["姓名", "出生年月"], ["甲一", ID]]
    assert ID not in repr(judged({"单位": UNITS, "人员": rows}))


def test_example_rows_are_left_out_and_one_written_over_is_told():
    rows = [["序号", "单位名称"], ["示例", "明川县水务局"], ["示例", "石桥局"], [1, "水务局"]]
    judgement = judged({"单位": rows})
    assert [unit.name for unit in judgement.county.units] == ["水务局"]
    assert [one.place.row for one in judgement.remarks if "示例" in one.says.zh] == [3]


def test_formula_without_result_is_a_notice():
    judgement = judged({"单位": [["单位名称", "备注"], ["水务局", "=1+1"]]})
    assert judgement.passes
    assert any("公式" in says for says in notices(judgement))


def test_namesakes_must_be_told_apart():
    judgement = judged({"单位": UNITS, "人员": [["姓名"], ["甲一"], ["甲一"]]})
    assert errors(judgement) == [("人员", 3, "姓名", "与第 2 行重复：甲一")]
    assert "区分" in next(one for one in judgement.remarks if one.stops).remedy.zh


def test_reference_to_one_of_several_namesakes_is_an_error():
    rows = {
        "单位": [["单位名称"], ["水务局"]],
        "人员": [["姓名", "区分"], ["甲一", "水务"], ["甲一", "教育"]],
        "任职": [["姓名", "单位", "职务"], ["甲一", "水务局", "局长"]],
    }
    assert errors(judged(rows)) == [("任职", 2, "姓名", "叫“甲一”的有 2 人")]


def test_rank_and_grade_in_each_others_column_are_errors():
    rows = [
        ["单位", "职务", "领导职务层次", "职级"],
        ["水务局", "局长", "一级主任科员", None],
        ["水务局", "副局长", None, "乡科级副职"],
    ]
    found = errors(judged({"单位": [["单位名称"], ["水务局"]], "职务": rows}))
    assert [says for *_, says in found] == [
        "“一级主任科员”是职级，却填在“领导职务层次”列",
        "“乡科级副职”是领导职务层次，却填在“职级”列",
    ]


def test_circle_of_parents_is_an_error_at_each_of_its_rows():
    rows = [["单位名称", "主管单位"], ["甲局", "乙局"], ["乙局", "甲局"], ["丙局", "甲局"]]
    found = errors(judged({"单位": rows}))
    assert [(row, says) for _, row, _, says in found] == [
        (2, "上级关系绕成了圈：甲局 → 乙局 → 甲局"),
        (3, "上级关系绕成了圈：乙局 → 甲局 → 乙局"),
    ]


def _heads(*tenures):
    return judged(
        {
            "单位": [["单位名称", "所属党组织"], ["水务局", "水务局党组"], ["教育局", "教育局党组"]],
            "职务": [["单位", "职务", "主要负责人"], ["水务局", "局长", "是"], ["教育局", "局长", "是"]],
            "任职": [["姓名", "单位", "职务", "任职时间", "离任时间", "任职方式"], *map(list, tenures)],
        }
    )


def test_vacant_acting_concurrent_and_handover_are_notices():
    judgement = _heads(
        ("甲一", "水务局", "局长", "2020.01", "2023.05", None),
        ("乙二", "水务局", "局长", "2023.05", None, "主持工作"),
        ("乙二", "教育局", "局长", "2023.05", None, "兼任"),
        ("丙三", "教育局", "局长", "2020.01", "2023.05", None),
    )
    assert judgement.passes
    assert any(says.startswith("主持工作：乙二") for says in notices(judgement))
    assert any(says.startswith("兼任：乙二同时任") for says in notices(judgement))


def test_overlap_in_the_month_of_change_is_a_notice():
    judgement = _heads(
        ("甲一", "水务局", "局长", "2020.01", "2023.05", None),
        ("乙二", "水务局", "局长", "2023.05", None, None),
    )
    assert judgement.passes
    assert any("在交接月重叠" in says for says in notices(judgement))
    assert any(says.startswith("空缺：教育局局长") for says in notices(judgement))


def test_two_heads_for_longer_than_a_handover_are_an_error():
    judgement = _heads(
        ("甲一", "水务局", "局长", "2020.01", "2023.12", None),
        ("乙二", "水务局", "局长", "2023.05", None, None),
    )
    assert [says for *_, says in errors(judgement)] == [
        "水务局局长同时有两人任职：甲一（2020-01至2023-12）、乙二（2023-05至今）"
    ]


def test_head_column_that_contradicts_the_tenures_is_an_error():
    judgement = judged(
        {
            "单位": [["单位名称", "主要负责人"], ["水务局", "甲一"]],
            "职务": [["单位", "职务", "主要负责人"], ["水务局", "局长", "是"]],
            "任职": [["姓名", "单位", "职务"], ["乙二", "水务局", "局长"]],
        }
    )
    assert errors(judgement) == [
        ("单位", 2, "主要负责人", "水务局的主要负责人写的是“甲一”，但任职记录里在任的是“乙二”")
    ]


def test_two_sheets_that_contradict_each_other_are_told_with_both_places():
    judgement = judged(
        {
            "单位": [["单位名称", "层级"], ["水务局", "县级"]],
            "单位基本情况表": [["单位名称", "层级", "人数"], ["水务局", "乡级", 5]],
        }
    )
    (error,) = errors(judgement)
    assert error[:2] == ("单位基本情况表", 2)
    assert "“单位”表第2行写的是“县级”" in error[3]


def test_vacant_head_is_a_notice_not_a_person():
    judgement = judged({"单位": [["单位名称", "所属党组织", "主要负责人"], ["水务局", "党组", "空缺"]]})
    assert judgement.passes
    assert judgement.county.persons == ()
    assert notices(judgement) == ["空缺：水务局主要负责人没有登记在任人员"]


def test_remarks_come_in_the_order_of_the_file():
    judgement = judged({"单位": [["单位名称", "层级"], ["甲局", "省级"], [None, "县级"], ["乙局", "省级"]]})
    rows = [one.place.row for one in judgement.remarks]
    assert rows == sorted(rows)


def test_judging_needs_no_words_of_choice():
    assert judge(book({"单位": [["单位名称", "单位类别"], ["水务局", "奇怪"]]})).passes
    assert choices()["unit_category"]


def test_workbook_that_cannot_be_read_is_refused_before_the_judge():
    with pytest.raises(Unreadable):
        read_book(xlsx({"单位": []}), "空.xlsx")


def test_sheet_too_long_for_a_county_is_told_and_not_judged(monkeypatch):
    monkeypatch.setattr(recognising, "MOST_ROWS", 2)
    judgement = judged({"单位": UNITS})
    assert [says for *_, says in errors(judgement)] == ["有 3 行，超过 2 行，不像县情登记工作簿"]


def test_many_remarks_of_one_column_are_shortened(monkeypatch):
    monkeypatch.setattr(judging, "MOST_REMARKS", 2)
    judgement = judged({"单位": [["单位名称", "层级"], *([f"第{n}局", "省级"] for n in range(5))]})
    of_level = [one for one in judgement.remarks if one.place.column == "层级"]
    assert [one.place.row for one in of_level] == [2, 3, None]
    assert of_level[-1].says.zh == "这里另有 3 处问题没有逐条列出"


def test_two_head_posts_of_one_unit_are_a_notice():
    rows = [["单位", "职务", "主要负责人"], ["水务局", "局长", "是"], ["水务局", "党组书记", "是"]]
    judgement = judged({"单位": [["单位名称"], ["水务局"]], "职务": rows})
    assert judgement.passes
    assert "水务局登记了两个主要负责人职务：局长、党组书记" in notices(judgement)
