"""Heads of official papers: 文件格式 with the red rule, 信函格式 with the double rules; and broken titles."""

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from xuncha.papers.core import edges
from xuncha.papers.core.measures import (
    AREA_WIDTH,
    FANGSONG,
    HEI,
    KAI,
    LINE,
    RED,
    SIZE,
    TITLE,
    characters,
    mm,
)
from xuncha.papers.core.ooxml import dress, element, of_paragraph, rule
from xuncha.papers.core.paper import Paper

#: A title line holds so many characters of size 2.
TITLE_CHARACTERS = 20
_NO_NUMBER = "　　　　〔　　　〕　　号"
_BREAK_BEFORE = (
    "关于",
    "开展",
    "进行",
    "实施",
    "的通知",
    "的函",
    "的决定",
    "的意见",
    "的报告",
    "常规巡察",
    "专项巡察",
)
_BREAK_AFTER = "的、和与及》）)"


def draw_red_head(paper: Paper, organ: str, signer: str) -> None:
    """Marks, organ mark 35 mm below the area's top, number two lines below, red rule 4 mm below that."""
    copy = paper.copy
    marks = [text for text in (copy.serial, copy.mark, copy.urgency) if text]
    for text in marks:
        paper.paragraph(text, FANGSONG if text == copy.serial else HEI, first=0, align="left")
    mark = paper.paragraph("", first=0, align="center")
    _organ_mark(mark, organ, most_mm=15, before=mm(35) - len(marks) * LINE)
    paper.blank(2)
    number = copy.number or _NO_NUMBER
    if signer:
        line = paper.paragraph(number, first=1, align="left")
        of_paragraph(line, "tabs", {}, element("tab", {"val": "right", "pos": AREA_WIDTH - characters(1)}))
        dress(line.add_run("\t签发人："), FANGSONG, SIZE["3号"])
        dress(line.add_run(signer), KAI, SIZE["3号"])
    else:
        line = paper.paragraph(number, first=0, align="center")
    rule(line, "bottom", "single", 16, RED, 5)
    paper.blank(2)


def draw_letter_head(paper: Paper, organ: str) -> None:
    """Organ mark 30 mm from the page's top, double rules of 170 mm, number at the right edge."""
    copy = paper.copy
    edges.dress_first_letter_page(
        paper.document, copy, lambda paragraph: _organ_mark(paragraph, organ, most_mm=12, before=0)
    )
    paper.document.sections[0].header_distance = mm(30) * 635
    marks = [text for text in (copy.serial, copy.mark, copy.urgency) if text]
    lines = max(1, len(marks))
    for index in range(lines):
        left = marks[index] if index < len(marks) else ""
        drawn = paper.paragraph(
            left, FANGSONG if left and left == copy.serial else HEI, first=0, align="left"
        )
        if index == 0:
            of_paragraph(drawn, "tabs", {}, element("tab", {"val": "right", "pos": AREA_WIDTH}))
            dress(drawn.add_run(f"\t{copy.number or _NO_NUMBER}"), FANGSONG, SIZE["3号"])
    paper.blank(2 if lines == 1 else 1)


def title_lines(text: str) -> list[str]:
    r"""A title in lines: at the author's `\n` when his lines fit, else as even as sense allows."""
    wanted = text.split("\n")
    if len(wanted) > 1 and all(len(line) <= TITLE_CHARACTERS for line in wanted):
        return wanted
    text = "".join(wanted)
    if len(text) <= TITLE_CHARACTERS:
        return [text]
    count = -(-len(text) // TITLE_CHARACTERS)
    lines, rest = [], text
    for left in range(count, 1, -1):
        cut = _cut(rest, left)
        lines.append(rest[:cut])
        rest = rest[cut:]
    return [*lines, rest]


def _cut(text: str, lines_left: int) -> int:
    even = len(text) / lines_left
    least = len(text) - TITLE_CHARACTERS * (lines_left - 1)
    places = range(max(1, least), min(TITLE_CHARACTERS, len(text) - 1) + 1)

    def cost(place: int) -> float:
        good = text[place:].startswith(_BREAK_BEFORE) or text[place - 1] in _BREAK_AFTER
        poor = text[place] in "、的》）)和与及"
        return abs(place - even) + (0 if good else 4) + (20 if poor and not good else 0)

    return min(places, key=cost)


def _organ_mark(paragraph: Paragraph, organ: str, most_mm: float, before: int) -> None:
    """The issuing organ in red, squeezed into one line of the type area when it is long."""
    width = min(mm(most_mm), AREA_WIDTH // max(1, len(organ)))
    height = min(round(width * 1.5), mm(20))
    half_points = round(height / 10)
    of_paragraph(paragraph, "snapToGrid", {"val": 0})
    of_paragraph(
        paragraph,
        "spacing",
        {"before": before, "after": 0, "line": round(height * 1.15), "lineRule": "exact"},
    )
    for run in paragraph._p.findall(qn("w:r")):
        paragraph._p.remove(run)
    scale = round(100 * (width - 6) / height)
    dress(paragraph.add_run(organ), TITLE, half_points, RED, scale)
