WITH attended AS (
    SELECT c.child AS child, c.month_from AS month_from, MIN(c.centre) AS centre, SUM(c.attended_days) AS days
    FROM day_care_supports c
    WHERE c.state = 'paid'
      AND c.kind = 'whole-day'
    GROUP BY c.child, c.month_from
)
SELECT
    h.child AS case_key,
    SUM(h.amount) AS money,
    h.child AS child,
    MIN(h.guardian) AS guardian,
    MIN(a.centre) AS centre,
    COUNT(*) AS months,
    MIN(h.month_from) AS first_month,
    MAX(h.month_from) AS last_month
FROM home_care_allowances h
JOIN attended a ON a.child = h.child AND a.month_from = h.month_from
JOIN law n ON n.code = 'day_care_days' AND h.month_from BETWEEN n.since AND COALESCE(n.until, h.month_from)
WHERE h.state = 'paid'
  AND a.days >= n.amount
GROUP BY h.child
