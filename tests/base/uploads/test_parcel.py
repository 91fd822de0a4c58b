"""A zip of many files: each inside is judged as if it had come alone, and a bad one does not hold back the rest."""

import io
import zipfile
from dataclasses import replace

import pytest

from tests.base.uploads.files import LIMITS, MARKS
from xuncha.base.uploads.kinds import TABLES
from xuncha.base.uploads.parcel import is_parcel, unpacked
from xuncha.base.uploads.refusals import NotTaken

LIST = "日期,金额\n2024-03-05,100\n".encode()


def parcel(*files: tuple[str, bytes]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    made.seek(0)
    return made


def told(file: io.BytesIO) -> list[tuple[str, str]]:
    return [
        (one.name, one.why_not.code if one.why_not else "taken")
        for one in unpacked(file, LIMITS, MARKS, TABLES)
    ]


def test_every_table_is_taken_and_the_rest_is_named() -> None:
    file = parcel(
        ("2024/序时账.csv", LIST),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + b"x" * 40),
        ("坏.xlsx", b"PK\x03\x04rest"),
    )
    assert told(file) == [("序时账.csv", "taken"), ("照片.jpg", "not-wanted"), ("坏.xlsx", "damaged")]


def test_a_parcel_inside_a_parcel_stays_closed() -> None:
    assert told(parcel(("里.zip", parcel(("a.csv", LIST)).getvalue()), ("b.csv", LIST))) == [
        ("里.zip", "archive"),
        ("b.csv", "taken"),
    ]


def test_folders_and_litter_of_other_systems_are_passed_over() -> None:
    assert told(
        parcel(("a/", b""), ("__MACOSX/._a.csv", b"x"), ("a/Thumbs.db", b"x"), ("a/a.csv", LIST))
    ) == [("a.csv", "taken")]


def test_names_in_gbk_are_read() -> None:
    made = parcel(("XXXX.csv", LIST))
    raw = made.getvalue().replace(b"XXXX.csv", "账表".encode("gbk") + b".csv")
    assert told(io.BytesIO(raw)) == [("账表.csv", "taken")]


@pytest.mark.parametrize(
    ("name", "code"),
    [("../a.csv", "slip"), ("/a.csv", "slip"), ("a.exe", "active")],
    ids=["up", "root", "program"],
)
def test_a_path_that_leads_elsewhere_closes_the_whole(name: str, code: str) -> None:
    with pytest.raises(NotTaken) as no:
        unpacked(parcel((name, LIST), ("b.csv", LIST)), LIMITS, MARKS, TABLES)
    assert no.value.code == code


def test_a_bomb_is_not_opened() -> None:
    tight = replace(LIMITS, unpacked=1, ratio=5, ratio_from=0)
    with pytest.raises(NotTaken) as no:
        unpacked(parcel(("a.csv", b"0" * 2_000_000)), tight, MARKS, TABLES)
    assert no.value.code == "bomb"


def test_a_damaged_parcel_is_told() -> None:
    whole = parcel(("a.csv", LIST)).getvalue()
    with pytest.raises(NotTaken) as no:
        unpacked(io.BytesIO(whole[:40]), LIMITS, MARKS, TABLES)
    assert no.value.code == "damaged"


def test_a_workbook_and_a_text_are_no_parcels() -> None:
    book = parcel(("xl/workbook.xml", b"<workbook/>"), ("[Content_Types].xml", b"<Types/>"))
    assert [is_parcel(book), is_parcel(io.BytesIO(LIST)), is_parcel(parcel(("a.csv", LIST)))] == [
        False,
        False,
        True,
    ]
