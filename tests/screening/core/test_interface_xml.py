"""XML of the interface standard: known by the names of its elements, read as books; what is broken in it costs itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_pieces import in_pieces
from xuncha.screening.core.reading import Records, Source, read_source
from xuncha.screening.core.table_set import set_told
from xuncha.screening.facts import table_set, vocabulary


def voucher(number: int, debit: str = "5.00", credit: str = "0.00", **more: str) -> str:
    values = {
        "记账凭证日期": "20240305",
        "会计年度": "2024",
        "会计期间号": "3",
        "记账凭证类型编号": "记",
        "记账凭证编号": f"{number:04d}",
        "记账凭证行号": "1",
        "记账凭证摘要": "付款",
        "科目编号": "5001",
        "借方本币金额": debit,
        "贷方本币金额": credit,
        "制单人": "甲",
        "审核人": "乙",
    } | more
    return f"<记账凭证>{''.join(f'<{key}>{text}</{key}>' for key, text in values.items())}</记账凭证>"


ACCOUNT = "<会计科目><科目编号>5001</科目编号><科目名称>业务活动费用</科目名称><科目级次>1</科目级次><余额方向>借</余额方向></会计科目>"
PERIOD = "<会计期间><会计年度>2024</会计年度><会计期间号>3</会计期间号></会计期间>"


def ledger(*records: str, encoding: str = "UTF-8") -> bytes:
    text = "\n".join([f'<?xml version="1.0" encoding="{encoding}"?>', "<总账>", *records, "</总账>"])
    return text.encode("gb18030" if encoding == "GB2312" else encoding)


def read(raw: bytes, name: str = "总账.xml") -> list[Records]:
    book = read_book(raw, name, texts=True, records=table_set().names)
    return list(read_source(Source(name, "0" * 64, book), vocabulary()))


@pytest.mark.parametrize("encoding", ["UTF-8", "GB2312", "UTF-16"])
def test_accounts_and_vouchers_of_one_file_are_two_tables(encoding: str) -> None:
    accounts, entries = read(ledger(ACCOUNT, voucher(1), voucher(2, "0.00", "5.00"), encoding=encoding))
    assert (accounts.sheet, accounts.kind, accounts.values["account_name"]) == (
        "会计科目",
        "accounts",
        ["业务活动费用"],
    )
    assert (entries.sheet, entries.kind, entries.values["voucher_no"]) == (
        "记账凭证",
        "entries",
        ["0001", "0002"],
    )
    assert (entries.values["debit"], entries.values["credit"]) == ([500, 0], [0, 500])
    assert entries.values["day"] == [date(2024, 3, 5)] * 2


def test_a_row_is_told_by_its_line_in_the_file() -> None:
    accounts, entries = read(ledger(ACCOUNT, voucher(1), voucher(2, "约5"), voucher(3)))
    assert (accounts.rows, entries.rows) == ([3], [4, 6])
    (remark,) = entries.remarks
    assert (remark.place.row, remark.place.column) == (5, "借方本币金额")


def test_a_file_without_line_ends_counts_its_records() -> None:
    (entries,) = read(ledger(voucher(1), voucher(2)).replace(b"\n", b""))
    assert entries.rows == [2, 3]


def test_the_lines_of_a_voucher_take_what_stands_over_them() -> None:
    def line(number: int, account: int, debit: int, credit: int) -> str:
        money = f"<借方本币金额>{debit}</借方本币金额><贷方本币金额>{credit}</贷方本币金额>"
        return f"<分录><记账凭证行号>{number}</记账凭证行号><科目编号>{account}</科目编号>{money}</分录>"

    head = "<记账凭证日期>20240305</记账凭证日期><记账凭证编号>0007</记账凭证编号>"
    lines = f"<分录表>{line(1, 5001, 5, 0)}{line(2, 1002, 0, 5)}</分录表>"
    (entries,) = read(ledger(f"<记账凭证>{head}{lines}<制单人>甲</制单人></记账凭证>"))
    assert entries.values["voucher_no"] == ["0007", "0007"]
    assert entries.values["maker"] == ["甲", "甲"]
    assert entries.values["account_code"] == ["5001", "1002"]


def test_values_may_stand_in_attributes_and_names_in_a_name_space() -> None:
    raw = ledger(voucher(1)).replace("<总账>".encode(), '<g:总账 xmlns:g="urn:x">'.encode())
    raw = raw.replace("</总账>".encode(), "</g:总账>".encode())
    assert read(raw)[0].values["voucher_no"] == ["0001"]
    row = '<记账凭证 记账凭证日期="20240305" 记账凭证编号="9" 科目编号="5001" 借方本币金额="5" 贷方本币金额="0"/>'
    assert read(ledger(row))[0].values["voucher_no"] == ["9"]


def test_parts_that_no_screen_uses_are_named_once() -> None:
    (entries,) = read(ledger(PERIOD, PERIOD, voucher(1), "<没见过><甲>1</甲></没见过>"))
    assert [one.says.zh for one in entries.remarks] == ["这些部分没有采用：会计期间、没见过"]


def test_a_set_in_xml_is_told_as_one_in_tables_is() -> None:
    books = [
        *read(ledger(ACCOUNT, voucher(1))),
        *read(ledger("<电子账簿><电子账簿编号>1</电子账簿编号></电子账簿>")),
    ]
    (remark,) = set_told(table_set(), books)
    assert "认出：会计科目、记账凭证、电子账簿" in remark.says.zh


def test_kinds_of_vouchers_are_not_taken_for_vouchers() -> None:
    kinds = "<记账凭证类型><记账凭证类型编号>1</记账凭证类型编号></记账凭证类型>"
    assert {table_set().among(one) for one in read(ledger(kinds, ACCOUNT))} == {"记账凭证类型", "会计科目"}


def test_an_ampersand_that_stands_for_itself_is_read() -> None:
    (entries,) = read(ledger(voucher(1, 记账凭证摘要="A&B公司&nbsp;货款&amp;运费")))
    assert entries.values["summary"] == ["A&B公司&nbsp;货款&运费"]
    assert entries.remarks == ()


def test_a_record_that_is_not_well_formed_costs_itself_alone() -> None:
    broken = voucher(2).replace("</记账凭证摘要>", "<</记账凭证摘要>")
    (entries,) = read(ledger(voucher(1), broken, voucher(3), voucher(4)))
    assert entries.values["voucher_no"] == ["0001", "0003", "0004"]
    assert entries.rows == [3, 5, 6]
    assert [one.says.zh for one in entries.remarks] == ["第4行附近写得不合 XML 规则，这一条记录没有读"]


def test_many_broken_records_are_counted_past_the_first() -> None:
    broken = voucher(2).replace("</制单人>", "")
    (entries,) = read(ledger(*[broken] * 30, voucher(3)))
    assert entries.values["voucher_no"] == ["0003"]
    assert len(entries.remarks) == 21
    assert entries.remarks[-1].says.zh == "另有 10 条记录同样没有读（最后一处在第32行附近）"


def test_what_stands_before_a_cut_is_read_and_the_cut_is_an_error() -> None:
    raw = ledger(*(voucher(number) for number in range(1, 5)))
    cut = raw[: raw.rindex("<借方本币金额>".encode())]
    (entries,) = read(cut)
    assert entries.values["voucher_no"] == ["0001", "0002", "0003"]
    (remark,) = entries.remarks
    assert (remark.level, remark.says.zh) == ("error", "文件读到第6行附近断开，后面的没有读到")


BOMB = '<!DOCTYPE a [<!ENTITY x "哈哈"><!ENTITY y "&x;&x;&x;&x;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
DTD = '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd">'


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE, DTD], ids=["bomb", "outside", "dtd"])
def test_a_file_that_declares_entities_is_refused_whole(declared: str) -> None:
    raw = ledger(voucher(1, 记账凭证摘要="&y;")).replace("<总账>".encode(), f"{declared}<总账>".encode())
    with pytest.raises(Unreadable) as no:
        read(raw)
    assert no.value.says.zh == "XML 文件里有文档类型或实体声明，或层次过深，为安全起见不读"


def test_a_file_nested_without_end_is_refused() -> None:
    with pytest.raises(Unreadable):
        read(ledger("<层>" * 100_000))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=3)), min_size=1, max_size=4))
def test_law_no_damage_is_a_fault(changes: list[tuple[int, bytes]]) -> None:
    raw = ledger(ACCOUNT, *(voucher(number) for number in range(3)))
    for at, bytes_ in changes:
        at %= len(raw)
        raw = raw[:at] + bytes_ + raw[at + 2 :]
    try:
        books = read(raw)
    except Unreadable:
        return
    assert all(len(one.rows) <= 3 for one in books if one.kind == "entries")


def test_a_file_with_nothing_in_it_is_refused() -> None:
    with pytest.raises(Unreadable) as no:
        read(ledger())
    assert no.value.says.zh == "文件里没有任何内容"


@pytest.mark.parametrize("root", ["svg", "Workbook"])
def test_pictures_and_workbooks_in_xml_are_no_interface_files(root: str) -> None:
    raw = f'<?xml version="1.0"?>\n<{root} xmlns="x"><甲><乙>1</乙></甲></{root}>'.encode()
    book = read_book(raw, "a.xml", records=table_set().names)
    assert [len(sheet.rows) for sheet in book.sheets] == [2]
    assert book.sheets[0].rows[1][0] == f'<{root} xmlns="x"><甲><乙>1</乙></甲></{root}>'


def test_other_readers_do_not_take_xml_for_records() -> None:
    assert [one.name for one in read_book(ledger(voucher(1)), "总账.xml").sheets] == ["总账"]


def test_the_command_line_does_not_read_it_in_pieces(tmp_path) -> None:
    path = tmp_path / "总账.xml"
    path.write_bytes(ledger(voucher(1)))
    assert in_pieces(path) is None
