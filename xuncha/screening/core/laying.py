"""How entries, payments and vouchers are made out of the lines that were read, as DuckDB SQL.

`party` is the payee as compared; `on_day` is `day`, or the last day of the books where a row has none, so that a dated
parameter can always be found; `words` is lower-case payee and summary.
"""

STANDING = """
CREATE TEMP TABLE standing AS SELECT string_split($1, '|') AS cash_codes, string_split($2, '|') AS cash_names,
    string_split($3, '|') AS budget_cash_codes, string_split($4, '|') AS budget_cash_names,
    string_split($5, '|') AS budget_codes, string_split($6, '|') AS budget_marks
"""

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

_NAMED_VOUCHER = """CASE WHEN {0}.voucher_type <> '' AND {0}.voucher_no <> ''
    THEN {0}.voucher_type || '-' || {0}.voucher_no ELSE {0}.voucher_no END"""
_VOUCHER_KEY = """(CASE WHEN {0}.voucher_no = '' THEN hash('line', {0}.id)
    WHEN {0}.day IS NULL THEN hash({0}.unit, {0}.year || {0}.period, {0}.voucher_type, {0}.voucher_no)
    ELSE hash({0}.unit, year({0}.day) * 100 + month({0}.day), {0}.voucher_type, {0}.voucher_no) END >> 1)::BIGINT"""
_PAID = "payee_account, payer_account, category, function, project, settlement, nature, invoice"

ENTRIES = f"""
INSERT INTO entries BY NAME
WITH marked AS (
    SELECT DISTINCT l.unit FROM lines l, standing s
    WHERE l.kind = 'entries' AND list_contains(s.budget_marks, l.account_code[1])
), named AS (
    SELECT account_code, any_value(account_name) AS account_name FROM chart GROUP BY account_code
), booked AS (
    SELECT l.* EXCLUDE (book, account_name, amount, kind),
        CASE
            WHEN l.book <> '' THEN l.book
            WHEN m.unit IS NULL OR l.account_code = '' THEN ''
            WHEN list_contains(s.budget_codes, l.account_code[1]) THEN '02'
            ELSE '01'
        END AS book,
        CASE WHEN l.account_name <> '' THEN l.account_name ELSE coalesce(n.account_name, '') END AS account_name
    FROM lines l CROSS JOIN standing s
    LEFT JOIN marked m ON m.unit = l.unit
    LEFT JOIN named n ON n.account_code = l.account_code
    WHERE l.kind = 'entries'
), units AS (
    SELECT unit, bool_or(book <> '02') AS has_financial FROM booked GROUP BY unit
), accounts AS (
    SELECT DISTINCT book, account_code, account_name FROM booked
), known AS (
    SELECT a.*,
        CASE WHEN a.book = '02'
             THEN list_bool_or(list_transform(s.budget_cash_codes, code -> starts_with(a.account_code, code)))
                  OR list_bool_or(list_transform(s.budget_cash_names, name -> starts_with(a.account_name, name)))
             ELSE list_bool_or(list_transform(s.cash_codes, code -> starts_with(a.account_code, code)))
                  OR list_bool_or(list_transform(s.cash_names, name -> starts_with(a.account_name, name)))
        END AS cash
    FROM accounts a CROSS JOIN standing s
)
SELECT b.* EXCLUDE (sheet, row),
    b.book <> '02' OR NOT u.has_financial AS counts,
    coalesce(b.day, (SELECT max(day) FROM lines WHERE kind = 'entries'), DATE '2000-01-01') AS on_day,
    {_NAMED_VOUCHER.format("b")} AS ref,
    {_VOUCHER_KEY.format("b")} AS voucher,
    k.cash,
    lower(replace(b.payee || b.summary, ' ', '')) AS words
FROM booked b
JOIN units u ON u.unit = b.unit
JOIN known k ON k.book = b.book AND k.account_code = b.account_code AND k.account_name = b.account_name
"""

PAYMENTS = f"""
INSERT INTO payments BY NAME
WITH listed AS (
    SELECT id, unit, day, voucher_type, voucher_no, payee, payee_id, summary, {_PAID}, maker, approver, amount,
        {_NAMED_VOUCHER.format("l")} AS ref, {_VOUCHER_KEY.format("l")} AS voucher
    FROM lines l WHERE kind = 'payments'
), named AS (
    SELECT voucher, any_value(payee) AS payee FROM entries WHERE payee <> ''
    GROUP BY voucher HAVING count(DISTINCT payee) = 1
), moved AS (
    SELECT DISTINCT voucher, debit FROM entries WHERE counts AND cash AND debit <> 0
), credited AS (
    SELECT e.id, e.unit, e.day, e.voucher_type, e.voucher_no, e.voucher, e.ref, e.payee_id, e.summary, {_PAID}, e.maker,
        e.approver, CASE WHEN e.payee <> '' THEN e.payee ELSE coalesce(n.payee, '') END AS payee, e.credit AS amount
    FROM entries e
    LEFT JOIN named n ON n.voucher = e.voucher
    ANTI JOIN moved m ON m.voucher = e.voucher AND m.debit = e.credit
    WHERE e.counts AND e.cash AND e.credit <> 0 AND NOT EXISTS (SELECT 1 FROM listed)
), paid AS (
    SELECT * FROM listed UNION ALL BY NAME SELECT * FROM credited
)
SELECT *,
    coalesce(day, (SELECT max(day) FROM paid), DATE '2000-01-01') AS on_day,
    day - DATE '1970-01-01' AS day_number,
    CASE WHEN payee <> '' THEN lower(translate(payee, '（）　 ', '()')) ELSE payee_id END AS party,
    lower(replace(payee || summary, ' ', '')) AS words
FROM paid
"""

VOUCHERS = """
INSERT INTO vouchers BY NAME
SELECT arg_max(id, greatest(debit, credit)) AS id, any_value(unit) AS unit, min(day) AS day, max(on_day) AS on_day,
    any_value(ref) AS ref, voucher, coalesce(sum(debit) FILTER (counts), 0)::BIGINT AS amount,
    arg_min(summary, id) AS summary, arg_min(words, id) AS words,
    max(maker) AS maker, max(approver) AS approver, max(poster) AS poster
FROM entries GROUP BY voucher
UNION ALL BY NAME
SELECT id, unit, day, on_day, ref, voucher, amount, summary, words, maker, approver, '' AS poster
FROM payments WHERE NOT EXISTS (SELECT 1 FROM entries)
"""

MADE = (ENTRIES, PAYMENTS, VOUCHERS)
