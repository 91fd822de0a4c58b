"""版记: the two or three lines at the foot of an official paper's last page."""

import math

from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from xuncha.papers.core.measures import FANGSONG, LINE, SIZE, characters, width_of
from xuncha.papers.core.ooxml import NAMESPACES, Xml, border, dress, element, of_paragraph
from xuncha.papers.core.paper import Paper
from xuncha.papers.core.typography import full_width

_LINE_HEIGHT = 520
_RULE_HEIGHT = 40
#: How many size-4 characters one line of the 版记 holds, one body character free at either side.
_HOLDS = (28 * 16 - 2 * 16) / 14


def draw_colophon(paper: Paper, lines: list[str]) -> None:
    """Draw `lines` at the foot of the page, a rule above, between and below; a line may hold one tab.

    The lines stand in a box over the type area's foot. As many empty lines, kept together, hold the room free:
    when they do not fit, the 版记 has the next page for itself, as on the back of a one-page paper.
    """
    counts = [max(1, math.ceil(width_of(line) / _HOLDS)) for line in lines]
    height = sum(counts) * _LINE_HEIGHT + _RULE_HEIGHT * (len(lines) + 1)
    room = math.ceil(height / LINE)
    first = paper.paragraph("", keep=True)
    for index in range(1, room):
        paper.paragraph("", keep=index < room - 1)
    first.add_run()._r.append(_box(lines, height, paper.width))


def _box(lines: list[str], height: int, width: int) -> Xml:
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width / 20:.1f}pt;height:{height / 20:.1f}pt;z-index:9;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:bottom;mso-position-vertical-relative:margin"
    )
    picture = parse_xml(
        f"<w:pict {NAMESPACES}>"
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
        f'<v:shape id="Colophon" o:spid="_x0000_s2100" type="#_x0000_t202" style="{style}" filled="f" stroked="f">'
        '<v:textbox inset="0,0,0,0"><w:txbxContent/></v:textbox></v:shape></w:pict>'
    )
    content = picture.find(".//{*}txbxContent")
    for index, line in enumerate(lines):
        content.append(_rule(8 if index == 0 else 6))
        content.append(_line(line, width))
    content.append(_rule(8))
    return picture


def _paragraph(height: int) -> Paragraph:
    paragraph = Paragraph(element("p"), None)
    of_paragraph(paragraph, "snapToGrid", {"val": 0})
    of_paragraph(paragraph, "spacing", {"before": 0, "after": 0, "line": height, "lineRule": "exact"})
    return paragraph


def _rule(eighths: int) -> Xml:
    """A line as wide as the type area, while the texts between keep a character free."""
    paragraph = _paragraph(_RULE_HEIGHT)
    of_paragraph(paragraph, "pBdr", {}, element("top", border(eighths=eighths)))
    return paragraph._p


def _line(text: str, width: int) -> Xml:
    paragraph = _paragraph(_LINE_HEIGHT)
    of_paragraph(paragraph, "tabs", {}, element("tab", {"val": "right", "pos": width - characters(1)}))
    hanging = 0 if "\t" in text else 3 * SIZE["4号"] * 10
    of_paragraph(
        paragraph, "ind", {"left": characters(1) + hanging, "right": characters(1), "hanging": hanging}
    )
    dress(paragraph.add_run(full_width(text)), FANGSONG, SIZE["4号"])
    return paragraph._p
