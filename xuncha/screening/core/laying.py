"""How entries, payments and vouchers are made out of the lines that were read, as DuckDB SQL.

What a set of books and its accounts are is told once for each account of each unit (`accounts`), not for each line.

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

ACCOUNTS = """
CREATE TEMP TABLE accounts AS
WITH used AS (
    SELECT DISTINCT unit, book, account_code, account_name FROM lines WHERE kind = 'entries'
), marked AS (
    SELECT DISTINCT u.unit FROM used u, standing s WHERE list_contains(s.budget_marks, u.account_code[1])
), named AS (
    SELECT account_code, any_value(account_name) AS account_name FROM chart GROUP BY account_code
), told AS (
    SELECT u.unit, u.book AS said_book, u.account_code, u.account_name AS said_name,
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

ENTRIES = f"""
INSERT INTO entries BY NAME
SELECT l.* EXCLUDE (book, account_name, amount, kind, sheet, row),
    a.book, a.account_name, a.counts, a.cash,
    coalesce(l.day, (SELECT max(day) FROM lines WHERE kind = 'entries'), DATE '2000-01-01') AS on_day,
    {_NAMED_VOUCHER.format("l")} AS ref,
    {_VOUCHER_KEY.format("l")} AS voucher,
    lower(replace(l.payee || l.summary, ' ', '')) AS words
FROM lines l
JOIN accounts a ON a.unit = l.unit AND a.said_book = l.book AND a.account_code = l.account_code
    AND a.said_name = l.account_name
WHERE l.kind = 'entries'
"""

PAYMENTS = f"""
INSERT INTO payments BY NAME
WITH listed AS (
    SELECT id, unit, day, voucher_type, voucher_no, payee, payee_id, summary, {_PAID}, maker, approver, amount,
        {_NAMED_VOUCHER.format("l")} AS ref, {_VOUCHER_KEY.format("l")} AS voucher
    FROM lines l WHERE kind = 'payments'
), nameless AS (
    SELECT voucher FROM entries WHERE counts AND cash AND credit <> 0 AND payee = ''
), named AS (
    SELECT e.voucher, max(e.payee) AS payee FROM entries e SEMI JOIN nameless n ON n.voucher = e.voucher
    WHERE e.payee <> '' GROUP BY e.voucher HAVING min(e.payee) = max(e.payee)
), moved AS (
    SELECT voucher, debit FROM entries WHERE counts AND cash AND debit <> 0
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

MADE = (ACCOUNTS, ENTRIES, PAYMENTS, VOUCHERS)
