SELECT list_sort(list(v.id)) AS ids, sum(v.amount)::BIGINT AS amount, count(*) AS times, v.day
FROM vouchers v JOIN terms t ON v.on_day >= t.starts AND v.on_day < t.ends
SEMI JOIN off_days o ON o.day = v.day
WHERE NOT regexp_matches(v.words, $skip)
GROUP BY v.unit, v.day
