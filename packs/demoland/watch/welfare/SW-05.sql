SELECT
    r.person AS case_key,
    SUM(t.fare) AS money,
    r.person AS person,
    r.died_on AS died_on,
    COUNT(*) AS rides,
    MIN(t.used_on) AS first_on,
    MAX(t.used_on) AS last_on
FROM residents r
JOIN law d ON d.code = 'transit_grace_days' AND r.died_on BETWEEN d.since AND COALESCE(d.until, r.died_on)
JOIN transit_rides t ON t.person = r.person
WHERE t.kind = 'own'
  AND t.state = 'settled'
  AND t.used_on > add_days(r.died_on, CAST(d.amount AS BIGINT))
GROUP BY r.person, r.died_on
