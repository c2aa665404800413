SELECT
    a.person AS case_key,
    SUM(b.amount) AS money,
    a.person AS person,
    MIN(a.left_on) AS left_on,
    COUNT(*) AS months
FROM stays_abroad a
JOIN law d ON d.code = 'abroad_days' AND a.left_on BETWEEN d.since AND COALESCE(d.until, a.left_on)
JOIN benefits b ON b.person = a.person
WHERE b.kind = 'basic-pension'
  AND b.state = 'paid'
  AND b.month_from > add_days(a.left_on, CAST(d.amount AS BIGINT))
  AND b.month_from < COALESCE(a.back_on, add_days(b.month_from, 1))
GROUP BY a.person
