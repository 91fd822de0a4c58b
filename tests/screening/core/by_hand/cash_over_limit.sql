WITH out AS (
    SELECT e.id, e.unit, e.voucher, e.credit, e.payee, e.summary, e.ref, e.words, t."limit"
    FROM entries e JOIN terms t ON e.on_day >= t.starts AND e.on_day < t.ends
    WHERE e.counts AND e.credit > t."limit" AND regexp_matches(e.account_name, '^(' || $accounts || ')')
), banked AS (
    SELECT DISTINCT voucher, debit FROM entries
    WHERE counts AND cash AND debit > 0 AND NOT regexp_matches(account_name, '^(' || $accounts || ')')
)
SELECT [id] AS ids, credit AS amount, "limit", ref, CASE WHEN payee <> '' THEN payee ELSE summary END AS what
FROM out ANTI JOIN banked b ON b.voucher = out.voucher AND b.debit = out.credit
WHERE NOT regexp_matches(words, $skip)
