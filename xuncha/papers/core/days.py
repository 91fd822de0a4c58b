"""Dates as papers write them: 2026年3月5日, no noughts; unknown parts are left out, never guessed."""


def written(day: str) -> str:
    """ "2026-03-05" → "2026年3月5日", "2026-03" → "2026年3月", "" → a blank to be filled in by hand."""
    if not day:
        return "　　　　年　　月　　日"
    parts = day.split("T")[0].split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def span_written(starts: str, ends: str) -> str:
    """ "2026年3月5日至4月30日": the year is said once; an open end reads 至今."""
    if not ends:
        return f"{written(starts)}至今"
    if not starts:
        return f"至{written(ends)}"
    same_year = starts[:4] == ends[:4]
    return f"{written(starts)}至{written(ends)[5:] if same_year else written(ends)}"


_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """1–99 as headings count them: 一, 十, 二十三."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
