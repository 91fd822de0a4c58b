"""Why a file is not read as a table: a sentence for the user, and what to do."""

from __future__ import annotations

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import Sentence

LIMIT_MB = 60
"""The largest file that is held whole."""


class Unreadable(Exception):
    """The file cannot be read at all; `says` why and `remedy` what to do, both for the user."""

    def __init__(self, says: Sentence, remedy: Sentence):
        super().__init__(says.zh)
        self.says = says
        self.remedy = remedy

    def remark(self, file: str) -> Remark:
        """The same as a remark on the file."""
        return Remark("error", Place(file=file), self.says, self.remedy)


_SPLIT = Sentence(
    "请按年度或科目拆成几个文件分别导入；账表存成 csv 就不必拆，可在命令行用 xuncha screen ledger 筛查。",
    "Split it by year or subject and bring it in piece by piece; books that are saved as csv may stay whole and be screened on "
    "the command line by xuncha screen ledger.",
)


def empty() -> Unreadable:
    """The refusal of a file without a byte."""
    return Unreadable(
        Sentence("文件是空的（0 字节）", "The file is empty (0 bytes)"),
        Sentence("请重新导出或复制一份。", "Export or copy it again."),
    )


def nothing_in_it() -> Unreadable:
    """The refusal of a file whose cells are all blank."""
    return Unreadable(
        Sentence("文件里没有任何内容", "The file holds nothing"),
        Sentence("请检查是否选错了文件。", "Check that the right file was chosen."),
    )


def too_big(size: int) -> Unreadable:
    """The refusal of a file of `size` bytes."""
    says = Sentence(
        f"文件有 {size / 1024 / 1024:.0f} MB，超过 {LIMIT_MB} MB",
        f"The file has {size / 1024 / 1024:.0f} MB, more than {LIMIT_MB} MB",
    )
    return Unreadable(says, _SPLIT)


def unpacks_to_too_much(limit: int) -> Unreadable:
    """The refusal of a packed file of more than `limit` MB."""
    says = Sentence(f"文件解压后超过 {limit} MB", f"The file unpacks to more than {limit} MB")
    return Unreadable(says, _SPLIT)


def wrong_type(seen: str = "") -> Unreadable:
    """The refusal of a file that is no table; `seen` is what it is, where that is known."""
    return Unreadable(
        Sentence(
            f"这是 {seen} 文件，不是表格" if seen else "这不是能读的表格文件",
            f"This is a {seen} file, not a table" if seen else "This is not a table that can be read",
        ),
        Sentence("请用 .xlsx、.xls 或 .csv 格式。", "Use .xlsx, .xls or .csv."),
    )


def page() -> Unreadable:
    """The refusal of a web page that is called a workbook."""
    return Unreadable(
        Sentence(
            "这不是真正的表格文件，是网页（HTML、XML）格式，有些系统导出的 .xls 就是这样",
            "This is no workbook but a web page (HTML, XML), as some programs export it under the name of .xls",
        ),
        Sentence(
            "请用 Excel 或 WPS 打开，另存为 .xlsx（Excel 工作簿）再导入。",
            "Open it in Excel or WPS, save it as .xlsx (a workbook) and bring that in.",
        ),
    )


def damaged() -> Unreadable:
    """The refusal of a file that breaks while it is read."""
    return Unreadable(
        Sentence("文件已损坏，打不开", "The file is damaged and cannot be opened"),
        Sentence(
            "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。",
            "Open it in Excel or WPS and save it as .xlsx again.",
        ),
    )


def locked() -> Unreadable:
    """The refusal of a file with a password."""
    return Unreadable(
        Sentence("文件设有打开密码，读不出内容", "The file is protected by a password"),
        Sentence(
            "请在 Excel 或 WPS 中取消打开密码，另存后再导入。",
            "Remove the password in Excel or WPS and save it again.",
        ),
    )


def declares() -> Unreadable:
    """The refusal of XML with a document type."""
    return Unreadable(
        Sentence(
            "XML 文件里有文档类型或实体声明，或层次过深，为安全起见不读",
            "The XML file declares a document type or entities, or is nested too deeply; it is not read",
        ),
        Sentence(
            "请让导出的单位按标准接口重新导出，不带 DOCTYPE。",
            "Have it exported again after the interface standard, without DOCTYPE.",
        ),
    )


def too_many_lines(lines: int, most: int) -> Unreadable:
    """The refusal of a text table of so many lines."""
    says = Sentence(f"表格有 {lines} 行，超过 {most} 行", f"The table has {lines} lines, more than {most}")
    return Unreadable(says, _SPLIT)


def reaches_too_far(sheet: str, rows: int, columns: int) -> Unreadable:
    """The refusal of a sheet that reaches over more cells than can be held."""
    return Unreadable(
        Sentence(
            f"“{sheet}”表有 {rows} 行 × {columns} 列，范围过大，读不下",
            f"the sheet “{sheet}” reaches over {rows} rows and {columns} columns, which is too much to be read",
        ),
        Sentence(
            "多半是远处有零星内容：请删去数据以外的行和列，另存后再导入。",
            "Most likely something stands far from the data: delete the rows and columns around it, and save it again.",
        ),
    )
