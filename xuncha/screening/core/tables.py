"""The canonical tables that every screen reads, as SQL over the lines of the books.

`lines` is what was read, one row per booking or payment. From it:

entries   bookings, with `book` (01 financial, 02 budgetary) and `counts`: true in the one set of books that may be summed
payments  money that went out: the payment list where there is one, otherwise what was credited on cash and bank
vouchers  one row per voucher, or per payment where no journal was handed in

Amounts are BIGINT cents, days DATE. `party` is the payee as compared; `on_day` is `day`, or the last day of the
books where a row has none, so that a dated parameter can always be found; `words` is lower-case payee and summary.
"""

LINES = """
CREATE TABLE lines (
    id BIGINT, kind VARCHAR, sheet INTEGER, row INTEGER, day_number INTEGER,
    unit VARCHAR DEFAULT '', department VARCHAR DEFAULT '', book VARCHAR DEFAULT '', year VARCHAR DEFAULT '',
    period VARCHAR DEFAULT '', voucher_type VARCHAR DEFAULT '', voucher_no VARCHAR DEFAULT '',
    line_no VARCHAR DEFAULT '', invoice VARCHAR DEFAULT '', summary VARCHAR DEFAULT '',
    account_code VARCHAR DEFAULT '', account_name VARCHAR DEFAULT '', counter_account VARCHAR DEFAULT '',
    payee VARCHAR DEFAULT '', payee_id VARCHAR DEFAULT '', payee_account VARCHAR DEFAULT '',
    payer_account VARCHAR DEFAULT '', category VARCHAR DEFAULT '', project VARCHAR DEFAULT '',
    settlement VARCHAR DEFAULT '', nature VARCHAR DEFAULT '', maker VARCHAR DEFAULT '',
    approver VARCHAR DEFAULT '', poster VARCHAR DEFAULT '',
    debit BIGINT DEFAULT 0, credit BIGINT DEFAULT 0, amount BIGINT DEFAULT 0
);
CREATE TABLE chart (unit VARCHAR DEFAULT '', account_code VARCHAR, account_name VARCHAR)
"""

STANDING = """
CREATE TABLE standing (
    cash_codes VARCHAR[], cash_names VARCHAR[], budget_cash_codes VARCHAR[], budget_cash_names VARCHAR[],
    budget_codes VARCHAR[], budget_marks VARCHAR[]
)
"""

FILL_STANDING = """
INSERT INTO standing VALUES (
    string_split($1, '|'), string_split($2, '|'), string_split($3, '|'), string_split($4, '|'), string_split($5, '|'),
    string_split($6, '|')
)
"""

OVERLAPS = """
CREATE TABLE doubled AS
SELECT id, sheet FROM (
    SELECT id, sheet, min(sheet) OVER (PARTITION BY hash(
        kind, unit, day_number, voucher_type, voucher_no, line_no, account_code, account_name, debit, credit, amount, payee,
        summary
    )) AS first_sheet
    FROM lines WHERE voucher_no <> '' AND day_number IS NOT NULL
) WHERE sheet > first_sheet;
DELETE FROM lines WHERE id IN (SELECT id FROM doubled)
"""

ENTRIES = """
CREATE TABLE entries AS
WITH marked AS (
    SELECT DISTINCT l.unit FROM lines l, standing s
    WHERE l.kind = 'entries' AND list_contains(s.budget_marks, l.account_code[1])
), named AS (
    SELECT account_code, any_value(account_name) AS account_name FROM chart GROUP BY account_code
), booked AS (
    SELECT l.* EXCLUDE (book, account_name, day_number, amount),
        DATE '1970-01-01' + l.day_number AS day,
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
)
SELECT b.*,
    b.book <> '02' OR NOT u.has_financial AS counts,
    coalesce(b.day, max(b.day) OVER (), DATE '2000-01-01') AS on_day,
    CASE WHEN b.voucher_type <> '' AND b.voucher_no <> '' THEN b.voucher_type || '-' || b.voucher_no
         ELSE b.voucher_no END AS ref,
    CASE WHEN b.voucher_no = '' THEN hash('line', b.id)
         ELSE hash(b.unit, coalesce(strftime(b.day, '%Y%m'), b.year || b.period), b.voucher_type, b.voucher_no)
    END AS voucher,
    CASE WHEN b.book = '02'
         THEN list_bool_or(list_transform(s.budget_cash_codes, code -> starts_with(b.account_code, code)))
              OR list_bool_or(list_transform(s.budget_cash_names, name -> starts_with(b.account_name, name)))
         ELSE list_bool_or(list_transform(s.cash_codes, code -> starts_with(b.account_code, code)))
              OR list_bool_or(list_transform(s.cash_names, name -> starts_with(b.account_name, name)))
    END AS cash,
    lower(replace(b.payee || b.summary, ' ', '')) AS words
FROM booked b JOIN units u ON u.unit = b.unit CROSS JOIN standing s
"""

PAYMENTS = """
CREATE TABLE payments AS
WITH listed AS (
    SELECT id, unit, DATE '1970-01-01' + day_number AS day, voucher_type, voucher_no, payee, payee_id, summary,
        invoice, category, maker, approver, amount,
        CASE WHEN voucher_type <> '' AND voucher_no <> '' THEN voucher_type || '-' || voucher_no
             ELSE voucher_no END AS ref
    FROM lines WHERE kind = 'payments'
), named AS (
    SELECT voucher, any_value(payee) AS payee FROM entries WHERE payee <> ''
    GROUP BY voucher HAVING count(DISTINCT payee) = 1
), moved AS (
    SELECT DISTINCT voucher, debit FROM entries WHERE counts AND cash AND debit <> 0
), credited AS (
    SELECT e.id, e.unit, e.day, e.voucher, e.ref, e.payee_id, e.summary, e.invoice, e.category, e.maker, e.approver,
        CASE WHEN e.payee <> '' THEN e.payee ELSE coalesce(n.payee, '') END AS payee,
        e.credit AS amount
    FROM entries e
    LEFT JOIN named n ON n.voucher = e.voucher
    ANTI JOIN moved m ON m.voucher = e.voucher AND m.debit = e.credit
    WHERE e.counts AND e.cash AND e.credit <> 0 AND NOT EXISTS (SELECT 1 FROM listed)
), paid AS (
    SELECT id, unit, day, ref, payee, payee_id, summary, invoice, category, maker, approver, amount,
        CASE WHEN voucher_no = '' THEN hash('line', id)
             ELSE hash(unit, strftime(day, '%Y%m'), voucher_type, voucher_no) END AS voucher
    FROM listed
    UNION ALL BY NAME
    SELECT * FROM credited
)
SELECT *,
    coalesce(day, max(day) OVER (), DATE '2000-01-01') AS on_day,
    day - DATE '1970-01-01' AS day_number,
    CASE WHEN payee <> '' THEN lower(translate(payee, '（）　 ', '()')) ELSE payee_id END AS party,
    lower(replace(payee || summary, ' ', '')) AS words
FROM paid
"""

VOUCHERS = """
CREATE TABLE vouchers AS
SELECT arg_max(id, greatest(debit, credit)) AS id, any_value(unit) AS unit, min(day) AS day, max(on_day) AS on_day,
    any_value(ref) AS ref, voucher, coalesce(sum(debit) FILTER (counts), 0)::BIGINT AS amount,
    arg_min(summary, id) AS summary, arg_min(words, id) AS words,
    max(maker) AS maker, max(approver) AS approver, max(poster) AS poster
FROM entries GROUP BY voucher
UNION ALL BY NAME
SELECT id, unit, day, on_day, ref, voucher, amount, summary, words, maker, approver, '' AS poster
FROM payments WHERE NOT EXISTS (SELECT 1 FROM entries)
"""

CANONICAL = (ENTRIES, PAYMENTS, VOUCHERS)

EVIDENCE = """
SELECT l.id, l.sheet, l.row, l.kind, DATE '1970-01-01' + l.day_number AS day,
    CASE WHEN l.voucher_type <> '' AND l.voucher_no <> '' THEN l.voucher_type || '-' || l.voucher_no
         ELSE l.voucher_no END AS voucher,
    l.summary, CASE WHEN l.payee <> '' THEN l.payee ELSE coalesce(p.payee, '') END AS payee,
    l.debit, l.credit, l.amount
FROM lines l JOIN wanted w ON w.id = l.id LEFT JOIN payments p ON p.id = l.id
"""
