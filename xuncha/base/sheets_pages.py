"""Web pages that pass for workbooks: many programs export one and call it .xls."""

from __future__ import annotations

import re

HEAD = 4096
_PAGE = re.compile(
    r"<(?:html|table)[\s>]|urn:schemas-microsoft-com:office:(?:excel|spreadsheet)|^mime-version:",
    re.IGNORECASE,
)


def is_page(start: bytes) -> bool:
    """Whether a file that begins so is a web page with a table, packed (MHTML) or not, or a workbook of 2003 in XML."""
    head = start[:HEAD]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "latin-1", "ignore").lstrip("\ufeff\xef\xbb\xbf \t\r\n")
    return text[:1] in ("<", "M", "m") and _PAGE.search(text) is not None
