WITH rested AS (
    SELECT b.person AS person, b.kind AS kind, b.month_from AS month_from, b.amount AS amount, MIN(i.since) AS since
    FROM benefits b
    JOIN imprisonments i ON i.person = b.person
    JOIN law d ON d.code = 'imprisonment_days' AND i.since BETWEEN d.since AND COALESCE(d.until, i.since)
    WHERE b.kind <> 'child'
      AND b.state = 'paid'
      AND i.overturned_on IS NULL
      AND b.month_from > add_days(i.since, CAST(d.amount AS BIGINT))
      AND (i.released_on IS NULL OR i.released_on > month_end(b.month_from))
    GROUP BY b.person, b.kind, b.month_from, b.amount
)
SELECT
    r.person AS case_key,
    SUM(r.amount) AS money,
    r.person AS person,
    MIN(r.since) AS since,
    COUNT(*) AS payments,
    MIN(r.month_from) AS first_month,
    MAX(r.month_from) AS last_month
FROM rested r
GROUP BY r.person
