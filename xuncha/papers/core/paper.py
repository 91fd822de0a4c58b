"""A Word file with the page, the grid and the edges of GB/T 9704-2012, and plain paragraphs on it."""

import io
import re

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from xuncha.papers.core import edges
from xuncha.papers.core.form import Copy
from xuncha.papers.core.measures import (
    AREA_HEIGHT,
    AREA_WIDTH,
    BOTTOM,
    CHARACTER_SPACE,
    FANGSONG,
    LEFT,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SIZE,
    TOP,
    characters,
    mm,
)
from xuncha.papers.core.ooxml import (
    RUN_ORDER,
    SECTION_ORDER,
    Xml,
    dress,
    element,
    name_stand_ins,
    of_paragraph,
    put,
    same_bytes,
)
from xuncha.papers.core.tables import Align
from xuncha.papers.core.typography import full_width, room_to_write

#: A telephone number or an address: justified, the line before it would be torn apart.
_UNBREAKABLE = re.compile(r"[!-~]{9,}")


class Paper:
    """One Word file being drawn: paragraphs on the grid, sections upright or across, and the saved bytes.

    `width` is the type area's width in twips, of the section being drawn.
    """

    def __init__(self, copy: Copy):
        self.copy = copy
        self.width = AREA_WIDTH
        self.document = docx.Document()
        self.marked_above = True
        self._last_line = 0
        self._edges_done = False
        self._prepare()

    def landscape(self) -> None:
        """Lay the paper across; call before anything is drawn. Its head then lies at the binding edge."""
        self.lay_across(self.document.sections[0])

    def blank(self, lines: int = 1, keep: bool = False) -> None:
        """So many empty lines of the grid."""
        for _ in range(lines):
            self.paragraph("", keep=keep)

    def gap(self, millimetres: float, keep: bool = False) -> None:
        """A little space, off the grid."""
        self.paragraph("", FANGSONG, "5号", first=0, line=mm(millimetres), keep=keep)

    def paragraph(
        self,
        text: str,
        font: str = FANGSONG,
        size: str = "3号",
        first: float = 2,
        align: Align = "both",
        line: int = LINE,
        keep: bool = False,
    ) -> Paragraph:
        """One paragraph; `first` characters of indent, `line` twips high, `keep` on the page of the next."""
        drawn = self.document.add_paragraph()
        self._last_line = line
        if keep:
            of_paragraph(drawn, "keepNext")
        of_paragraph(drawn, "snapToGrid", {"val": 0})
        of_paragraph(drawn, "spacing", {"before": 0, "after": 0, "line": line, "lineRule": "exact"})
        of_paragraph(drawn, "ind", {"firstLine": characters(first)})
        of_paragraph(drawn, "jc", {"val": "left" if align == "both" and _UNBREAKABLE.search(text) else align})
        dress(drawn.add_run(room_to_write(full_width(text))), font, SIZE[size])
        return drawn

    def save(self) -> bytes:
        """The .docx; equal facts and copy give equal bytes."""
        self.dress_edges(marked_above=True)
        name_stand_ins(self.document)
        out = io.BytesIO()
        self.document.save(out)
        return same_bytes(out.getvalue())

    def _prepare(self) -> None:
        normal = self.document.styles["Normal"]
        normal.paragraph_format.space_after = Twips(0)
        run = normal.element.get_or_add_rPr()
        fonts = {"ascii": FANGSONG, "hAnsi": FANGSONG, "eastAsia": FANGSONG, "cs": FANGSONG}
        put(run, element("rFonts", fonts), RUN_ORDER)
        put(run, element("sz", {"val": SIZE["3号"]}), RUN_ORDER)
        put(run, element("szCs", {"val": SIZE["3号"]}), RUN_ORDER)
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")  # else a stand-in font sets Japanese shapes and stops
        self.lay_upright(self.document.sections[0])
        core = self.document.core_properties
        core.author = core.last_modified_by = "xuncha"
        core.title = core.comments = ""

    def dress_edges(self, marked_above: bool) -> None:
        """Draw headers and footers, once; who knows the family of the paper says where its marks stand."""
        if not self._edges_done:
            self.document.settings.odd_and_even_pages_header_footer = True
            self.marked_above = marked_above
            edges.dress_edges(self.document.sections[0], self.copy, marked_above, self.width)
            self._edges_done = True

    def lay_upright(self, section: Section) -> None:
        """A4 upright with the margins of the standard."""
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Twips(PAGE_WIDTH), Twips(PAGE_HEIGHT)
        section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
        section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
        section.header_distance, section.footer_distance = Twips(mm(20)), Twips(edges.footer_distance(35))
        self.width = AREA_WIDTH
        self._set_grid(section)

    def lay_across(self, section: Section) -> None:
        """A4 across: the upright margins turned, so that the head lies at the binding edge."""
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Twips(PAGE_HEIGHT), Twips(PAGE_WIDTH)
        section.top_margin, section.bottom_margin = Twips(LEFT), Twips(RIGHT)
        section.left_margin, section.right_margin = Twips(BOTTOM), Twips(TOP)
        section.header_distance, section.footer_distance = Twips(mm(15)), Twips(edges.footer_distance(26))
        self.width = AREA_HEIGHT
        self._set_grid(section)

    def _set_grid(self, section: Section) -> None:
        grid: dict[str, str | int] = {
            "type": "linesAndChars",
            "linePitch": LINE,
            "charSpace": CHARACTER_SPACE,
        }
        put(section._sectPr, element("docGrid", grid), SECTION_ORDER)

    def append(self, table: Xml) -> None:
        """Put a finished table at the end, with the little paragraph that must follow it."""
        if self._last_line == LINE:
            self.gap(1.5, keep=True)
        body = self.document.element.body
        body.insert(list(body).index(body.find(qn("w:sectPr"))), table)
        self.paragraph("", FANGSONG, "5号", first=0, line=80)
