"""The page of GB/T 9704-2012, measured in the file; and one paper opened by LibreOffice."""

import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from xuncha.papers.core.form import Copy
from xuncha.papers.core.gongwen import Gongwen
from xuncha.papers.core.heads import TITLE_CHARACTERS, title_lines
from xuncha.papers.core.measures import CHARACTER, CLOSER, MM

COPY = Copy(
    number="明川巡办〔2026〕3号", dated="2026-03-05", code="K7M2-9QXD", printed="李晓 打印", fictional=True
)


def opened(doc):
    return docx.Document(io.BytesIO(doc.save()))


def official(copy=COPY):
    doc = Gongwen(copy)
    doc.red_head("中共明川县委巡察工作领导小组办公室文件", signer="周正")
    doc.title("关于对县农业农村局党组开展常规巡察的通知")
    doc.addressee("县农业农村局党组")
    doc.say("一二三四五六七八九十" * 30)
    doc.part("工作要求")
    doc.part("提高站位", level=2, then="全力配合。")
    doc.part("办公用房", level=3)
    doc.part("联络员", level=4)
    doc.sign("中共明川县委巡察工作领导小组办公室")
    doc.colophon(["县委组织部"], "中共明川县委巡察工作领导小组办公室")
    return doc


def area(section):
    """Width and height of the type area in mm."""
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    return width / 36000, height / 36000


def text_run(document, text):
    return next(run for one in document.paragraphs for run in one.runs if text in run.text)


def fonts(run):
    return run._r.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia")), run.font.size.pt


def test_the_page_is_a4_with_the_margins_of_the_standard():
    section = opened(official()).sections[0]
    measures = [
        section.page_width, section.page_height, section.top_margin, section.left_margin, section.bottom_margin,
        section.right_margin,
    ]  # fmt: skip
    assert [round(one.mm) for one in measures] == [210, 297, 37, 28, 35, 26]


def test_the_type_area_is_156_by_225_mm():
    width, height = area(opened(official()).sections[0])
    assert width == pytest.approx(156, abs=0.1)
    assert height == pytest.approx(225, abs=0.1)


def test_the_grid_holds_22_lines_of_28_characters():
    section = opened(official()).sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    width, height = (side * MM for side in area(section))
    assert int(height) // int(grid.get(qn("w:linePitch"))) == 22
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert int(width / 20 // character) == 28


def test_every_body_line_and_run_keeps_the_grid_by_itself():
    paragraph = next(one for one in opened(official()).paragraphs if one.text.startswith("一二三四"))
    assert paragraph.paragraph_format.line_spacing.twips == 579
    closer = paragraph.runs[0]._r.find(qn("w:rPr")).find(qn("w:spacing")).get(qn("w:val"))
    assert 28 * (16 + int(closer) / 20) <= 28 * CHARACTER / 20
    assert int(closer) == CLOSER


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("关于对", ("方正小标宋简体", 22)),
        ("一二三四", ("仿宋_GB2312", 16)),
        ("一、工作要求", ("黑体", 16)),
        ("（一）提高站位", ("楷体_GB2312", 16)),
        ("全力配合", ("仿宋_GB2312", 16)),
        ("1. 办公用房", ("仿宋_GB2312", 16)),
        ("（1）联络员", ("仿宋_GB2312", 16)),
        ("内部资料", ("黑体", 16)),
    ],
)
def test_each_part_has_the_font_and_size_of_the_standard(text, font):
    assert fonts(text_run(opened(official()), text)) == font


def test_the_signer_is_in_kai_and_the_organ_mark_red():
    document = opened(official())
    assert fonts(text_run(document, "周正")) == ("楷体_GB2312", 16)
    assert str(text_run(document, "办公室文件").font.color.rgb) == "C00000"


def test_missing_fonts_have_stand_ins_in_the_font_table():
    with zipfile.ZipFile(io.BytesIO(official().save())) as file:
        table = etree.fromstring(file.read("word/fontTable.xml"))
    named = {
        font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val"))
        for font in table
        if font.find(qn("w:altName")) is not None
    }
    assert named["仿宋_GB2312"].startswith("仿宋,")
    assert {"方正小标宋简体", "黑体", "楷体_GB2312", "宋体"} <= set(named)


def test_the_text_is_marked_as_chinese_so_that_stand_in_fonts_take_chinese_shapes():
    languages = list(opened(official()).styles.element.iter(qn("w:lang")))
    assert [one.get(qn("w:eastAsia")) for one in languages] == ["zh-CN"]


def test_headings_count_again_below_each_higher_one():
    doc = Gongwen(COPY)
    doc.red_head("某机关")
    for level in (1, 2, 2, 3, 1, 2):
        doc.part("项", level)
    said = [one.text for one in opened(doc).paragraphs if one.text.endswith("项")]
    assert said == ["一、项", "（一）项", "（二）项", "1. 项", "二、项", "（一）项"]


def test_the_date_stands_four_characters_in_and_the_issuer_centred_over_it():
    doc = Gongwen(COPY)
    doc.sign("县委巡察办")
    issuer, date = [one for one in opened(doc).paragraphs if one.text]
    assert date.text == "2026年3月5日"
    four = round(4 * CHARACTER)
    assert date.paragraph_format.right_indent.twips == four
    assert issuer.paragraph_format.right_indent.twips == pytest.approx(four + (6 - 5) / 2 * CHARACTER, abs=1)


def test_an_unsigned_paper_leaves_number_and_date_to_be_written_by_hand():
    document = opened(official(Copy()))
    whole = "\n".join(one.text for one in document.paragraphs)
    assert "〔　　　〕　　号" in whole
    assert "　　　　年　　月　　日" in whole


def test_page_numbers_stand_outside_odd_right_even_left_in_song_of_size_4():
    document = opened(official())
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert "PAGE" in line._p.xml
        assert [run.text for run in line.runs][::2] == ["— ", " —"]
        assert fonts(line.runs[0]) == ("宋体", 14)


def test_code_and_print_stand_in_every_footer_and_the_fictional_mark_in_every_header():
    section = opened(official()).sections[0]
    for footer in (section.footer, section.even_page_footer):
        assert "事实码 K7M2-9QXD　李晓 打印" in footer.paragraphs[1].text
    for header in (section.header, section.even_page_header):
        assert "虚构" in header.paragraphs[0].text


def test_a_letter_has_its_double_rules_and_no_page_number_on_its_first_page():
    doc = Gongwen(COPY)
    doc.letter_head("中共明川县委巡察工作领导小组办公室")
    section = opened(doc).sections[0]
    assert section.different_first_page_header_footer
    assert "thickThinSmallGap" in section.first_page_header.paragraphs[0]._p.xml
    assert "thinThickSmallGap" in section.first_page_footer.paragraphs[0]._p.xml
    assert "PAGE" not in section.first_page_footer.paragraphs[0]._p.xml
    assert section.header_distance.mm == pytest.approx(30, abs=0.2)


def test_the_watermark_stands_on_every_kind_of_page():
    doc = Gongwen(Copy(watermark="李晓 2026-03-05"))
    doc.letter_head("某机关")
    section = opened(doc).sections[0]
    for header in (section.first_page_header, section.header, section.even_page_header):
        assert 'string="李晓 2026-03-05"' in header._element.xml


def test_the_copy_to_be_stamped_has_no_watermark():
    assert "PowerPlus" not in opened(official()).sections[0].header._element.xml
    assert "textpath" not in opened(official()).sections[0].header._element.xml


def test_a_table_repeats_its_head_keeps_rows_whole_and_sets_numbers_right():
    doc = Gongwen(COPY)
    doc.form_title("清单")
    doc.table([("序号", 1), ("姓名", 2), ("金额", 2)], [[1, "李明", 1200]])
    head, row = opened(doc).tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row._tr.trPr.find(qn("w:tblHeader")) is None
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    aligned = [cell.paragraphs[0]._p.pPr.find(qn("w:jc")).get(qn("w:val")) for cell in row.cells]
    assert aligned == ["center", "left", "right"]


def test_an_empty_table_says_so():
    doc = Gongwen(COPY)
    doc.table([("序号", 1), ("姓名", 2)], [])
    assert opened(doc).tables[0].rows[1].cells[0].text == "无"


def test_rows_of_different_widths_share_one_grid():
    doc = Gongwen(COPY)
    with doc.sheet() as sheet:
        sheet.row("姓名", "李明", "职务", "股长")
        sheet.row("说明", "无", widths=(2, 12))
        sheet.box("意见", "同意", height=40, sign=["组长签字"])
    table = opened(doc).tables[0]
    widths = [
        sum(int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row._tr.tc_lst) for row in table.rows
    ]
    assert len(set(widths)) == 1
    assert "组长签字：" in table.rows[2].cells[-1].text


def test_a_landscape_paper_turns_page_and_margins():
    doc = Gongwen(COPY)
    doc.landscape()
    doc.form_title("谈话安排表")
    section = opened(doc).sections[0]
    assert section.page_width > section.page_height
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(one.mm) for one in margins] == [28, 26, 35, 37]


def test_equal_papers_are_equal_files():
    assert official().save() == official().save()


@pytest.mark.parametrize(
    "title",
    [
        "关于对县农业农村局党组等5个党组织开展常规巡察的通知",
        "关于抽调人员参加十五届县委第三轮巡察工作的函",
        "中共明川县委巡察工作领导小组关于授权周正等同志担任十五届县委第三轮巡察组组长副组长的决定",
    ],
)
def test_a_long_title_is_broken_into_even_lines(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(len(line) for line in lines) <= TITLE_CHARACTERS
    assert max(len(line) for line in lines) - min(len(line) for line in lines) <= 6


def test_the_author_may_break_a_title():
    assert title_lines("关于\n巡察的通知") == ["关于", "巡察的通知"]


def test_measures_are_in_twentieths_of_a_point():
    assert pytest.approx(56.7, abs=0.01) == MM


def test_libreoffice_sets_28_characters_in_a_line_and_22_lines_on_a_page(tmp_path):
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or pdftotext is not installed here")
    doc = Gongwen(Copy())
    doc.say("国" * 28 * 30, first=0)
    (tmp_path / "paper.docx").write_bytes(doc.save())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "paper.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = str(tmp_path / "paper.pdf")
    first = subprocess.run(
        ["pdftotext", "-l", "1", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    lines = [len(re.sub(r"\s", "", line)) for line in first.splitlines() if "国" in line]
    assert lines == [28] * 22
