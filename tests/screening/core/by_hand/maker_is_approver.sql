WITH own AS (
    SELECT v.id, v.unit, v.day, v.amount, lower(replace(v.maker, ' ', '')) AS person,
        strftime(v.day, '%Y-%m') AS month
    FROM vouchers v JOIN terms t ON v.on_day >= t.starts AND v.on_day < t.ends
    WHERE v.maker <> '' AND v.day IS NOT NULL
        AND lower(replace(v.maker, ' ', '')) = lower(replace(v.approver, ' ', ''))
        AND NOT regexp_matches(lower(replace(v.maker, ' ', '')), $skip)
)
SELECT list_sort(list(id)) AS ids, sum(amount)::BIGINT AS amount, count(*) AS times, month
FROM own GROUP BY unit, person, month
