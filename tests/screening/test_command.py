"""`xuncha screen`: file to file, without a database."""

import gzip
import hashlib
import json
import re
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import call_command

from tests.screening.core.test_own import PRINTING
from xuncha.base import sheets_pieces
from xuncha.base.sheets_in import read_book
from xuncha.management.commands import screen
from xuncha.screening.core.run import screens
from xuncha.screening.core.table import FAMILIES

DOCS = Path(__file__).parents[2] / "docs"
LIST = '日期,凭证号,收款人,摘要,金额\n2024-03-05,1,甲公司,付印刷费,"18,640.00"\n2024-03-12,7,甲公司,付印刷费,"18,640.00"\n'


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "支付明细.csv"
    path.write_bytes(LIST.encode("gb18030"))
    return path


def test_it_prints_the_mapping_the_hits_and_what_does_not_apply(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("screen", "ledger", str(ledger))
    said = capsys.readouterr().out
    assert "《支付明细.csv》“支付明细”表：支付明细，读入 2 行" in said
    assert "“金额” → 金额（表头就是“金额”的常用写法）" in said
    assert "1. 2024-03-05至2024-03-12，向“甲公司”付了 2 笔同样的 18,640.00 元，疑似重复付款" in said
    assert "见《支付明细.csv》“支付明细”表第2行 E2，凭证 1，共 2 行" in said
    assert "【制单人与审核人同为一人】不适用：凭证里没有制单人；凭证里没有审核人" in said


def test_json_has_files_screens_and_remarks(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("screen", "ledger", str(ledger), "--json")
    found = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["rows"]) for one in found["files"]] == [("payments", 2)]
    hit = next(one for one in found["screens"] if one["screen"] == "duplicate_payments")["hits"][0]
    assert (hit["amount"], hit["evidence"][0]["cells"]["amount"]) == (1_864_000, "E2")


def test_the_workbook_is_written(ledger: Path, tmp_path: Path) -> None:
    call_command("screen", "ledger", str(ledger), "--out", str(tmp_path / "疑点.xlsx"))
    assert [sheet.name for sheet in read_book(tmp_path / "疑点.xlsx").sheets] == [
        "总表",
        "重复付款",
        "读取情况",
    ]


def test_one_unreadable_file_does_not_lose_the_other(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04broken")
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(broken), str(ledger))
    out = capsys.readouterr()
    assert stopped.value.code == 1
    assert "《坏.xlsx》" in out.err
    assert "读入 2 行" in out.out


def test_every_table_in_a_zip_is_read_and_what_is_none_is_named(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parcel = tmp_path / "账套.zip"
    with ZipFile(parcel, "w") as archive:
        archive.writestr("甲局/支付明细.csv", ledger.read_bytes())
        archive.writestr("甲局/照片.xlsx", b"PK\x03\x04broken")
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(parcel), "--json")
    found = json.loads(capsys.readouterr().out)
    assert stopped.value.code == 1
    assert [(one["file"], one["sheet"], one["rows"]) for one in found["files"]] == [
        ("账套.zip/支付明细.csv", "支付明细", 2)
    ]
    assert [one["file"] for one in found["remarks"]] == ["账套.zip/照片.xlsx"]


def test_a_folder_of_books_and_lists_is_read_and_a_column_of_a_list_named(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "账套"
    folder.mkdir()
    (folder / "说明.txt").write_text("不读", encoding="utf-8")
    (folder / "车辆.csv").write_text("车牌号,车型,能装\n云A1234,某牌,60L\n", encoding="utf-8")
    (folder / "加油.csv").write_text("车牌号,加油日期,加油量\n云A1234,2024-05-05,90\n", encoding="utf-8")
    call_command("screen", "ledger", str(folder), "--map", "能装=油箱（升）")
    said = capsys.readouterr().out
    assert "“能装” → 油箱（升）" in said
    assert "2024-05-05，云A1234 一天加油 90 升（0.00 元），油箱只有 60 升" in said


def test_nothing_readable_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.csv").write_text("楼层,朝向\n三楼,南\n", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(tmp_path / "x.csv"))
    assert stopped.value.code == 2
    assert "《x.csv》“x”表" in capsys.readouterr().err


def test_a_parameter_may_be_set_by_hand(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("screen", "ledger", str(ledger), "--set", "splitting.limit=20000")
    said = capsys.readouterr().out
    assert "限额：20,000.00元（命令行指定）" in said
    assert "【化整为零】疑点 1 个" in said


def test_an_unknown_parameter_is_refused_with_the_known_ones(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(ledger), "--set", "splitting.nothing=1")
    assert stopped.value.code == 2
    assert "splitting.limit" in capsys.readouterr().err


def test_the_list_names_every_screen_of_both_families(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("screen", "list", "--json")
    listed = [(one["family"], one["screen"]) for one in json.loads(capsys.readouterr().out)]
    assert listed == [(family, one.key) for family in FAMILIES for one in screens(family)]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "printing.toml").write_text(PRINTING.replace("value = 3", "value = 2"), encoding="utf-8")
    return folder


def test_own_screens_of_the_folder_run_with_the_others(
    ledger: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("screen", "ledger", str(ledger), "--own", str(own), "--json")
    last = json.loads(capsys.readouterr().out)["screens"][-1]
    assert (last["screen"], last["found"]) == ("printing", 1)
    assert last["hits"][0]["evidence"][0]["cells"]["amount"] == "E2"


def test_an_own_screen_that_is_none_is_named_and_the_others_run(
    ledger: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "bad.toml").write_text('key = "x"', encoding="utf-8")
    (own / "same.toml").write_text(PRINTING.replace('"printing"', '"splitting"'), encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(ledger), "--own", str(own))
    out = capsys.readouterr()
    assert stopped.value.code == 1
    assert "《bad.toml》" in out.err
    assert "已经有叫“splitting”的筛查" in out.err
    assert "【打印费多次小额支付】疑点 1 个" in out.out


def test_an_own_screen_is_tried_on_its_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "printing.toml"
    path.write_text(PRINTING, encoding="utf-8")
    call_command("screen", "test", str(path))
    assert "例子里的疑点都查出来了" in capsys.readouterr().out
    path.write_text(PRINTING.replace("FROM payments", "FROM '/etc/passwd'"), encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "test", str(path), "--json")
    assert stopped.value.code == 1
    assert "没有叫" in json.loads(capsys.readouterr().out)[0]["fault"]["zh"]


def test_a_screen_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("screen", "explain", "splitting")
    said = capsys.readouterr().out
    assert "splitting  化整为零" in said
    assert "限额：300,000.00元" in said
    call_command("screen", "explain", "tables", "--json")
    assert [one["screen"] for one in json.loads(capsys.readouterr().out)] == ["tables"]


def test_every_screen_of_the_list_is_explained_as_one_json_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "printing.toml").write_text(PRINTING, encoding="utf-8")
    call_command("screen", "list", "--own", str(tmp_path), "--json")
    keys = [one["screen"] for one in json.loads(capsys.readouterr().out)]
    call_command("screen", "explain", *keys, "--own", str(tmp_path), "--json")
    found = json.loads(capsys.readouterr().out)
    assert [one["screen"] for one in found] == keys
    assert {part["heading"]["zh"] for part in found[-1]["parts"]} >= {"为什么看", "方法", "核什么"}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("explain", "spliting"), "没有叫“spliting”的筛查项目。\n相近的有：splitting"),
        (("explain",), "例：xuncha screen explain duplicate_payments"),
        (("ledger", "{}", "--set", "splitting.limit=abc"), "“splitting.limit=abc”的值不对，现在是 300000。"),
        (("ledger", "{}", "--set", "splitting.skip=3"), "“splitting.skip=3”的值不对"),
        (("ledger", "{}", "--set", "spliting.limit=3"), "没有“spliting.limit”这个参数。\n相近的有：splitting.limit"),
        (("ledger", "{}", "--set", "splitting.least=3"), "相近的有：splitting.limit、splitting.days"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told_with_what_is_like_it(
    asked: tuple[str, ...], says: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", *(word.format(ledger) for word in asked))
    assert stopped.value.code == 2
    assert says in capsys.readouterr().err


def test_open_data_of_tenders_among_the_books_is_named(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "公开.jsonl"
    data.write_text('{"ocid": "x"}\n', encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(data), str(ledger))
    said = capsys.readouterr()
    assert stopped.value.code == 1
    assert "《公开.jsonl》：这是公开招标数据，不是账表。请用 xuncha screen tenders 筛查。" in said.err
    assert "读入 2 行" in said.out


def test_a_key_that_another_screen_has_is_told_when_the_file_is_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(PRINTING.replace('key = "printing"', 'key = "splitting"'), encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "test", str(path))
    assert stopped.value.code == 1
    assert "已经有叫“splitting”的筛查" in capsys.readouterr().out


def test_tenders_are_screened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tender = {
        "procurementMethod": "open",
        "numberOfTenderers": 1,
        "status": "complete",
        "title": "办公楼维修",
    }
    release = {
        "ocid": "ocds-1",
        "id": "1",
        "date": "2024-03-05T00:00:00Z",
        "tag": ["award"],
        "tender": {"id": "t1", **tender},
    }
    path = tmp_path / "releases.jsonl"
    path.write_text(json.dumps(release, ensure_ascii=False) + "\n", encoding="utf-8")
    call_command("screen", "tenders", str(path), "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["rows"]["tenders"] == 1
    single = next(one for one in found["screens"] if one["screen"] == "r018_single_bid")
    assert [hit["evidence"][0]["file"] for hit in single["hits"]] == ["releases.jsonl"]


def test_lists_of_tenders_are_told_with_their_columns_and_written_as_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "开标.csv", tmp_path / "疑点.xlsx"
    path.write_text("项目编号,投标人,投标报价\nP1,甲,100\nP1,乙,100\n", encoding="utf-8")
    call_command("screen", "tenders", str(path), "--out", str(out))
    said = capsys.readouterr().out
    assert "《开标.csv》“开标”表：投标情况表，读入 2 行" in said
    assert "“投标报价” → 投标报价（表头就是“投标报价”的常用写法）" in said
    assert [sheet.name for sheet in read_book(out).sheets] == ["总表", "不同单位报价完全相同", "读取情况"]


def test_a_place_that_cannot_be_written_is_told(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(ledger), "--out", str(tmp_path / "没有" / "疑点.xlsx"))
    assert stopped.value.code == 2
    assert "写不了 疑点.xlsx。\n请核对文件夹是否存在" in capsys.readouterr().err


def test_json_has_the_parts_that_the_docs_name(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("screen", "ledger", str(ledger), "--json")
    found = json.loads(capsys.readouterr().out)
    hit = next(one for one in found["screens"] if one["hits"])["hits"][0]
    named = {
        "": found, "files": found["files"][0], "screens": found["screens"][0], "hits": hit, "evidence": hit["evidence"][0],
    }  # fmt: skip
    told = (DOCS / "screening.md").read_text(encoding="utf-8").partition("## What `--json` gives")[2]
    rows = dict(re.findall(r"^\| `?(\w*)`? \| (.*) \|$", told.partition("\n## ")[0], re.MULTILINE))
    assert {part: set(re.findall(r"`(\w+)`", rows[part])) for part in named} == {
        part: set(keys) for part, keys in named.items()
    }


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="PySpark is installed")
def test_without_spark_the_command_names_the_extra(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(ledger), "--engine", "spark")
    assert stopped.value.code == 2
    assert "xuncha[spark]" in capsys.readouterr().err


def test_a_column_may_be_named_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "付款.csv"
    path.write_text(
        "何时,谁,多少\n05/03/2024,甲公司,150000.00\n06/03/2024,甲公司,60000.00\n", encoding="utf-8"
    )
    call_command(
        "screen",
        "ledger",
        str(path),
        "--map",
        "谁=收款人",
        "--map",
        "多少=amount",
        "--map",
        "何时=日期",
        "--days",
        "dmy",
        "--json",
    )
    found = json.loads(capsys.readouterr().out)
    assert [one["rows"] for one in found["files"]] == [2]
    assert {one["how"] for one in found["files"][0]["mapping"]["columns"]} == {"hand"}
    hit = next(one for one in found["screens"] if one["screen"] == "round_amounts")["hits"][0]
    assert hit["evidence"][0]["day"] == "2024-03-05"


def test_an_unknown_content_is_refused_with_the_known_ones(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(ledger), "--map", "摘要=心情")
    assert stopped.value.code == 2
    assert "收款人" in capsys.readouterr().err


def test_a_large_table_is_read_in_pieces_and_the_command_says_how_far(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets_pieces, "ROWS", 3)
    monkeypatch.setattr(screen, "TOLD_ROWS", 4)
    path = tmp_path / "支付明细.csv.gz"
    lines = [
        f"2024-03-{day:02},{day},甲公司,付印刷费,{amount}\n" for day, amount in enumerate([18640] * 9, 1)
    ]
    path.write_bytes(gzip.compress(("日期,凭证号,收款人,摘要,金额\n" + "".join(lines)).encode("gb18030")))
    call_command("screen", "ledger", str(path))
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "《支付明细.csv.gz》已读 6 行（100%） / rows read",
        "《支付明细.csv.gz》已读 9 行（100%） / rows read",
    ]
    assert "《支付明细.csv.gz》“支付明细”表：支付明细，读入 9 行" in said.out
    assert "见《支付明细.csv.gz》“支付明细”表第2行 E2，凭证 1，共 9 行" in said.out


def test_a_parquet_file_is_screened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "支付明细.parquet"
    columns = {"日期": ["2024-03-05", "2024-03-12"], "收款人": ["甲公司"] * 2, "金额": [18640.0, 18640.0]}
    pq.write_table(pa.table(columns), path)
    call_command("screen", "ledger", str(path), "--json")
    found = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["rows"]) for one in found["files"]] == [("payments", 2)]
    hit = next(one for one in found["screens"] if one["screen"] == "duplicate_payments")["hits"][0]
    assert [one["row"] for one in hit["evidence"]] == [2, 3]


def canonical(path: Path, credit: str = "1864000") -> Path:
    """Two equal payments as lines in canonical columns, amounts in cents."""
    lines = [
        f"entries,2024-03-{day},{number},付印刷费,{code},{name},{debit},{paid},甲公司"
        for day, number in (("05", 1), ("12", 7))
        for code, name, debit, paid in (("5001", "费用", credit, 0), ("1002", "银行存款", 0, credit))
    ]
    head = "kind,day,voucher_no,summary,account_code,account_name,debit,credit,payee"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def test_lines_in_canonical_columns_are_screened_where_they_lie(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets_pieces, "in_pieces", None)
    path = canonical(tmp_path / "lines.csv")
    call_command("screen", "ledger", str(path), "--json")
    found = json.loads(capsys.readouterr().out)
    (file,) = found["files"]
    assert (file["rows"], file["sha256"]) == (4, hashlib.sha256(path.read_bytes()).hexdigest())
    assert {one["field"]: one["column"] for one in file["mapping"]["columns"]}["credit"] == 8
    (hit,) = next(one for one in found["screens"] if one["screen"] == "duplicate_payments")["hits"]
    assert hit["amount"] == 1_864_000
    assert [(one["row"], one["cells"]["credit"]) for one in hit["evidence"]] == [(3, "H3"), (5, "H5")]


def test_canonical_columns_with_other_cells_in_them_are_read_as_any_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = canonical(tmp_path / "lines.csv", credit="18640.50")
    call_command("screen", "ledger", str(path), "--map", "credit=贷方金额", "--json")
    by_hand = json.loads(capsys.readouterr().out)["files"]
    call_command("screen", "ledger", str(path), "--json")
    alone = json.loads(capsys.readouterr().out)
    assert [one["counts"].get("read", 0) for one in (*by_hand, *alone["files"])] == [4, 4]
    assert "按普通表读取，金额按元" in json.dumps(alone["remarks"], ensure_ascii=False)


def test_a_file_that_breaks_off_is_told_and_the_rest_screened(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = gzip.compress(
        ledger.read_bytes() + b"".join(b"2024-03-05,%d,x,y,%d\n" % (at, at) for at in range(9999))
    )
    path = ledger.with_suffix(".csv.gz")
    path.write_bytes(packed[:-4000])
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", "ledger", str(path))
    out = capsys.readouterr()
    assert stopped.value.code == 1
    assert "压缩文件不完整，读到第" in out.err
    assert "疑似重复付款" in out.out
