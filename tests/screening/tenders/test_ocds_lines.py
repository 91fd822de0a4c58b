"""The engine's own parsing and the slow careful reading give the same rows and name the same faults."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.screening.tenders.files import award, bid, in_memory, lines, on_disk, release, value
from xuncha.screening.core import ocds_lines
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.ocds import JsonFile, OcdsReading, lay_ocds
from xuncha.screening.core.processes import put_together
from xuncha.screening.core.table import tables

WHOLE = release(
    "k", [bid("A", 10.01, id=1, date="2024-03-01T10:00:00+08:00"), bid(["Z", "A"], 12, relatedLots=["2", "1"])],
    [award("A", 10.01, id="a1", date="2024-04-01", items=[{"id": 1, "classification": {"id": "4412"}, "quantity": 2.5}])],
    date="2024-01-01T00:00:00Z", buyer={"id": "B", "name": "采购人"}, planning={"project": "道路"},
    tender_title="路", tender_status="complete", tender_procurementMethod="open", tender_numberOfTenderers=2,
    tender_tenderPeriod={"startDate": "2024-02-01", "endDate": "2024-03-01T00:00:00Z"}, tender_value=value(20),
    tender_procuringEntity={"name": "只有名字"}, tender_items=[{"id": "i", "unit": {"name": "吨", "value": value("3.5")}}],
    tender_lots=[{"id": "1", "value": value(1)}], tender_documents=[{"id": "d", "datePublished": "2024-01-02"}],
    contracts=[{"id": "c", "awardID": "a1", "value": value(11), "dateSigned": "2024-05-01", "amendments": [{}],
                "implementation": {"transactions": [{"value": value(3)}, {"amount": value(4)}, {"value": value(9, "USD")}]}}],
    parties=[{"id": "A", "name": "甲", "contactPoint": {"telephone": 123, "email": "x"}, "address": {"streetAddress": "路1号"},
              "identifier": {"id": "9"}, "details": {"incorporationDate": "2020-01-01"}}],
)  # fmt: skip
ODD: tuple[Any, ...] = (
    "not json\n", '{"ocid":"cut"\n', "[1,2]\n", "\n", "   \n", '{"id":"no ocid"}\n',
    {"ocid": "a", "bids": [1]}, {"ocid": "b", "bids": {"details": {"id": "one"}}}, {"ocid": "c", "bids": {"details": [None, 7]}},
    {"ocid": "d", "bids": {"details": [{"value": 5, "tenderers": {"id": "Q"}}]}}, {"ocid": "e", "awards": {"id": "x"}},
    {"ocid": "f", "tender": "text", "date": "nonsense"}, {"ocid": "g", "tender": {"numberOfTenderers": 2.5}},
    {"ocid": "h", "bids": {"details": [bid("A", 1) | {"value": value("12 元")}, bid("A") | {"value": value("1e3")}]}},
    {"ocid": "i", "awards": [{"status": "active"}, {"status": "unsuccessful"}, award("A", 12345678901234567890)]},
    '{"ocid":"j","tender":{"items":[{"quantity":"x"},null]},"parties":[null,{"name":"\\ud800"}]}\n',
    {"ocid": "l", "contracts": {"id": "c"}, "parties": {"id": "p"}, "buyer": {}},
    {"ocid": "m", "date": "0001-01-01T00:00:00Z", "bids": {"details": [bid(["A", "A"], 0.005), bid([], -1.005)]}},
    {"releases": [{"ocid": "in a package"}]},
)  # fmt: skip


def laid(file: JsonFile) -> tuple[Engine, OcdsReading]:
    engine = Engine("tenders", [file.path] if file.path else [])
    return engine, lay_ocds(engine, file)


def rows(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table without its number and that of its process, as text, in an order of its own."""
    return {
        key: sorted(
            str(sorted((row | {"id": 0, "process": 0}).items()))
            for row in engine.rows(f"SELECT * FROM {key}")
        )
        for key in tables("tenders")
    }


@pytest.mark.parametrize("ending", [b"", b"\n"])
def test_both_ways_read_the_same_rows_and_name_the_same_faults(tmp_path: Path, ending: bytes) -> None:
    raw = lines([WHOLE, *ODD, WHOLE | {"ocid": "last"}]).rstrip(b"\n") + ending
    fast, told = laid(on_disk(tmp_path / "a.jsonl", raw))
    slow, told_slowly = laid(in_memory(raw, "a.jsonl"))
    assert rows(fast) == rows(slow)
    assert sorted(map(str, told.remarks)) == sorted(map(str, told_slowly.remarks))
    assert (told.releases, told.rejected) == (told_slowly.releases, told_slowly.rejected) == (15, 24)


def test_every_value_of_a_release_reaches_its_column(tmp_path: Path) -> None:
    engine, told = laid(on_disk(tmp_path / "a.jsonl", lines([WHOLE])))
    assert (told.releases, told.remarks) == (1, ())
    (tender,) = engine.rows("SELECT * FROM tenders")
    assert (tender["buyer_id"], tender["entity_id"], tender["entity"]) == ("B", "只有名字", "只有名字")
    assert (tender["amount"], tender["bidders"], tender["project"], str(tender["day"])) == (
        2000,
        2,
        "道路",
        "2024-03-01",
    )
    bids = engine.rows(
        "SELECT who, nth, partners, amount, lot_id, moment::VARCHAR AS moment, path FROM bids ORDER BY path, nth"
    )
    assert [tuple(one.values()) for one in bids] == [
        ("A", 1, 1, 1001, "", "2024-03-01 02:00:00", "/bids/details/0"),
        ("A|Z", 1, 2, 1200, "1|2", None, "/bids/details/1"),
        ("A|Z", 2, 2, 1200, "1|2", None, "/bids/details/1"),
    ]
    (contract,) = engine.rows("SELECT amount, paid, changes FROM contracts")
    assert tuple(contract.values()) == (1100, 700, 1)
    (item,) = engine.rows("SELECT code, supplier_id, status, path FROM items WHERE \"of\" = 'award'")
    assert tuple(item.values()) == ("4412", "A", "active", "/awards/0/items/0")


def test_blank_lines_and_packing_do_not_shift_line_numbers(tmp_path: Path) -> None:
    raw = b"\n  \n" + lines([WHOLE | {"ocid": "3"}, "\r\n", WHOLE | {"ocid": "5"}])
    for path, content in (("a.jsonl", raw), ("a.jsonl.gz", gzip.compress(raw))):
        engine, _ = laid(on_disk(tmp_path / path, content))
        assert engine.rows('SELECT DISTINCT ocid, "row" FROM bids ORDER BY ocid') == [
            {"ocid": "3", "row": 3},
            {"ocid": "5", "row": 5},
        ]


def test_numbers_of_rows_are_unique_over_tables_and_files(tmp_path: Path) -> None:
    first, second = (
        on_disk(tmp_path / "a.jsonl", lines([WHOLE, *ODD])),
        in_memory(lines([WHOLE | {"ocid": "2"}])),
    )
    engine = Engine("tenders", [tmp_path / "a.jsonl"])
    for file in (first, second):
        lay_ocds(engine, file)
    ids = [row["id"] for key in tables("tenders") for row in engine.rows(f"SELECT id FROM {key}")]
    assert len(ids) == len(set(ids)) > 30


@pytest.mark.parametrize("repeated", [(), (WHOLE,)])
@pytest.mark.parametrize("broken", [(), ODD])
def test_bids_and_awards_know_the_row_of_their_process(
    tmp_path: Path, broken: tuple[Any, ...], repeated: tuple[Any, ...]
) -> None:
    raw = lines([WHOLE, *broken, WHOLE | {"ocid": "k2"}, *repeated])
    engine, _ = laid(on_disk(tmp_path / "a.jsonl", raw))
    put_together(engine)
    for table in ("bids", "awards"):
        (found,) = engine.rows(
            f"SELECT count(*) AS all_rows, count(*) FILTER (r.process = t.id) AS known FROM {table} r JOIN tenders t USING (ocid)"
        )
        assert found["all_rows"] == found["known"] > 1


def test_one_per_cent_of_broken_lines_is_named_and_the_rest_read(tmp_path: Path) -> None:
    chance = Random(3)
    whole = [json.dumps(WHOLE | {"ocid": str(at)}, ensure_ascii=False) for at in range(500)]
    broken = set(chance.sample(range(500), 5))
    raw = "\n".join(
        line[: len(line) // 2] if at in broken else line for at, line in enumerate(whole)
    ).encode()
    engine, told = laid(on_disk(tmp_path / "a.jsonl", raw))
    assert {remark.place.row for remark in told.remarks} == {at + 1 for at in broken}
    assert engine.rows("SELECT count(*) AS n FROM awards") == [{"n": 495}]


def test_half_a_packed_file_is_named_and_its_beginning_read(tmp_path: Path) -> None:
    raw = gzip.compress(lines(WHOLE | {"ocid": str(at)} for at in range(3000)), 1)
    engine, told = laid(in_memory(raw[: len(raw) // 2]))
    assert 100 < told.releases < 3000
    assert told.remarks[-1].says.zh == "压缩文件不完整，断开之后的没有读到"
    assert engine.rows("SELECT count(*) AS n FROM tenders") == [{"n": told.releases}]


def test_the_end_of_a_packed_file_on_a_disk_may_be_missing(tmp_path: Path) -> None:
    raw = gzip.compress(lines([WHOLE, WHOLE | {"ocid": "2"}]), 1)
    engine, told = laid(on_disk(tmp_path / "a.jsonl.gz", raw[:-20]))
    assert engine.rows("SELECT count(*) AS n FROM tenders") == [{"n": told.releases}]
    assert (told.remarks[-1].level, told.remarks[-1].says.zh) == (
        "error",
        "压缩文件不完整，断开之后的没有读到",
    )


@pytest.mark.parametrize("raw", [b"", b'{"version": "1.1", "releases": []}'])
def test_a_file_without_a_release_is_told(raw: bytes) -> None:
    _, told = laid(in_memory(raw))
    assert [(one.level, one.says.en) for one in told.remarks] == [
        ("error", "the file holds no release and no record; there is nothing to screen")
    ]


def test_a_package_that_is_not_utf_8_is_read_and_told() -> None:
    raw = json.dumps({"releases": [WHOLE | {"buyer": {"id": "b", "name": "采购中心"}}]}, ensure_ascii=False)
    _, told = laid(in_memory(raw.encode("gb18030")))
    assert told.releases == 1
    assert [one.says.zh[:13] for one in told.remarks] == ["文件不是 UTF-8 文字"]


def test_a_clean_line_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[int] = []
    monkeypatch.setattr(ocds_lines, "take", lambda found, rows, rejected: again.append(found.line))
    laid(on_disk(tmp_path / "a.jsonl", lines([WHOLE, WHOLE | {"ocid": "m", "date": "nonsense"}])))
    assert again == [2]


def test_the_reader_opens_no_other_file(tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_bytes(lines([WHOLE]))
    on_disk(tmp_path / "a.jsonl", lines([WHOLE]))
    engine = Engine("tenders", [tmp_path / "a.jsonl"])
    with pytest.raises(Exception, match="disabled"):
        engine.filling().execute(
            f"SELECT * FROM read_json('{other}', records = true, columns = {{'ocid': 'VARCHAR'}})"
        )
