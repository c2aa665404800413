WITH rested AS (
    SELECT b.person AS person, b.month_from AS month_from, b.amount AS amount, MIN(a.left_on) AS left_on
    FROM benefits b
    JOIN stays_abroad a ON a.person = b.person
    JOIN law d ON d.code = 'child_abroad_days' AND a.left_on BETWEEN d.since AND COALESCE(d.until, a.left_on)
    WHERE b.kind = 'child'
      AND b.state = 'paid'
      AND b.month_from > add_days(a.left_on, CAST(d.amount AS BIGINT))
      AND (a.back_on IS NULL OR a.back_on > b.month_from)
    GROUP BY b.person, b.month_from, b.amount
)
SELECT
    r.person AS case_key,
    SUM(r.amount) AS money,
    r.person AS person,
    MIN(r.left_on) AS left_on,
    COUNT(*) AS months,
    MIN(r.month_from) AS first_month,
    MAX(r.month_from) AS last_month
FROM rested r
GROUP BY r.person
