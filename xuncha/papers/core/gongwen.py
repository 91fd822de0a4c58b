"""Word papers in the form of GB/T 9704-2012: what a layout draws on.

Two families share one builder. Official papers begin with `red_head` (文件格式) or `letter_head`
(信函格式) and end with `sign` and `colophon`. Internal forms begin with `form_title` and consist of
`sheet`s, `table`s and `signatures`. Nothing here knows a room; texts come from the frozen facts.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import segno
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Twips

from xuncha.papers.core import edges
from xuncha.papers.core.colophon import draw_colophon
from xuncha.papers.core.days import chinese, written
from xuncha.papers.core.form import Copy
from xuncha.papers.core.heads import draw_letter_head, draw_red_head, title_lines
from xuncha.papers.core.measures import (
    FANGSONG,
    HEI,
    KAI,
    LINE,
    SIZE,
    TITLE,
    characters,
    mm,
    width_of,
)
from xuncha.papers.core.ooxml import (
    dress,
    element,
    of_paragraph,
)
from xuncha.papers.core.paper import Paper
from xuncha.papers.core.sheet import Sheet
from xuncha.papers.core.tables import Align, Cell, Row, as_text, draw
from xuncha.papers.core.typography import full_width


class Gongwen(Paper):
    """A Word paper being drawn. One instance draws one paper; `save` returns the file's bytes."""

    def __init__(self, copy: Copy):
        super().__init__(copy)
        self._levels = [0, 0, 0, 0]

    # — beginnings —

    def red_head(self, organ: str, signer: str = "") -> None:
        """文件格式: organ mark in red, number, 签发人 on reports upward, red rule. Then draw `title`."""
        self.dress_edges(marked_above=False)
        draw_red_head(self, organ, signer)

    def letter_head(self, organ: str) -> None:
        """信函格式, for letters (函) between bodies: organ mark, double rules, number at the right."""
        self.dress_edges(marked_above=False)
        draw_letter_head(self, organ)

    def form_title(self, text: str, under: str = "") -> None:
        """The title of an internal form; `under` is a smaller second line."""
        self.dress_edges(marked_above=True)
        for line in title_lines(text):
            self.paragraph(line, TITLE, "2号", first=0, align="center", line=720)
        if under:
            self.paragraph(under, KAI, "小3号", first=0, align="center")
        self.gap(4)

    # — the body —

    def title(self, text: str) -> None:
        r"""The title: size 2, centred, broken into even lines; `\n` breaks it where the author wants."""
        for line in title_lines(text):
            self.paragraph(line, TITLE, "2号", first=0, align="center", line=720, keep=True)
        self.blank()

    def addressee(self, text: str) -> None:
        """主送机关, at the left edge, with its colon."""
        self.paragraph(text.rstrip(":：") + "：", first=0)

    def part(self, text: str, level: int = 1, then: str = "") -> None:
        """A numbered heading: 一、 / (一) / 1. / (1) by `level`; `then` runs on in the same paragraph."""
        self._levels[level - 1] += 1
        self._levels[level:] = [0] * (4 - level)
        number = self._levels[level - 1]
        sign = (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}. ", f"（{number}）")[level - 1]
        font = (HEI, KAI, FANGSONG, FANGSONG)[level - 1]
        stop = "。" if then and not text.endswith(tuple("。：:？?")) else ""
        drawn = self.paragraph(sign + text + stop, font, keep=not then)
        of_paragraph(drawn, "outlineLvl", {"val": level - 1})
        if then:
            dress(drawn.add_run(full_width(then)), FANGSONG, SIZE["3号"])

    def say(self, text: str, first: float = 2, align: Align = "both") -> None:
        r"""Body text, each line of it a paragraph with the first line set in by two characters."""
        for line in text.split("\n"):
            self.paragraph(line, first=first, align=align)

    def note(self, text: str) -> None:
        """Small print: how a form is filled in, what a table leaves out."""
        for line in text.split("\n"):
            self.paragraph(line, FANGSONG, "5号", first=0, line=320)

    def pair(self, left: str, right: str = "") -> None:
        """A small line above a table: number at the left, unit or date at the right."""
        drawn = self.paragraph(left, FANGSONG, "小4号", first=0, line=420, align="left")
        of_paragraph(drawn, "tabs", {}, element("tab", {"val": "right", "pos": self.width}))
        dress(drawn.add_run(full_width(f"\t{right}")), FANGSONG, SIZE["小4号"])

    def attachments(self, titles: Sequence[str]) -> None:
        """附件说明: one line below the text, set in by two characters; nothing when there are none."""
        if not titles:
            return
        self.blank()
        for index, title in enumerate(titles, start=1):
            lead = "附件:" if index == 1 else "　　　"
            count = f"{index}. " if len(titles) > 1 else ""
            drawn = self.paragraph(f"{lead}{count}{title}", align="left", keep=True)
            hang = 5 + (1.5 if count else 0)
            of_paragraph(drawn, "ind", {"left": characters(hang), "hanging": characters(hang - 2)})

    def sign(self, organ: str, dated: str = "") -> None:
        """Issuer and date of a sealed paper: the date four characters in, the issuer centred over it."""
        date = written(dated or self.copy.dated)
        for before in self.document.paragraphs[-1:]:
            of_paragraph(before, "keepNext")  # a page with nothing but issuer and date must not be
        self.blank(keep=True)
        self.blank(keep=True)
        beyond = (width_of(organ) - width_of(date)) / 2
        self._at_right(organ, max(0.0, 4 - beyond), keep=True)
        self._at_right(date, max(4.0, beyond))

    def sign_persons(self, signers: Sequence[str]) -> None:
        """Lines on which persons sign and date by hand, at the right edge."""
        self.blank(keep=True)
        for signer in signers:
            self._at_right(f"{signer}:" + "　" * 6 + "年　　月　　日", 0, keep=signer != signers[-1])

    def colophon(self, copies_to: Sequence[str] = (), printed_by: str = "", printed_on: str = "") -> None:
        """版记 at the foot of the page: 抄送, then who printed it and when (by default the paper's date).

        It stands at the foot of the page on which the paper ends, so it is drawn last.
        """
        lines = [f"抄送：{'、'.join(copies_to)}。"] if copies_to else []
        if printed_by:
            lines.append(f"{printed_by}\t{written(printed_on or self.copy.dated)}印发")
        if lines:
            draw_colophon(self, lines)

    # — forms and tables —

    @contextmanager
    def sheet(self, size: str = "小4号") -> Iterator[Sheet]:
        """A bordered form: `with doc.sheet() as sheet: sheet.row("姓名", name, "职务", post)`."""
        sheet = Sheet()
        yield sheet
        if sheet.rows:
            self.append(draw(sheet.rows, self.width, size))

    def table(
        self,
        heads: Sequence[tuple[str, float]],
        rows: Iterable[Sequence[object]],
        size: str = "5号",
        right: Sequence[str] = (),
        center: Sequence[str] = ("序号",),
        blank_rows: int = 0,
        height: float = 8,
    ) -> None:
        """A list: `heads` are (title, share of the width); the head repeats on every page, rows do not split.

        Whole numbers and the columns named in `right` stand right. `blank_rows` are added to be filled in
        by hand; without any row the table says 无.
        """
        titles = [title for title, _ in heads]
        shares = self._shares(heads, center, size)

        def align(title: str, value: object) -> Align:
            if title in center:
                return "center"
            return (
                "right"
                if title in right or (isinstance(value, int) and not isinstance(value, bool))
                else "left"
            )

        drawn = [Row(tuple(Cell(title, share, label=True) for title, share in heads), height, repeats=True)]
        for row in rows:
            cells = zip(titles, shares, row, strict=True)
            drawn.append(
                Row(
                    tuple(Cell(as_text(value), share, align(title, value)) for title, share, value in cells),
                    height,
                )
            )
        drawn += [Row(tuple(Cell("", share) for share in shares), height)] * blank_rows
        if len(drawn) == 1:
            drawn.append(Row((Cell("无", 1, "center"),), height))
        self.append(draw(drawn, self.width, size))

    def annex(self, title: str, number: int = 0, landscape: bool = False) -> None:
        """附件 on a new page: its label at the top left, its title on the third line."""
        across = self.document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
        if landscape != across:
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
            section.different_first_page_header_footer = False
            (self.lay_across if landscape else self.lay_upright)(section)
            edges.dress_edges(section, self.copy, self.marked_above, self.width)
        label = self.paragraph(f"附件{number or ''}", HEI, first=0)
        if landscape == across:
            of_paragraph(label, "pageBreakBefore")
        self.blank()
        self._levels = [0, 0, 0, 0]
        self.title(title)

    def slip(self, title: str) -> None:
        """A line to cut along and the title of the slip below it (回执)."""
        self.blank()
        self.paragraph("—" * 5 + " 沿此线裁开 " + "—" * 5, FANGSONG, "小4号", first=0, align="center")
        self.paragraph(title, TITLE, "小2号", first=0, align="center", line=640, keep=True)

    def qr(self, content: str, caption: str, width: float = 35) -> None:
        """A QR code `width` mm wide, centred, with a line below it."""
        image = io.BytesIO()
        segno.make(content, error="m").save(image, kind="png", scale=10, border=2)
        image.seek(0)
        drawn = self.paragraph("", first=0, align="center", keep=True)
        of_paragraph(drawn, "spacing", {"before": 0, "after": 0, "line": 240, "lineRule": "auto"})
        drawn.add_run().add_picture(image, width=Twips(mm(width)))
        self.paragraph(caption, FANGSONG, "4号", first=0, align="center", line=440)

    def _shares(self, heads: Sequence[tuple[str, float]], center: Sequence[str], size: str) -> list[float]:
        """The columns' shares, with those of `center` (序号) at least as wide as their own title."""
        whole = sum(share for _, share in heads)
        return [
            max(share, whole * (width_of(title) * SIZE[size] * 10 + mm(4)) / self.width)
            if title in center
            else share
            for title, share in heads
        ]

    def _at_right(self, text: str, indent: float, keep: bool = False, line: int = LINE) -> None:
        drawn = self.paragraph(text, first=0, align="right", keep=keep, line=line)
        of_paragraph(drawn, "ind", {"right": characters(indent), "firstLine": 0})
