"""The few things of WordprocessingML that python-docx does not offer, each as one small function."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any, TypeAlias

from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from xuncha.papers.core.measures import CLOSER, SIZE, STAND_INS

Xml: TypeAlias = Any
"""An element of the file, as python-docx makes them."""

_NONE: Mapping[str, str | int] = {}
_SAME_DAY = (2026, 1, 1, 0, 0, 0)
_SAME_HOUR = b"2026-01-01T00:00:00Z"
_HOUR = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def element(tag: str, attributes: Mapping[str, str | int] = _NONE, *children: Xml) -> Xml:
    """<w:tag w:name="value">children</w:tag>; `tag` and names without prefix are in the w: namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def put(parent: Xml, made: Xml, order: tuple[str, ...]) -> Xml:
    """Put `made` into `parent` where the schema wants it: before the first of `order` that follows it."""
    for old in parent.findall(made.tag):
        parent.remove(old)
    names = [qn(f"w:{name}") for name in order]
    later = names[names.index(made.tag) + 1 :] if made.tag in names else []
    for position, child in enumerate(parent):
        if child.tag in later:
            parent.insert(position, made)
            return made
    parent.append(made)
    return made


#: The order that the schema prescribes for the children of w:pPr and w:sectPr we use.
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
    "contextualSpacing", "mirrorIndents", "jc", "textDirection", "textAlignment", "outlineLvl",
    "rPr", "sectPr",
)  # fmt: skip
SECTION_ORDER = (
    "headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid",
)  # fmt: skip
RUN_ORDER = (
    "rStyle", "rFonts", "b", "i", "snapToGrid", "color", "spacing", "w", "kern", "position",
    "sz", "szCs", "u", "eastAsianLayout",
)  # fmt: skip


def of_paragraph(
    paragraph: Paragraph, tag: str, attributes: Mapping[str, str | int] = _NONE, *children: Xml
) -> Xml:
    """Set one property of a paragraph, in its place."""
    return put(paragraph._p.get_or_add_pPr(), element(tag, attributes, *children), PARAGRAPH_ORDER)


def dress(run: Run, font: str, half_points: int, color: str | None = None, scale: int | None = None) -> Run:
    """Give a run its font (for every script), size, colour and horizontal scale in per cent.

    Body size is set a quarter point closer, which is what the character grid asks for. The run itself says
    so, because office programs read the grid differently: some of them give a 16 pt letter in a 15.79 pt
    cell two cells.
    """
    properties = run._r.get_or_add_rPr()

    def add(tag: str, **attributes: str | int) -> None:
        put(properties, element(tag, attributes), RUN_ORDER)

    add("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    add("snapToGrid", val=0)
    if half_points == SIZE["3号"] and not scale:
        add("spacing", val=CLOSER)
    add("sz", val=half_points)
    add("szCs", val=half_points)
    if color:
        add("color", val=color)
    if scale:
        add("w", val=scale)
    return run


def field(paragraph: Paragraph, code: str) -> Run:
    """A field such as PAGE, with a stand-in for programs that do not compute it; returns its run."""
    run = paragraph.add_run()
    for part in (
        element("fldChar", {"fldCharType": "begin"}),
        element("instrText"),
        element("fldChar", {"fldCharType": "separate"}),
        element("t"),
        element("fldChar", {"fldCharType": "end"}),
    ):
        run._r.append(part)
    run._r.find(qn("w:instrText")).text = code
    run._r.find(qn("w:t")).text = "1"
    return run


def border(
    kind: str = "single", eighths: int = 6, color: str = "000000", space: int = 0
) -> dict[str, str | int]:
    """The attributes of one border; its width in eighths of a point."""
    return {"val": kind, "sz": eighths, "space": space, "color": color}


def rule(
    paragraph: Paragraph,
    where: str,
    kind: str = "single",
    eighths: int = 12,
    color: str = "000000",
    space: int = 0,
) -> None:
    """A line above ("top") or below ("bottom") a paragraph."""
    of_paragraph(paragraph, "pBdr", {}, element(where, border(kind, eighths, color, space)))


def watermark(paragraph: Paragraph, text: str, serial: int) -> None:
    """A pale text laid across the page, as Word's own watermarks are made, anchored in a header."""
    kind = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    height = 34
    width = min(520, round(height * 0.95 * max(4, len(text))))
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    picture = parse_xml(
        f"<w:pict {NAMESPACES}>{kind}"
        f'<v:shape id="Watermark{serial}" o:spid="_x0000_s{2048 + serial}" type="#_x0000_t136" '
        f'style="{style}" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>'
        '<v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt"/></v:shape></w:pict>'
    )
    picture.find(".//{urn:schemas-microsoft-com:vml}shape/{urn:schemas-microsoft-com:vml}textpath").set(
        "string", text
    )
    paragraph.add_run()._r.append(picture)


def name_stand_ins(document: Document) -> None:
    """Write into the font table what to take when a named font is missing."""
    part = next(one.target_part for one in document.part.rels.values() if one.reltype.endswith("/fontTable"))
    table = parse_xml(part.blob)
    for name, others in STAND_INS.items():
        for old in table.findall(qn("w:font")):
            if old.get(qn("w:name")) == name:
                table.remove(old)
        names = element("altName", {"val": others}), element("charset", {"val": "86"})
        table.append(element("font", {"name": name}, *names))
    part._blob = serialize_part_xml(table)


def same_bytes(office_file: bytes) -> bytes:
    """The same .docx or .xlsx without the hour of its making, so that equal papers are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office_file)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.infolist():
            info = zipfile.ZipInfo(entry.filename, _SAME_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            content = before.read(entry.filename)
            if entry.filename == "docProps/core.xml":
                content = _HOUR.sub(_SAME_HOUR, content)
            after.writestr(info, content)
    return out.getvalue()
