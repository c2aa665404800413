WITH items AS (
    SELECT
        i.official, i.kind, i.month_from, i.amount, MIN(l.kind) AS leave_kind, MIN(l.since) AS since,
        MAX(CASE WHEN l.kind = 'study' AND i.kind = 'base' THEN CAST(i.whole_amount * r.amount AS DECIMAL(18,2)) ELSE 0 END) AS allowed
    FROM pay_items i
    JOIN leaves l ON l.official = i.official
    JOIN law r ON r.code = 'leave_pay_study' AND i.month_from BETWEEN r.since AND COALESCE(r.until, i.month_from)
    WHERE i.state = 'paid'
      AND i.kind IN ('base', 'holiday')
      AND l.state = 'granted'
      AND l.kind IN ('unpaid', 'childcare', 'study')
      AND l.since <= i.month_from
      AND COALESCE(l.ended_on, l.until) >= month_end(i.month_from)
    GROUP BY i.official, i.kind, i.month_from, i.amount
)
SELECT
    t.official AS case_key,
    SUM(t.amount - t.allowed) AS money,
    t.official AS official,
    MIN(t.leave_kind) AS kind,
    MIN(t.since) AS since,
    COUNT(*) AS months,
    SUM(t.amount) AS paid
FROM items t
WHERE t.amount > t.allowed
GROUP BY t.official
