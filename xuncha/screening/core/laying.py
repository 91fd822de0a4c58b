"""How entries, payments and vouchers are made out of the lines that were read, as DuckDB SQL.

No line is copied. What is dear to compute is told once beside each line, in columns of `lines` that are not declared and
no screen sees (`KEYS`, `TEXTS`); entries and payments are views that read it, with what a set of books and its accounts
are told once for each account of each unit (`accounts`). Vouchers are made when they are first asked for.

What hand-written SQL asks of lines stands in the view `keyed`: beside the columns of `lines` there are `booked`, that it is no
line of a payment list; `said`, the key of payee, its number and summary; `unit_key`; and `number`, the digits that a voucher
number ends with. Texts are asked for by the numbers of lines (`At`).

`account` is the key of the line's account, NULL for a payment list; `voucher` the key of its voucher; `paid` marks what is
a payment; `payee_found` is the payee that the other lines of a voucher name where its own line is silent; `party` is the
payee as compared; `words` is lower-case payee and summary. `on_day` is `day`, or the last day of the books where a row has
none, so that a dated parameter can always be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from xuncha.screening.core.quoted import quoted_list


def standing(told: Mapping[str, Iterable[str]]) -> str:
    """The statement that lays which accounts are cash and which budgetary: lists of beginnings by name."""
    lists = ", ".join(f"{quoted_list(texts)} AS {name}" for name, texts in told.items())
    return f"CREATE TEMP TABLE standing AS SELECT {lists}"


OVERLAPS = """
CREATE TEMP TABLE doubled AS
SELECT id, sheet FROM (
    SELECT id, sheet, min(sheet) OVER (PARTITION BY hash(
        kind, unit, day, voucher_type, voucher_no, line_no, account_code, account_name, debit, credit, amount, payee,
        summary
    )) AS first_sheet
    FROM lines WHERE voucher_no <> '' AND day IS NOT NULL
) WHERE sheet > first_sheet
"""

DROP_OVERLAPS = "DELETE FROM lines WHERE id IN (SELECT id FROM doubled)"

At = Callable[[str], str]
"""The relation of the lines whose numbers a SELECT gives, with their texts and `payee_found`."""


def at_lines(ids: str) -> str:
    """The lines of these numbers, where lines are a table."""
    return f"(SELECT * FROM lines WHERE id IN ({ids}))"


ACCOUNT = """CASE WHEN kind = 'entries'
    THEN (hash(unit, book, account_code, account_name) >> 1)::BIGINT END"""
VOUCHER = """(CASE WHEN voucher_no = '' THEN hash('line', id)
    WHEN day IS NULL THEN hash(unit, year || period, voucher_type, voucher_no)
    ELSE hash(unit, year(day) * 100 + month(day), voucher_type, voucher_no) END >> 1)::BIGINT"""
KEYED = """
CREATE VIEW keyed AS SELECT *, account IS NOT NULL AS booked, hash(payee, payee_id, summary) AS said, hash(unit) AS unit_key,
    CASE WHEN regexp_full_match(voucher_no, '[0-9]+') THEN try_cast(voucher_no AS BIGINT)
        ELSE try_cast(regexp_extract(voucher_no, '([0-9]+)$', 1) AS BIGINT) END AS number
FROM lines
"""
PAYEE = "CASE WHEN payee <> '' OR payee_found IS NULL THEN payee ELSE payee_found END"


def party(payee: str) -> str:
    """The payee as compared, of the payee that an expression tells."""
    return f"""CASE WHEN {payee} = '' THEN payee_id
    WHEN contains({payee}, ' ') OR contains({payee}, '　') OR contains({payee}, '（') OR contains({payee}, '）')
    THEN lower(translate({payee}, '（）　 ', '()')) ELSE lower({payee}) END"""


WORDS = """lower(CASE WHEN contains(payee, ' ') OR contains(summary, ' ') THEN replace(payee || summary, ' ', '')
    ELSE payee || summary END)"""


def _beside(name: str, kind: str, told: str) -> tuple[str, str]:
    """Lays a column beside the lines; only this column is written, what stands already is not copied."""
    return (
        f"ALTER TABLE lines ADD COLUMN {name} {kind}",
        f"ALTER TABLE lines ALTER COLUMN {name} SET DATA TYPE {kind} USING {told}",
    )


KEYS = (*_beside("account", "BIGINT", ACCOUNT), *_beside("voucher", "BIGINT", VOUCHER))


def accounts(at: At) -> str:
    """The statement that makes the accounts of the lines."""
    firsts = "SELECT min(id) FROM lines WHERE account IS NOT NULL GROUP BY account"
    return _ACCOUNTS.format(used=at(firsts))


_ACCOUNTS = """
CREATE TABLE accounts AS
WITH used AS (
    SELECT account, unit, book, account_code, account_name FROM {used}
), marked AS (
    SELECT DISTINCT u.unit FROM used u, standing s WHERE list_contains(s.budget_marks, u.account_code[1])
), named AS (
    SELECT account_code, any_value(account_name) AS account_name FROM chart GROUP BY account_code
), told AS (
    SELECT u.account, u.unit, u.account_code,
        CASE
            WHEN u.book <> '' THEN u.book
            WHEN m.unit IS NULL OR u.account_code = '' THEN ''
            WHEN list_contains(s.budget_codes, u.account_code[1]) THEN '02'
            ELSE '01'
        END AS book,
        CASE WHEN u.account_name <> '' THEN u.account_name ELSE coalesce(n.account_name, '') END AS account_name
    FROM used u CROSS JOIN standing s
    LEFT JOIN marked m ON m.unit = u.unit
    LEFT JOIN named n ON n.account_code = u.account_code
)
SELECT t.*,
    t.book <> '02' OR NOT bool_or(t.book <> '02') OVER (PARTITION BY t.unit) AS counts,
    CASE WHEN t.book = '02'
         THEN list_bool_or(list_transform(s.budget_cash_codes, code -> starts_with(t.account_code, code)))
              OR list_bool_or(list_transform(s.budget_cash_names, name -> starts_with(t.account_name, name)))
         ELSE list_bool_or(list_transform(s.cash_codes, code -> starts_with(t.account_code, code)))
              OR list_bool_or(list_transform(s.cash_names, name -> starts_with(t.account_name, name)))
    END AS cash
FROM told t CROSS JOIN standing s
"""

LISTED = "SELECT 1 AS one FROM lines WHERE account IS NULL LIMIT 1"
"""Says something where a payment list was handed in."""

PAID_AS_LISTED = _beside("paid", "BOOLEAN", "kind = 'payments'")

PAID_AS_CREDITED = (
    "ALTER TABLE lines ADD COLUMN paid BOOLEAN DEFAULT false",
    """
    UPDATE lines SET paid = true FROM accounts a
    WHERE a.account = lines.account AND a.counts AND a.cash AND lines.credit <> 0
        AND NOT EXISTS (
            SELECT 1 FROM lines m JOIN accounts c ON c.account = m.account
            WHERE c.counts AND c.cash AND m.debit <> 0 AND m.voucher = lines.voucher AND m.debit = lines.credit
        )
    """,
)
"""What was credited on cash and bank, without what was only moved between such accounts."""

PAYEES = (
    "ALTER TABLE lines ADD COLUMN payee_found VARCHAR",
    """
    UPDATE lines SET payee_found = n.payee FROM (
        SELECT voucher, max(payee) AS payee FROM lines
        WHERE payee <> '' AND account IS NOT NULL
            AND voucher IN (SELECT voucher FROM lines WHERE paid AND payee = '' AND account IS NOT NULL)
        GROUP BY voucher HAVING min(payee) = max(payee)
    ) n
    WHERE n.voucher = lines.voucher AND lines.paid AND lines.payee = '' AND lines.account IS NOT NULL
    """,
)

TEXTS = (
    *_beside("party", "VARCHAR", f"CASE WHEN paid THEN {party(PAYEE)} END"),
    *_beside("words", "VARCHAR", WORDS),
)

LAST_DAYS = (
    "SELECT max(day) FILTER (account IS NOT NULL) AS entries, max(day) FILTER (paid) AS payments FROM lines"
)

_PAID_SAID = "hash(l.payee_found, l.said)"
"""The key of what a payment says whose payee was found on another line."""
_REF = """CASE WHEN l.voucher_type <> '' AND l.voucher_no <> ''
    THEN l.voucher_type || '-' || l.voucher_no ELSE l.voucher_no END AS ref"""
_SHARED = """l.id, l.unit, l.day, l.voucher_type, l.voucher_no, l.voucher, l.summary, l.payee_id, l.payee_account,
    l.payer_account, l.category, l.function, l.project, l.settlement, l.nature, l.invoice, l.maker, l.approver"""


def views(
    listed: bool, last: Mapping[str, date | None], paid: str = "keyed l WHERE l.paid"
) -> tuple[str, ...]:
    """The statements that put entries and payments in place of the empty tables.

    `listed` says whether there is a payment list; `last` is the row that `LAST_DAYS` gives; `paid` are the lines that are
    payments, with `payee_found` and `party`.
    """
    entries, payments = (f"DATE '{last[key] or NO_DAY}'" for key in ("entries", "payments"))
    return (
        "DROP TABLE entries",
        f"""
        CREATE VIEW entries AS
        SELECT {_SHARED}, {_REF}, l.department, a.book, a.counts, l.year, l.period, l.line_no, l.account_code,
            a.account_name, a.cash, l.counter_account, l.payee, l.poster, l.debit, l.credit, l.words,
            coalesce(l.day, {entries}) AS on_day, l.unit_key, l.said
        FROM keyed l JOIN accounts a ON a.account = l.account
        """,
        "DROP TABLE payments",
        f"""
        CREATE VIEW payments AS
        SELECT {_SHARED}, {_REF}, l.day - DATE '1970-01-01' AS day_number, {PAYEE} AS payee, l.party,
            l.{"amount" if listed else "credit"} AS amount,
            CASE WHEN l.payee_found <> '' THEN lower(replace(l.payee_found || l.summary, ' ', ''))
                ELSE l.words END AS words,
            coalesce(l.day, {payments}) AS on_day, l.unit_key,
            CASE WHEN l.payee_found IS NULL THEN l.said ELSE {_PAID_SAID} END AS said
        FROM {paid}
        """,
        "DROP TABLE vouchers",
    )


NO_DAY = date(2000, 1, 1)
"""The day by which parameters are chosen where no row has any."""


def largest(size: str) -> str:
    """Within a group: the number of the line with the largest sum, of equal ones the first, whichever thread saw it first."""
    return f"arg_max(id, {size}::HUGEINT * {10**12} - id)"


VOUCHERS = f"""
WITH made AS (
    SELECT voucher, {largest("greatest(debit, credit)")} AS id, min(id) AS first, min(day) AS day, max(on_day) AS on_day,
        coalesce(sum(debit) FILTER (counts), 0)::BIGINT AS amount,
        max(maker) AS maker, max(approver) AS approver, max(poster) AS poster
    FROM entries GROUP BY voucher
)
SELECT m.* EXCLUDE (first), e.unit, e.ref, e.summary, e.words FROM made m JOIN entries e ON e.id = m.first
UNION ALL BY NAME
SELECT id, unit, day, on_day, ref, voucher, amount, summary, words, maker, approver, '' AS poster
FROM payments WHERE NOT EXISTS (SELECT 1 FROM entries)
"""
"""One row each; the texts are those of the first line."""

TEXTS_SAID = f"""
WITH firsts AS (
    SELECT said, min(id) AS id, NULL::VARCHAR AS found FROM keyed GROUP BY said
    UNION ALL
    SELECT {{said}}, min(l.id), l.payee_found FROM keyed l WHERE l.payee_found IS NOT NULL GROUP BY l.payee_found, l.said
), told AS (
    SELECT f.said, coalesce(f.found, l.payee) AS payee, l.payee_id, l.summary FROM firsts f JOIN {{at}} l ON l.id = f.id
), compared AS (
    SELECT *, {party("payee")} AS party, lower(replace(payee || summary, ' ', '')) AS words FROM told
)
SELECT row_number() OVER ()::INTEGER AS text, said, payee, payee_id, summary, words, party <> '' AS named,
    hash(CASE WHEN party <> '' THEN party WHEN words <> '' THEN words END) AS who
FROM compared
"""
"""What lines and payments say, each text once: payee, its number and summary, and what is compared of them.

`who` is the key of the party, or of the words where none is `named`; NULL where nothing is said.
"""

PAYMENT_UNITS = """
WITH firsts AS (SELECT unit_key, min(id) AS id FROM payments GROUP BY unit_key)
SELECT f.unit_key, l.unit FROM firsts f JOIN {at} l ON l.id = f.id
"""

PAYMENT_KEYS = """
SELECT p.id, p.day, p.on_day, p.amount, p.unit_key, t.text, t.named, t.who
FROM payments p JOIN texts t ON t.said = p.said
"""
"""Payments in numbers, for what is written by hand: `unit_key` in `payment_units`, `text` in `texts`."""


def later(at: At) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Tables that are made when a query first names them: the SELECT, and of which tables the first that has rows is used."""
    firsts = at("SELECT id FROM firsts")
    return {
        "vouchers": (VOUCHERS, ("entries", "payments")),
        "texts": (TEXTS_SAID.format(at=firsts, said=_PAID_SAID), ()),
        "payment_units": (PAYMENT_UNITS.format(at=firsts), ()),
        "payment_keys": (PAYMENT_KEYS, ()),
    }
