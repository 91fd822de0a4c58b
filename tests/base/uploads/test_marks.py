"""Files that carry the mark of a state secret are refused; words that only sound like it pass."""

from __future__ import annotations

import gzip

import pytest

from tests.base.uploads.files import LIMITS, MARKS, docx, ole, packed, pdf, xlsx
from xuncha.base.uploads.gate import judge
from xuncha.base.uploads.kinds import KINDS
from xuncha.base.uploads.limits import Marks
from xuncha.base.uploads.refusals import NotTaken

VALUE = {"words": ["绝密", "机密", "秘密"], "stars": ["★", "☆", "*", "＊"], "before": ["工作", "商业"]}
MARKED = {
    "text": ("a.txt", lambda: "机密★10年\n关于某事的请示".encode()),
    "text in gbk": ("a.txt", lambda: "关于某事，秘密 ★ 长期".encode("gb18030")),
    "stated level": ("a.csv", lambda: "密级：机密\n序号,事项".encode()),
    "packed table": ("a.csv.gz", lambda: gzip.compress("事项\n绝密★长期\n".encode())),
    "document": ("a.docx", lambda: docx("绝密★30年")),
    "document cut up by tags": ("a.docx", lambda: packed({"word/header1.xml": "<w:t>机</w:t><w:t>密</w:t><w:t>★</w:t>".encode()}, docx())),
    "workbook": ("a.xlsx", lambda: xlsx("机密★20年")),
    "old document": ("a.doc", lambda: ole(more="秘密★1年".encode("utf-16-le"))),
    "ofd": ("a.ofd", lambda: packed({"OFD.xml": b"<x/>", "Doc_0/Pages/Page_0/Content.xml": "<ofd:TextCode>机密★</ofd:TextCode>".encode()})),
    "properties of a pdf": ("a.pdf", lambda: pdf(Title="机密★ 请示")),
    "name in brackets": ("【机密】方案.pdf", pdf),
    "name begins": ("绝密-方案.pdf", pdf),
    "name with star": ("方案 秘密★1年.pdf", pdf),
}  # fmt: skip
HARMLESS = {
    "law": ("a.txt", lambda: "学习《保守国家秘密法》，签订保密承诺书；机密级文件另行保管。".encode()),
    "work secret": ("a.txt", lambda: "工作秘密★内部资料".encode()),
    "trade secret": ("a.docx", lambda: docx("商业秘密*见附表")),
    "name of a course": ("保守国家秘密教育材料.pdf", pdf),
    "star alone": ("a.txt", lambda: "★重点事项".encode()),
}


def take(name: str, content: bytes, marks: Marks = MARKS) -> str:
    return judge(name, content, LIMITS, marks, frozenset(KINDS)).kind.key


@pytest.mark.parametrize("case", MARKED)
def test_a_marked_file_is_refused(case: str) -> None:
    name, make = MARKED[case]
    with pytest.raises(NotTaken) as no:
        take(name, make())
    assert no.value.code == "secret"
    assert "机密" not in str(no.value)
    assert name not in no.value.says.zh + no.value.remedy.zh


@pytest.mark.parametrize("case", HARMLESS)
def test_words_that_only_sound_like_a_mark_pass(case: str) -> None:
    name, make = HARMLESS[case]
    assert take(name, make()) in KINDS


def test_on_an_approved_machine_the_guard_is_off() -> None:
    marks = Marks.of({**VALUE, "mode": "approved"})
    assert take("【机密】a.txt", "机密★10年".encode(), marks) == "text"


def test_the_shipped_record_is_the_internal_mode() -> None:
    assert Marks.of({**VALUE, "mode": "internal"}) == MARKS
