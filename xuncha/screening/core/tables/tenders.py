"""The tables of the tender family: OCDS releases and tender lists as flat rows.

`of` says whose a row is: tender, bid, award or contract. `json` is the pointer of a value below the row's `path`. Money is
integer cents beside its currency; two currencies are never compared.
"""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.base.words import Sentence
from xuncha.screening.core.table import Column, ColumnKind, Table

_Row = tuple[str, ColumnKind, str, str, str]
_OCID: _Row = ("ocid", "code", "采购过程编号", "the process's number", "")
_LOT: _Row = ("lot_id", "code", "标包编号", "a lot's number", "")
_CURRENCY: _Row = ("currency", "code", "币种", "a currency", "")
_NTH: _Row = (
    "nth",
    "whole",
    "第几个成员（每份投标或中标必有一行是 1）",
    "which partner: one row of each bid or award is the first",
    "",
)
_WHO: _Row = ("who", "code", "全体成员的编号，用 | 连起来", "the numbers of all partners, joined by |", "")
_PROCESS: _Row = ("process", "whole", "所属采购过程的行编号", "the number of its process's row", "")
_SUPPLIER: tuple[_Row, _Row] = (
    ("supplier_id", "code", "中标人编号", "a supplier's number", ""),
    ("supplier", "text", "中标人", "a supplier", ""),
)


def _amount(path: str) -> _Row:
    return ("amount", "cents", "金额", "an amount", path)


def _table(
    key: str,
    title: tuple[str, str],
    what: tuple[str, str],
    *rows: _Row,
    dated_by: str = "",
    shows: Mapping[str, str] | None = None,
) -> Table:
    columns = tuple(Column(name, kind, Sentence(zh, en), json) for name, kind, zh, en, json in rows)
    return Table(key, Sentence(*title), Sentence(*what), columns, (), dated_by, shows or {}, by_path=True)


TABLES = (
    _table(
        "tenders", ("招标", "tenders"), ("一行是一个采购过程", "one row is one procurement process"),
        _OCID, ("buyer_id", "code", "采购人编号", "a buyer's number", "buyer/id"), ("buyer", "text", "采购人", "a buyer", "buyer/name"),
        ("entity_id", "code", "采购单位编号", "the procuring entity's number", "tender/procuringEntity/id"),
        ("entity", "text", "采购单位", "the procuring entity", "tender/procuringEntity/name"),
        ("title", "text", "项目名称", "a title", "tender/title"), ("status", "code", "状态", "a status", "tender/status"),
        ("method", "code", "采购方式", "a procurement method", "tender/procurementMethod"),
        ("method_details", "text", "采购方式说明", "details of the method", "tender/procurementMethodDetails"),
        ("category", "code", "类别（货物、工程、服务）", "goods, works or services", "tender/mainProcurementCategory"),
        ("project", "text", "所属工程（一个工程可分几次采购）", "the project it is a part of", "planning/project"),
        ("published", "moment", "公告时间", "a day of publication", "date"),
        ("opens", "moment", "投标开始", "the opening of submission", "tender/tenderPeriod/startDate"),
        ("closes", "moment", "投标截止", "the end of submission", "tender/tenderPeriod/endDate"),
        ("bidders", "whole", "投标人数", "a number of bidders", "tender/numberOfTenderers"), _amount("tender/value/amount"),
        ("reserve", "cents", "最高限价", "a reserve price", ""), _CURRENCY, ("place", "text", "地点", "a place", ""),
        ("day", "day", "日期", "a date", ""), dated_by="day", shows={"summary": "title", "payee": "buyer", "voucher": "ocid"},
    ),
    _table(
        "lots", ("标包", "lots"), ("一行是一个标包", "one row is one lot"),
        _OCID, _LOT, ("title", "text", "名称", "a title", "title"), ("status", "code", "状态", "a status", "status"),
        _amount("value/amount"), _CURRENCY, shows={"summary": "title", "voucher": "lot_id"},
    ),
    _table(
        "bids", ("投标", "bids"), ("一行是一份投标中的一个投标人", "one row is one tenderer of one bid"),
        _OCID, _LOT, ("bid_id", "code", "投标编号", "a bid's number", "id"),
        ("tenderer_id", "code", "投标人编号", "a tenderer's number", ""), ("tenderer", "text", "投标人", "a tenderer", ""),
        ("partners", "whole", "联合体成员数", "partners in the bid", ""),
        _NTH, _WHO, ("moment", "moment", "投标时间", "a day of the bid", "date"),
        ("status", "code", "状态", "a status", "status"), _amount("value/amount"), _CURRENCY, _PROCESS,
        shows={"summary": "ocid", "payee": "tenderer", "voucher": "bid_id"},
    ),
    _table(
        "awards", ("中标", "awards"), ("一行是一个中标结果中的一个供应商", "one row is one supplier of one award"),
        _OCID, _LOT, ("award_id", "code", "中标编号", "an award's number", "id"),
        ("bid_id", "code", "投标编号", "a bid's number", "relatedBid"),
        ("supplier_id", "code", "中标人编号", "a supplier's number", ""), ("supplier", "text", "中标人", "a supplier", ""),
        ("partners", "whole", "联合体成员数", "partners in the award", ""),
        _NTH, _WHO, ("moment", "moment", "定标时间", "a day of award", "date"),
        ("status", "code", "状态", "a status", "status"), _amount("value/amount"), _CURRENCY, _PROCESS,
        shows={"summary": "ocid", "payee": "supplier", "voucher": "award_id"},
    ),
    _table(
        "contracts", ("合同", "contracts"), ("一行是一份合同", "one row is one contract"),
        _OCID, ("contract_id", "code", "合同编号", "a contract's number", "id"),
        ("award_id", "code", "中标编号", "an award's number", "awardID"),
        ("title", "text", "名称", "a title", "title"), ("signed", "moment", "签订时间", "a day of signing", "dateSigned"),
        ("status", "code", "状态", "a status", "status"), _amount("value/amount"), _CURRENCY,
        ("changes", "whole", "变更次数", "a number of changes", "amendments"),
        ("changed", "cents", "变更后金额", "the amount after changes", ""),
        ("paid", "cents", "结算（已付）金额", "what was settled or paid", "implementation/transactions"), *_SUPPLIER,
        shows={"summary": "title", "payee": "supplier", "voucher": "contract_id"},
    ),
    _table(
        "items", ("标的", "items"), ("一行是一个标的", "one row is one item"),
        _OCID, ("of", "code", "属于", "whose", ""), ("of_id", "code", "属于的编号", "whose number", ""), _LOT,
        ("item_id", "code", "标的编号", "an item's number", "id"),
        ("scheme", "code", "分类目录", "a classification", "classification/scheme"),
        ("code", "code", "分类编码", "a class", "classification/id"), ("title", "text", "名称", "a description", "description"),
        ("quantity", "number", "数量", "a quantity", "quantity"), ("measure", "text", "单位", "a measure", "unit/name"),
        ("price", "cents", "单价", "a unit price", "unit/value/amount"), _CURRENCY,
        ("place", "text", "地区（来源）", "a place", ""), *_SUPPLIER, ("partners", "whole", "中标人数", "suppliers of the award", ""),
        ("status", "code", "所属中标的状态", "status of the award", ""),
        shows={"summary": "title", "amount": "price", "payee": "supplier"},
    ),
    _table(
        "documents", ("文件", "documents"), ("一行是一份文件", "one row is one document"),
        _OCID, ("of", "code", "属于", "whose", ""), ("of_id", "code", "属于的编号", "whose number", ""),
        ("document_id", "code", "文件编号", "a document's number", "id"), ("kind", "code", "类型", "a kind", "documentType"),
        ("title", "text", "名称", "a title", "title"), ("author", "text", "文件作者", "an author", "author"),
        ("published", "moment", "发布时间", "a day of publication", "datePublished"), shows={"summary": "title", "payee": "author"},
    ),
    _table(
        "parties", ("参与方", "parties"), ("一行是一个单位在一个过程里", "one row is one organisation in one process"),
        _OCID, ("party_id", "code", "编号", "a number", "id"), ("name", "text", "名称", "a name", "name"),
        ("credit_code", "code", "统一社会信用代码", "a registered number", "identifier/id"),
        ("address", "text", "地址", "an address", "address/streetAddress"),
        ("phone", "code", "电话", "a telephone number", "contactPoint/telephone"),
        ("email", "code", "邮箱", "an e-mail address", "contactPoint/email"),
        ("contact", "text", "联系人", "an agent", "contactPoint/name"),
        ("founded", "day", "成立日期", "a day of founding", "details/incorporationDate"),
        ("legal", "text", "法定代表人", "a legal representative", ""),
        ("author", "text", "投标文件作者", "an author of the bid file", ""),
        ("machine", "code", "投标文件机器码（网卡、硬盘）", "a machine code of the bid file", ""),
        shows={"payee": "name", "summary": "address", "voucher": "ocid"},
    ),
)  # fmt: skip
