"""The measures of GB/T 9704-2012 that the papers keep, in twentieths of a point ("twips") unless named.

Read in secondary sources: A4, margins 37/28/35/26 mm, type area 156 × 225 mm, 22 lines × 28 characters,
size 3 body, size 2 title, page number of size 4. Not read in the standard itself, and therefore to be
checked by the office: 35 mm above the organ mark, 4 mm to the red rule, 7 mm to the page number.
"""

from typing import Final

MM: Final = 1440 / 25.4

PAGE_WIDTH: Final = 11906
PAGE_HEIGHT: Final = 16838
TOP: Final = 2098
BOTTOM: Final = 1984
LEFT: Final = 1588
RIGHT: Final = 1474
AREA_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
AREA_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM

LINES: Final = 22
CHARACTERS: Final = 28
#: One line: the area's height by 22, rounded down, or the 22nd line would fall on the next page.
LINE: Final = AREA_HEIGHT // LINES
#: One character's width: size 3 is 16 pt, 28 of them need 15.79 pt, so the grid takes the rest back.
CHARACTER: Final = AREA_WIDTH / CHARACTERS
#: The same as Word stores it: 1/4096 of a point added to every character.
CHARACTER_SPACE: Final = int((CHARACTER / 20 - 16) * 4096) - 1
#: The same for one run, in tenths of a point (finer steps get lost in some programs), so that 28 surely fit.
CLOSER: Final = -2 * (int((320 - CHARACTER) / 2) + 1)

#: Chinese type sizes in half points, as Word stores them.
SIZE: Final = {"2号": 44, "小2号": 36, "3号": 32, "小3号": 30, "4号": 28, "小4号": 24, "5号": 21, "小5号": 18}

RED: Final = "C00000"
GREY: Final = "808080"

SONG: Final = "宋体"
FANGSONG: Final = "仿宋_GB2312"
KAI: Final = "楷体_GB2312"
HEI: Final = "黑体"
TITLE: Final = "方正小标宋简体"

#: What a machine without the font may take instead; fonts are named, never shipped.
STAND_INS: Final = {
    FANGSONG: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    KAI: "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
    HEI: "SimHei,微软雅黑,Noto Sans CJK SC",
    TITLE: "方正小标宋_GBK,小标宋,华文中宋,Noto Serif CJK SC",
    SONG: "SimSun,Noto Serif CJK SC",
}


def mm(length: float) -> int:
    """Millimetres as twips."""
    return round(length * MM)


def characters(number: float) -> int:
    """The width of so many body characters, as twips."""
    return round(number * CHARACTER)


def width_of(text: str) -> float:
    """How many full characters wide a text is; Latin letters and digits count half."""
    return sum(0.5 if ord(letter) < 0x2E80 and letter not in "—…“”‘’〔〕" else 1.0 for letter in text)
