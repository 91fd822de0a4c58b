"""What stands outside the type area: marks above, page number and code below, the watermark behind."""

from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.section import Section
from docx.text.paragraph import Paragraph

from xuncha.papers.core.form import Copy
from xuncha.papers.core.measures import AREA_WIDTH, GREY, HEI, RED, SIZE, SONG, characters, mm
from xuncha.papers.core.ooxml import dress, element, field, of_paragraph, rule, watermark

#: The page number stands 7 mm below the type area and is itself about 7 mm high; the code follows.
_NUMBER_LINE = 400
_CODE_LINE = 200
FICTIONAL = "虚构　演示数据，不具效力"


def dress_edges(section: Section, copy: Copy, marked_above: bool, width: int) -> None:
    """Fill headers and footers of a section `width` twips wide; later sections follow it unless dressed themselves.

    `marked_above`: the 密级 line stands in the header (internal forms) and not in the type area (red heads).
    """
    pages = (
        (section.header, section.footer, "right"),
        (section.even_page_header, section.even_page_footer, "left"),
    )
    for serial, (header, footer, side) in enumerate(pages):
        _fill_header(header, copy, marked_above, serial, width)
        _fill_footer(footer, copy, side)


def dress_first_letter_page(document: Document, copy: Copy, organ: Callable[[Paragraph], None]) -> None:
    """The first page of the letter form: organ mark in the header, rules of 170 mm, no page number.

    `organ` draws the organ mark into the paragraph it is given.
    """
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header, footer = section.first_page_header, section.first_page_footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    above = _first(header)
    organ(above)
    rule(above, "bottom", "thickThinSmallGap", 24, RED, 8)
    _reach_170_mm(above)
    of_paragraph(above, "jc", {"val": "center"})
    if copy.fictional:
        _mark(header.add_paragraph(), "", FICTIONAL, AREA_WIDTH)
    if copy.watermark:
        watermark(above, copy.watermark, 9)
    below = _first(footer)
    rule(below, "top", "thinThickSmallGap", 24, RED, 3)
    _reach_170_mm(below)
    _small(below, copy)


def footer_distance(bottom_mm: float) -> int:
    """From the page's foot to the footer's foot, so that the page number stands 7 mm below the type area."""
    return mm(bottom_mm - 7) - _NUMBER_LINE - _CODE_LINE


def _reach_170_mm(paragraph: Paragraph) -> None:
    of_paragraph(paragraph, "ind", {"left": -mm(8), "right": -mm(6), "firstLine": 0})


def _first(part: Any) -> Paragraph:
    return part.paragraphs[0] if part.paragraphs else part.add_paragraph()


def _line(paragraph: Paragraph, height: int) -> None:
    of_paragraph(paragraph, "snapToGrid", {"val": 0})
    of_paragraph(paragraph, "spacing", {"before": 0, "after": 0, "line": height, "lineRule": "exact"})


def _fill_header(header: Any, copy: Copy, marked_above: bool, serial: int, width: int) -> None:
    header.is_linked_to_previous = False
    paragraph = _first(header)
    _mark(paragraph, copy.mark if marked_above else "", FICTIONAL if copy.fictional else "", width)
    if copy.watermark:
        watermark(paragraph, copy.watermark, serial)


def _mark(paragraph: Paragraph, left: str, right: str, width: int) -> None:
    paragraph.style = "Normal"
    _line(paragraph, 300)
    of_paragraph(paragraph, "tabs", {}, element("tab", {"val": "right", "pos": width}))
    dress(paragraph.add_run(left), HEI, SIZE["5号"])
    dress(paragraph.add_run(f"\t{right}"), HEI, SIZE["5号"], RED)


def _fill_footer(footer: Any, copy: Copy, side: str) -> None:
    footer.is_linked_to_previous = False
    paragraph = _first(footer)
    paragraph.style = "Normal"
    _line(paragraph, _NUMBER_LINE)
    of_paragraph(paragraph, "jc", {"val": side})
    of_paragraph(paragraph, "ind", {side: characters(1)})
    dress(paragraph.add_run("— "), SONG, SIZE["4号"])
    dress(field(paragraph, "PAGE"), SONG, SIZE["4号"])
    dress(paragraph.add_run(" —"), SONG, SIZE["4号"])
    _small(footer.add_paragraph(), copy)


def _small(paragraph: Paragraph, copy: Copy) -> None:
    paragraph.style = "Normal"
    _line(paragraph, _CODE_LINE)
    of_paragraph(paragraph, "jc", {"val": "center"})
    said = "　".join(part for part in (f"事实码 {copy.code}" if copy.code else "", copy.printed) if part)
    dress(paragraph.add_run(said), SONG, 15, GREY)
