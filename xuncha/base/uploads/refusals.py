"""Why a file is not taken: one short code, a sentence, and what to do. The code alone goes into the journal."""

from __future__ import annotations

from xuncha.base.words import Sentence

_AGAIN = Sentence("请重新导出或重新扫描一份。", "Export or scan it again.")
_PLAIN = Sentence(
    "请用 WPS 或 Excel、Word 另存为 .xlsx、.docx 或 PDF 后再上传。",
    "Save it as .xlsx, .docx or PDF and send that.",
)
_PRINT = Sentence("请用“打印为 PDF”重新生成一份再上传。", "Print it to PDF again and send that.")
_NOTIFY = Sentence(
    "请不要再打开这个文件，联系单位的网络安全人员处理。",
    "Do not open this file again; tell those in charge of security.",
)
_UNPACK = Sentence("请先解压，再逐个上传其中的文件。", "Unpack it and send the files one by one.")
_RENAME = Sentence("请改成普通的文件名再上传。", "Give it a plain name and send it again.")

REASONS: dict[str, tuple[Sentence, Sentence]] = {
    "empty": (Sentence("文件是空的（0 字节）", "The file is empty (0 bytes)"), _AGAIN),
    "too-big": (
        Sentence("文件超过 {most} MB", "The file is larger than {most} MB"),
        Sentence("请压缩图片，或按年度、科目拆成几个文件。", "Make pictures smaller, or split the file."),
    ),
    "name": (Sentence("文件名里有看不见的控制字符或改变文字方向的字符", "The file's name holds invisible characters"), _RENAME),
    "name-long": (Sentence("文件名太长或没有文件名", "The file has no name, or too long a one"), _RENAME),
    "unknown": (
        Sentence("不收这种文件", "Files of this kind are not taken"),
        Sentence(
            "可收：图片（jpg、png、tif、bmp）、PDF、OFD、Word、Excel、PPT、WPS 和文本表格；音像资料请登记存放处。",
            "Taken are pictures, PDF, OFD, Word, Excel, PowerPoint, WPS and text tables; of sound and film note the place.",
        ),
    ),
    "page": (
        Sentence("这是网页格式的表，有些系统导出的 .xls 就是这样", "This is a table in a web page, as some programs export it"),
        Sentence("请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。", "Open it in Excel or WPS, save it as .xlsx and send that."),
    ),
    "not-wanted": (
        Sentence("这是{kind}，这里不收", "This is {kind}, which is not taken here"),
        Sentence("这里可收：{wanted}。", "Taken here: {wanted}."),
    ),
    "ending": (
        Sentence("文件名的后缀与内容不符：内容是{kind}", "The ending of the name does not fit: the content is {kind}"),
        Sentence("请核对是否选错了文件；没有选错的，改成正确的后缀再上传。", "Check the file; if it is right, correct its ending."),
    ),
    "parquet": (
        Sentence("这是 Parquet 文件，页面上不收", "This is a Parquet file, which no page takes"),
        Sentence(
            "请另存为 csv 或 xlsx；账表也可以在命令行用 xuncha screen ledger 直接筛查，不受大小限制。",
            "Save it as csv or xlsx; books may be screened as they are by xuncha screen ledger on the command line, whatever their size.",
        ),
    ),
    "damaged": (Sentence("文件已损坏，打不开", "The file is damaged"), _AGAIN),
    "locked": (
        Sentence("文件设有打开密码", "The file is protected by a password"),
        Sentence("请取消打开密码，另存后再上传。", "Remove the password, save it and send it again."),
    ),
    "archive": (Sentence("这是压缩包", "This is an archive"), _UNPACK),
    "bomb": (
        Sentence("文件解开后大得不正常，没有打开", "Unpacked, the file would be abnormally large; it was not opened"),
        _PLAIN,
    ),
    "entries": (Sentence("文件内部的部件多得不正常", "The file has abnormally many parts"), _PLAIN),
    "slip": (Sentence("文件内部藏有指向别处的路径", "The file holds paths that lead elsewhere"), _NOTIFY),
    "nested": (Sentence("文件里层层套着别的压缩文件", "The file holds archives within archives"), _PLAIN),
    "macro": (Sentence("文件带有宏（可自动运行的程序）", "The file carries macros, programs that run by themselves"), _PLAIN),
    "active": (Sentence("文件里嵌有可执行的程序或控件", "The file carries programs or controls"), _PLAIN),
    "remote": (Sentence("文件打开时会连接外部地址", "The file would connect to the outside when opened"), _PLAIN),
    "script": (Sentence("PDF 里有脚本、附件或启动命令", "The PDF carries scripts, attachments or commands"), _PRINT),
    "entities": (Sentence("文件内部有可被用来耗尽内存的定义", "The file holds definitions that can exhaust memory"), _PLAIN),
    "two-faced": (Sentence("一个文件里藏着两种文件", "Two files hide in this one"), _NOTIFY),
    "virus": (Sentence("文件被识别为病毒样本", "The file is a known virus sample"), _NOTIFY),
    "unscanned": (
        Sentence("病毒扫描程序没有应答，文件没有收下", "The virus scanner did not answer; the file was not taken"),
        Sentence("请联系系统管理员检查扫描程序后再上传。", "Ask the system administrator to look after the scanner."),
    ),
    "pixels": (
        Sentence("图片的像素多得不正常（超过 {most} 百万像素）", "The picture has more than {most} million pixels"),
        Sentence("请用 300 dpi 重新扫描，或者缩小后再上传。", "Scan it again at 300 dpi, or make it smaller."),
    ),
    "pages": (
        Sentence("文件的页数或部件多得不正常", "The file has abnormally many pages or parts"),
        Sentence("请分成几个文件上传。", "Split it into several files."),
    ),
    "secret": (
        Sentence("文件带有国家秘密标志，本系统不得存放", "The file is marked as a state secret and may not be kept here"),
        Sentence(
            "请立即从本机移除，按保密规定在涉密设备上处理，并向保密人员报告；系统没有保存它的任何内容和名称。",
            "Remove it from this machine and handle it on an approved one; nothing of it was kept here.",
        ),
    ),
}  # fmt: skip


class NotTaken(Exception):
    """The file is not taken. `code` is a key of REASONS; `says` and `remedy` are for the user and hold nothing of the file."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        says, remedy = REASONS[code]
        self.code = code
        self.says, self.remedy = (says.filled(**words), remedy.filled(**words)) if words else (says, remedy)
