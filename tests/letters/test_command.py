"""`xuncha letters suggest`: file to file, without a database, and never a letter's text on the terminal."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from xuncha.base.sheets_in import read_book

SECRET = "赵钱孙家的水渠"
TABLE = f"日期,渠道,反映内容\n2026-03-05,来信,{SECRET}坏了，恳请帮忙解决。\n2026-03-06,来信,\n"
REAL = Path(__file__).parents[3] / "shared" / "data" / "petitions" / "hot_topics_unlabelled.csv.gz"


def run(*arguments):
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("letters", "suggest", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "来信.csv"
    file.write_bytes(TABLE.encode("gb18030"))
    return file


def test_rows_that_cannot_be_read_are_told_and_the_rest_is_listed(table):
    code, out, err = run(table)
    assert code == 1
    assert "第2行  转主管部门 / 转信访局" in out
    assert "第3行“反映内容”列" in err


def test_the_text_of_a_letter_never_reaches_the_terminal(table, tmp_path):
    for more in ([], ["--json"], ["--out", tmp_path / "o.xlsx", "--with-text"]):
        _, out, err = run(table, *more)
        assert SECRET not in out + err


def test_the_workbook_holds_texts_only_when_asked(table, tmp_path):
    with_text, without = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    run(table, "--out", with_text, "--with-text")
    run(table, "--out", without)
    cells = [[str(c) for row in read_book(f).sheets[0].rows for c in row] for f in (with_text, without)]
    assert [any(SECRET in cell for cell in each) for each in cells] == [True, False]


def test_json_holds_lines_summary_and_remarks(table):
    _, out, _ = run(table, "--json")
    found = json.loads(out)
    assert [(line["row"], line["matters"]) for line in found["lines"]] == [(2, 1)]
    assert found["summary"]["letters"] == 1
    assert found["remarks"][0]["row"] == 3


def test_a_file_that_is_no_table_ends_with_a_sentence(tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4")
    code, _, err = run(file)
    assert code == 2
    assert "这是 PDF 文件" in err


def test_an_unknown_channel_is_refused_with_the_list(table):
    code, _, err = run(table, "--channel", "飞鸽")
    assert code == 2
    assert "没有这种渠道" in err


@pytest.mark.real_data
def test_every_real_letter_is_listed(tmp_path):
    if not REAL.exists():
        pytest.skip("the public petitions are not beside the checkout")
    code, out, _ = run(REAL, "--json")
    found = json.loads(out)
    assert code == 0
    assert found["summary"]["letters"] == 2152
    assert {line["row"] for line in found["lines"]} == set(range(2, 2154))
