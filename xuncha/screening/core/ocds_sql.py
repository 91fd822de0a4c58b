"""How the engine turns lines of OCDS JSON into the tender tables: declared members, and one statement a table.

Numbers and dates come as text, so that one which cannot be read can be told from a missing one. A row that lacks what its
line may hold gets no `path` (NULL): that line is read again.
"""
# ruff: noqa: S608  (every word of these statements stands in this file)

from __future__ import annotations

from collections.abc import Collection

from xuncha.screening.core.quoted import quoted

ORDER = ("tenders", "lots", "bids", "awards", "items", "contracts", "documents", "parties")

_MONEY = "STRUCT(amount VARCHAR, currency VARCHAR)"
_PARTY = "STRUCT(id VARCHAR, name VARCHAR, identifier STRUCT(id VARCHAR))"
_LOTS = '"relatedLots" VARCHAR[], "relatedLot" VARCHAR'
_ITEM = (
    f"STRUCT(id VARCHAR, description VARCHAR, {_LOTS}, quantity VARCHAR,"
    f" classification STRUCT(scheme VARCHAR, id VARCHAR), unit STRUCT(name VARCHAR, value {_MONEY}))"
)
_TENDER = {
    "tenders": 'title VARCHAR, status VARCHAR, "procurementMethod" VARCHAR, "procurementMethodDetails" VARCHAR,'
    ' "mainProcurementCategory" VARCHAR, "tenderPeriod" STRUCT("startDate" VARCHAR, "endDate" VARCHAR),'
    f' "numberOfTenderers" VARCHAR, value {_MONEY}, "procuringEntity" {_PARTY}',
    "lots": f"lots STRUCT(id VARCHAR, title VARCHAR, status VARCHAR, value {_MONEY})[]",
    "items": f"items {_ITEM}[]",
    "documents": 'documents STRUCT(id VARCHAR, "documentType" VARCHAR, title VARCHAR, author VARCHAR, "datePublished" VARCHAR)[]',
}
_AWARD = {
    "awards": f'id VARCHAR, status VARCHAR, date VARCHAR, "relatedBid" VARCHAR, {_LOTS}, suppliers {_PARTY}[], value {_MONEY}',
    "items": f"items {_ITEM}[]",
}
_OTHERS = {
    "bids": {
        "bids": f"STRUCT(details STRUCT(id VARCHAR, status VARCHAR, date VARCHAR, {_LOTS}, tenderers {_PARTY}[], value {_MONEY})[])"
    },
    "contracts": {
        "contracts": 'STRUCT(id VARCHAR, "awardID" VARCHAR, title VARCHAR, status VARCHAR, "dateSigned" VARCHAR,'
        f" value {_MONEY}, suppliers {_PARTY}[], amendments JSON[],"
        f" implementation STRUCT(transactions STRUCT(value {_MONEY}, amount {_MONEY})[]))[]"
    },
    "parties": {
        "parties": 'STRUCT(id VARCHAR, name VARCHAR, identifier STRUCT(id VARCHAR), address STRUCT("streetAddress" VARCHAR),'
        ' "contactPoint" STRUCT(name VARCHAR, telephone VARCHAR, email VARCHAR), details STRUCT("incorporationDate" VARCHAR))[]'
    },
}


def members(tables: Collection[str]) -> dict[str, str]:
    """Member of a release → declared type, no more than these tables need."""
    tender = ", ".join(kind for key, kind in _TENDER.items() if key in tables)
    award = ", ".join(kind for key, kind in _AWARD.items() if key in tables or "items" in tables)
    found = {"ocid": "VARCHAR", "date": "VARCHAR", "buyer": _PARTY, "planning": "STRUCT(project VARCHAR)"}
    found["tender"] = f"STRUCT({tender})"
    if {"awards", "items"} & set(tables):
        found["awards"] = f"STRUCT({award})[]"
    for key, kinds in _OTHERS.items():
        if key in tables:
            found |= kinds
    return found


def parsed(tables: Collection[str], path: str) -> str:
    """A file as the engine parses it: the members that these tables need, one row a line that is not blank."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in members(tables).items())
    return (
        f"read_json({quoted(path)}, format = 'newline_delimited', records = true, ignore_errors = true,"
        f" columns = {{{columns}}})"
    )


def read(tables: Collection[str], path: str) -> str:
    """The statement that parses a file into `ocds_releases`."""
    return f"CREATE TABLE ocds_releases AS SELECT * FROM {parsed(tables, path)}"


MACROS = (
    "CREATE OR REPLACE TEMP MACRO zone_of(t) AS CASE WHEN length(t) <= 16 OR instr(substr(t, 17), '+') + instr(substr(t, 17), '-') = 0"
    " THEN 0 WHEN substr(t, -3, 1) = ':' THEN (substr(t, -6, 1) || '1')::INTEGER * (try_cast(substr(t, -5, 2) AS INTEGER) * 60"
    " + try_cast(substr(t, -2) AS INTEGER)) END",
    "CREATE OR REPLACE TEMP MACRO moment_of(t) AS CASE WHEN year(try_cast(t AS TIMESTAMP)) BETWEEN 1981 AND 2098 THEN"
    " CASE WHEN suffix(t, 'Z') THEN try_cast(t AS TIMESTAMP) ELSE try_cast(t AS TIMESTAMP) - to_minutes(zone_of(t)) END END",
    "CREATE OR REPLACE TEMP MACRO cents_of(t) AS"
    " CASE WHEN abs(try_cast(t AS DECIMAL(18, 2))) < 1000000000000000 THEN (try_cast(t AS DECIMAL(18, 2)) * 100)::BIGINT END",
    "CREATE OR REPLACE TEMP MACRO no_money(v) AS v IS NOT NULL AND cents_of(v.amount) IS NULL",
    "CREATE OR REPLACE TEMP MACRO no_moment(t) AS t <> '' AND moment_of(t) IS NULL",
    "CREATE OR REPLACE TEMP MACRO text_of(t) AS coalesce(t, '')",
    "CREATE OR REPLACE TEMP MACRO key_of(p) AS"
    " CASE WHEN p.id <> '' THEN p.id WHEN p.identifier.id <> '' THEN p.identifier.id ELSE coalesce(p.name, '') END",
    "CREATE OR REPLACE TEMP MACRO name_of(p) AS CASE WHEN p.name <> '' THEN p.name ELSE key_of(p) END",
    "CREATE OR REPLACE TEMP MACRO no_party(p) AS p IS NOT NULL AND key_of(p) = ''",
    'CREATE OR REPLACE TEMP MACRO lots_of(p) AS CASE WHEN p."relatedLots" IS NULL THEN coalesce(p."relatedLot", \'\')'
    " ELSE array_to_string(list_sort(p.\"relatedLots\"), '|') END",
    "CREATE OR REPLACE TEMP MACRO partners_of(l) AS CASE WHEN len(l) = 1 THEN [{'key': key_of(l[1]), 'name': name_of(l[1])}]"
    " ELSE list_sort(list_distinct(list_transform(coalesce(l, []), p -> {'key': key_of(p), 'name': name_of(p)}))) END",
    "CREATE OR REPLACE TEMP MACRO doubtful_partners(l) AS l IS NULL OR (len(l) = 1 AND key_of(l[1]) = '')"
    " OR (len(l) > 1 AND len(list_distinct(list_transform(l, p -> key_of(p)))) <> len(partners_of(l)))"
    " OR (len(l) > 1 AND len(list_filter(l, p -> key_of(p) = '')) > 0)",
    "CREATE OR REPLACE TEMP MACRO keys_of(ps) AS CASE WHEN len(ps) = 1 THEN ps[1].key"
    " ELSE array_to_string(list_transform(ps, p -> p.key), '|') END",
    "CREATE OR REPLACE TEMP MACRO names_of(ps) AS CASE WHEN len(ps) = 1 THEN ps[1].name"
    " ELSE array_to_string(list_transform(ps, p -> p.name), '、') END",
)

WRITTEN = 6
"""Members of a list whose pointers are not made out of numbers."""
_PLACE = '$first + row_number() OVER () - 1 AS id, $sheet AS sheet, line AS "row"'


def _each(listed: str, one: str, nth: str, rows: str = "", held: str = "line, ocid") -> str:
    """A SELECT with a row for each member of a list: the member `one`, its number from 1 `nth`, and what is `held` of the rows."""
    of = rows or "(SELECT *, rowid + 1 AS line FROM ocds_releases WHERE ocid <> '')"
    return (
        f"(SELECT {held}, unnest({listed}) AS {one}, unnest(range(1, len({listed}) + 1)) AS {nth} FROM {of})"
    )


def _nth(pointer: str) -> str:
    """The JSON pointer of member `n` of a list. Those of the first members stand there in full: to make texts of numbers takes
    longer than anything else that is told of a bid."""
    written = " ".join(f"WHEN {at + 1} THEN '{pointer}{at}'" for at in range(WRITTEN))
    return f"CASE n {written} ELSE '{pointer}' || (n - 1) END"


_TENDERS = f"""
INSERT INTO tenders BY NAME
SELECT {_PLACE},
    CASE WHEN (date <> '' AND published IS NULL) OR no_party(buyer) OR (tender."tenderPeriod"."startDate" <> '' AND opens IS NULL)
        OR (tender."tenderPeriod"."endDate" <> '' AND closes IS NULL) OR no_money(tender.value) OR no_party(tender."procuringEntity")
        OR NOT regexp_full_match(coalesce(tender."numberOfTenderers", '0'), '-?[0-9]{{1,15}}')
        OR (tender IS NOT NULL AND tender.status IS NULL AND tender.title IS NULL AND tender."procurementMethod" IS NULL
            AND tender."tenderPeriod" IS NULL AND tender.value IS NULL AND tender."numberOfTenderers" IS NULL)
        THEN NULL ELSE '' END AS path,
    ocid, key_of(buyer) AS buyer_id, name_of(buyer) AS buyer, key_of(tender."procuringEntity") AS entity_id,
    name_of(tender."procuringEntity") AS entity, text_of(tender.title) AS title, text_of(tender.status) AS status,
    text_of(tender."procurementMethod") AS method, text_of(tender."procurementMethodDetails") AS method_details,
    text_of(tender."mainProcurementCategory") AS category, text_of(planning.project) AS project,
    published, opens, closes, try_cast(tender."numberOfTenderers" AS BIGINT) AS bidders,
    cents_of(tender.value.amount) AS amount, text_of(tender.value.currency) AS currency,
    coalesce(closes, published)::DATE AS day
FROM (
    SELECT *, rowid + 1 AS line, moment_of(date) AS published, moment_of(tender."tenderPeriod"."startDate") AS opens,
        moment_of(tender."tenderPeriod"."endDate") AS closes
    FROM ocds_releases WHERE ocid <> ''
)
"""

_PARTNERED = """
INSERT INTO {table} BY NAME
SELECT {place}, CASE WHEN (b.value IS NOT NULL AND amount IS NULL) OR (b.date <> '' AND moment IS NULL) OR {doubt}
    THEN NULL ELSE {pointer} END AS path,
    ocid, lots_of(b) AS lot_id, {own}, moment, text_of(b.status) AS status, amount, text_of(b.value.currency) AS currency,
    $process + line - 1 AS process, {partners}
FROM (SELECT *, cents_of(b.value.amount) AS amount, moment_of(b.date) AS moment{held} FROM {parts})
"""
"""Bids and awards: those of one party, then those of several or none, a row for each partner."""


def _partnered(
    table: str, called: str, members: str, pointer: str, listed: str, own: str, named: str
) -> tuple[str, str]:
    """The two statements of bids or awards; `members` is the list of parties, `named` when there must be one."""
    of = f"b.{members}"
    parts = _each(listed, "b", "n")
    common = {"table": table, "pointer": _nth(pointer), "own": own, "place": _PLACE}
    one = _PARTNERED.format(
        **common,
        doubt="key = ''",
        partners=f"key AS {called}_id, name_of({of}[1]) AS {called}, 1 AS partners, 1 AS nth, key AS who",
        held=f", key_of({of}[1]) AS key",
        parts=f"{parts} WHERE len({of}) = 1",
    )
    others = f"SELECT *, partners_of({of}) AS ps FROM {parts} WHERE coalesce(len({of}), 0) <> 1"
    listed_partners = f"(SELECT *, CASE WHEN len(ps) = 0 THEN [NULL] ELSE ps END AS listed FROM ({others}))"
    several = _PARTNERED.format(
        **common,
        doubt=f"(({named} OR {of} IS NOT NULL) AND doubtful_partners({of}))",
        partners=f"text_of(p.key) AS {called}_id, text_of(p.name) AS {called}, len(ps) AS partners, nth, keys_of(ps) AS who",
        held="",
        parts=_each("listed", "p", "nth", listed_partners, "*"),
    )
    return one, several


_BIDS = _partnered(
    "bids", "tenderer", "tenderers", "/bids/details/", "bids.details", "text_of(b.id) AS bid_id", "true"
)
_AWARDS = _partnered(
    "awards",
    "supplier",
    "suppliers",
    "/awards/",
    "awards",
    'text_of(b.id) AS award_id, text_of(b."relatedBid") AS bid_id',
    "coalesce(b.status, 'active') = 'active'",
)

_ITEMS = """
INSERT INTO items BY NAME
SELECT {place}, CASE WHEN no_money(i.unit.value) OR i IS NULL OR (i.quantity IS NOT NULL AND try_cast(i.quantity AS DOUBLE) IS NULL)
    THEN NULL ELSE {path} END AS path,
    ocid, lots_of(i) AS lot_id, text_of(i.id) AS item_id, text_of(i.classification.scheme) AS scheme,
    text_of(i.classification.id) AS code, text_of(i.description) AS title, try_cast(i.quantity AS DOUBLE) AS quantity,
    text_of(i.unit.name) AS measure, cents_of(i.unit.value.amount) AS price, text_of(i.unit.value.currency) AS currency, {of}
FROM {parts}
"""
_TENDER_ITEMS = _ITEMS.format(
    place=_PLACE,
    path=_nth("/tender/items/"),
    of="'tender' AS \"of\", 0 AS partners",
    parts=_each("tender.items", "i", "n"),
)
_SUPPLIED = f"(SELECT *, partners_of(a.suppliers) AS ps FROM {_each('awards', 'a', 'm')})"
_AWARD_ITEMS = _ITEMS.format(
    place=_PLACE,
    path="'/awards/' || (m - 1) || '/items/' || (n - 1)",
    of="'award' AS \"of\", text_of(a.id) AS of_id, keys_of(ps) AS supplier_id, names_of(ps) AS supplier, len(ps) AS partners,"
    " text_of(a.status) AS status",
    parts=_each("a.items", "i", "n", _SUPPLIED, "*"),
)

_LOT_ROWS = f"""
INSERT INTO lots BY NAME
SELECT {_PLACE}, CASE WHEN no_money(l.value) OR l.id IS NULL THEN NULL ELSE '/tender/lots/' || (n - 1) END AS path,
    ocid, text_of(l.id) AS lot_id, text_of(l.title) AS title, text_of(l.status) AS status,
    cents_of(l.value.amount) AS amount, text_of(l.value.currency) AS currency
FROM {_each("tender.lots", "l", "n")}
"""

_CONTRACTS = f"""
INSERT INTO contracts BY NAME
SELECT {_PLACE}, CASE WHEN c.id IS NULL OR no_money(c.value) OR no_moment(c."dateSigned")
        OR (c.suppliers IS NOT NULL AND doubtful_partners(c.suppliers))
        OR len(list_filter(c.implementation.transactions, t -> no_money(coalesce(t.value, t.amount))
            OR coalesce(t.value, t.amount) IS NULL)) > 0
        THEN NULL ELSE '/contracts/' || (n - 1) END AS path,
    ocid, text_of(c.id) AS contract_id, text_of(c."awardID") AS award_id, text_of(c.title) AS title,
    moment_of(c."dateSigned") AS signed, text_of(c.status) AS status, cents_of(c.value.amount) AS amount,
    text_of(c.value.currency) AS currency, coalesce(len(c.amendments), 0) AS changes,
    list_sum(list_transform(list_filter(c.implementation.transactions,
        t -> text_of(coalesce(t.value, t.amount).currency) = text_of(c.value.currency)),
        t -> cents_of(coalesce(t.value, t.amount).amount)))::BIGINT AS paid,
    keys_of(ps) AS supplier_id, names_of(ps) AS supplier
FROM (SELECT *, partners_of(c.suppliers) AS ps FROM {_each("contracts", "c", "n")})
"""

_DOCUMENTS = f"""
INSERT INTO documents BY NAME
SELECT {_PLACE}, CASE WHEN d.id IS NULL OR no_moment(d."datePublished") THEN NULL
        ELSE '/tender/documents/' || (n - 1) END AS path,
    ocid, 'tender' AS "of", text_of(d.id) AS document_id, text_of(d."documentType") AS kind, text_of(d.title) AS title,
    text_of(d.author) AS author, moment_of(d."datePublished") AS published
FROM {_each("tender.documents", "d", "n")}
"""

_PARTIES = f"""
INSERT INTO parties BY NAME
SELECT {_PLACE}, CASE WHEN p IS NULL OR key_of(p) = '' OR no_moment(p.details."incorporationDate") THEN NULL
        ELSE '/parties/' || (n - 1) END AS path,
    ocid, key_of(p) AS party_id, name_of(p) AS name, text_of(p.identifier.id) AS credit_code,
    text_of(p.address."streetAddress") AS address, text_of(p."contactPoint".telephone) AS phone,
    text_of(p."contactPoint".email) AS email, text_of(p."contactPoint".name) AS contact,
    moment_of(p.details."incorporationDate")::DATE AS founded
FROM {_each("parties", "p", "n")}
"""

OF_PROCESS = ("bids", "awards")
"""Tables whose rows get the number of the row of their process."""

FLAT: dict[str, tuple[str, ...]] = {
    "tenders": (_TENDERS,),
    "lots": (_LOT_ROWS,),
    "bids": _BIDS,
    "awards": _AWARDS,
    "items": (_TENDER_ITEMS, _AWARD_ITEMS),
    "contracts": (_CONTRACTS,),
    "documents": (_DOCUMENTS,),
    "parties": (_PARTIES,),
}

PARTNERED = {"bids": "bids.details", "awards": "awards"}
"""Tables whose second statement has nothing to lay once the first one has laid a row for each member of this list."""


def placed(statement: str, first: int, sheet: int, process: int | None) -> str:
    """A statement of `FLAT` for one file: the number of its first row, its sheet, and the number of the row of the process on
    the first line, None where not every line has one."""
    told = {
        "$first": f"{first:d}",
        "$sheet": f"{sheet:d}",
        "$process": "NULL" if process is None else f"{process:d}",
    }
    for name, number in told.items():
        statement = statement.replace(name, number)
    return statement
