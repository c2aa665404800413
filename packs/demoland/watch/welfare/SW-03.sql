WITH months AS (
    SELECT b.person, b.kind, b.month_from, b.amount, MIN(n.set_on) AS set_on
    FROM residence_notes n
    JOIN law d ON d.code = 'residence_days' AND n.set_on BETWEEN d.since AND COALESCE(d.until, n.set_on)
    JOIN benefits b ON b.person = n.person
    WHERE n.reason = 'not-found'
      AND b.state = 'paid'
      AND b.kind IN ('basic-pension', 'child')
      AND b.month_from > add_days(n.set_on, CAST(d.amount AS BIGINT))
      AND b.month_from <= COALESCE(n.lifted_on, b.month_from)
    GROUP BY b.person, b.kind, b.month_from, b.amount
)
SELECT
    m.person AS case_key,
    SUM(m.amount) AS money,
    m.person AS person,
    MIN(m.set_on) AS set_on,
    COUNT(*) AS months,
    MAX(m.month_from) AS last_month
FROM months m
GROUP BY m.person
