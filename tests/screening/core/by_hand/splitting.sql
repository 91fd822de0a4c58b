WITH small AS (
    SELECT p.id, p.unit, p.party, p.payee, p.payee_id, p.day, p.day_number, p.amount,
        t.starts, t."limit", t.days, t.times, t.at_most
    FROM payments p JOIN terms t ON p.on_day >= t.starts AND p.on_day < t.ends
    WHERE p.amount > 0 AND p.amount < t."limit" AND p.day IS NOT NULL AND p.party <> ''
        AND NOT regexp_matches(p.words, $skip)
), summed AS (
    SELECT *, sum(amount) OVER near AS total, count(*) OVER near AS number
    FROM small
    WINDOW near AS (PARTITION BY unit, party, starts ORDER BY day_number RANGE BETWEEN days PRECEDING AND CURRENT ROW)
), reached AS (
    SELECT DISTINCT unit, party, starts, "limit", day_number - days AS since, day_number AS until
    FROM summed WHERE total >= "limit" AND number BETWEEN times AND at_most
), stepped AS (
    SELECT *, coalesce(since > max(until) OVER (
        PARTITION BY unit, party, starts ORDER BY until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), true) AS fresh
    FROM reached
), chained AS (
    SELECT *, sum(fresh::INTEGER) OVER (PARTITION BY unit, party, starts ORDER BY until) AS island FROM stepped
), spans AS (
    SELECT unit, party, starts, island, any_value("limit") AS "limit", min(since) AS since, max(until) AS until
    FROM chained GROUP BY unit, party, starts, island
)
SELECT list_sort(list(s.id)) AS ids, sum(s.amount)::BIGINT AS amount,
    CASE WHEN max(s.payee) <> '' THEN max(s.payee) ELSE max(s.payee_id) END AS payee,
    count(*) AS times, min(s.day) AS first, max(s.day) AS last, max(s.amount) AS largest, any_value(b."limit") AS "limit"
FROM small s JOIN spans b
    ON b.unit = s.unit AND b.party = s.party AND b.starts = s.starts AND s.day_number BETWEEN b.since AND b.until
GROUP BY b.unit, b.party, b.starts, b.island
