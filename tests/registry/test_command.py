"""`xuncha registry`: file to file without a database, and the import with its dry run."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.registry.core.books import UNITS, xlsx
from xuncha.base.sheets_in import read_book
from xuncha.registry.models import Organisation


def run(*arguments):
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("registry", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def county(tmp_path):
    file = tmp_path / "县情.xlsx"
    file.write_bytes(xlsx({"单位": UNITS}))
    return file


@pytest.fixture
def faulty(tmp_path):
    file = tmp_path / "县情.xlsx"
    file.write_bytes(xlsx({"单位": [*UNITS, ["水务局", "", ""]]}))
    return file


def test_template_is_written_and_not_overwritten(tmp_path):
    file = tmp_path / "模板.xlsx"
    assert run("template", file)[0] == 0
    before = file.read_bytes()
    code, _, err = run("template", file, "--county", "530127")
    assert (code, file.read_bytes()) == (2, before)
    assert "--force" in err


def test_template_of_a_county_tells_what_was_filled_in(tmp_path):
    code, out, _ = run("template", tmp_path / "嵩明.xlsx", "--county", "530127")
    assert code == 0
    assert "待核对" in out


def test_unknown_county_writes_nothing(tmp_path):
    code, _, err = run("template", tmp_path / "无.xlsx", "--county", "999999")
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert "530127" in err


def test_blank_form_is_written_with_the_name_of_the_unit(tmp_path):
    file = tmp_path / "情况表.xlsx"
    assert run("template", file, "--blank", "单位基本情况表", "--unit", "水务局")[0] == 0
    rows = read_book(file).sheets[0].rows
    assert rows[1][0].startswith("填报单位：水务局")
    assert rows[3][1] == "水务局"


def test_check_passes_a_sound_workbook_without_a_database(county):
    code, out, err = run("check", county)
    assert (code, err) == (0, "")
    assert "单位 2" in out


def test_check_tells_place_and_remedy_and_exits_with_one(faulty):
    code, _, err = run("check", faulty)
    assert code == 1
    assert "“单位”表第4行“单位名称”列：与第 2 行重复：水务局。请删去一行，或改正其中一行。" in err


def test_check_speaks_json(faulty):
    code, out, err = run("check", faulty, "--json")
    told = json.loads(out)
    assert (code, err, told["passes"], told["counts"]["units"]) == (1, "", False, 2)
    remark = next(one for one in told["remarks"] if one["level"] == "error")
    assert (remark["sheet"], remark["row"], remark["column"]) == ("单位", 4, "单位名称")
    assert remark["says"]["en"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"%PDF-1.4", "这是 PDF 文件，不是表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "文件设有打开密码"),
    ],
)
def test_unreadable_file_is_a_sentence_and_exit_code_two(tmp_path, raw, says):
    file = tmp_path / "坏.xlsx"
    file.write_bytes(raw)
    code, _, err = run("check", file)
    assert code == 2
    assert says in err
    assert "Traceback" not in err


def test_absent_file_is_told(tmp_path):
    code, _, err = run("check", tmp_path / "没有.xlsx")
    assert code == 2
    assert "没有找到文件 没有.xlsx" in err


@pytest.mark.django_db
def test_dry_run_changes_nothing(cast, county):
    before = Organisation.objects.count()
    code, out, _ = run("import", county, "--as", "office", "--dry-run")
    assert (code, Organisation.objects.count()) == (0, before)
    assert "单位：新增 2，改动 0" in out


@pytest.mark.django_db
def test_import_needs_a_yes(cast, county):
    before = Organisation.objects.count()
    code, _, err = run("import", county, "--as", "office")
    assert (code, Organisation.objects.count()) == (3, before)
    assert "没有确认" in err


@pytest.mark.django_db
def test_import_writes_and_the_second_time_there_is_nothing_to_do(cast, county):
    assert run("import", county, "--as", "office", "--yes")[0] == 0
    count = Organisation.objects.count()
    code, out, _ = run("import", county, "--as", "office", "--yes")
    assert (code, Organisation.objects.count()) == (0, count)
    assert "完全一致" in out


@pytest.mark.django_db
def test_import_of_a_faulty_workbook_changes_nothing(cast, faulty):
    before = Organisation.objects.count()
    assert run("import", faulty, "--as", "office", "--yes")[0] == 1
    assert Organisation.objects.count() == before


@pytest.mark.django_db
def test_import_by_an_account_without_the_right_is_refused(cast, county):
    before = Organisation.objects.count()
    code, _, err = run("import", county, "--as", "member", "--yes")
    assert (code, Organisation.objects.count()) == (3, before)
    assert "没有办理这件事的权限" in err


@pytest.mark.django_db
def test_import_asks_who_when_the_office_has_several(cast, county):
    code, _, err = run("import", county, "--yes")
    assert code == 3
    assert "--as" in err


@pytest.mark.django_db
def test_a_marked_workbook_is_not_imported_by_command_either(cast, county):
    marked = county.rename(county.with_name("【机密】县情.xlsx"))
    before = Organisation.objects.count()
    code, out, err = run("import", marked, "--as", "office", "--yes")
    assert (code, Organisation.objects.count()) == (2, before)
    assert "国家秘密标志" in err
    assert "机密" not in out
