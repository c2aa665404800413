WITH months AS (
    SELECT i.official, i.month_from, i.amount, MIN(l.kind) AS leave_kind, MIN(l.since) AS since
    FROM pay_items i
    JOIN leaves l ON l.official = i.official
    JOIN law d ON d.code = 'post_absence_days' AND l.since BETWEEN d.since AND COALESCE(d.until, l.since)
    WHERE i.kind = 'post-allowance'
      AND i.state = 'paid'
      AND i.amount > 0
      AND l.state = 'granted'
      AND l.kind IN ('sick', 'childcare', 'study', 'unpaid')
      AND days_between(l.since, COALESCE(l.ended_on, l.until)) + 1 >= d.amount
      AND l.since <= i.month_from
      AND COALESCE(l.ended_on, l.until) >= month_end(i.month_from)
    GROUP BY i.official, i.month_from, i.amount
)
SELECT
    m.official AS case_key,
    SUM(m.amount) AS money,
    m.official AS official,
    MIN(m.leave_kind) AS kind,
    MIN(m.since) AS since,
    COUNT(*) AS months
FROM months m
GROUP BY m.official
