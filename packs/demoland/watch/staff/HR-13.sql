WITH alike AS (
    SELECT o.unit_month, COUNT(*) AS officials, MAX(o.hours) AS hours
    FROM overtime o
    JOIN law n ON n.code = 'overtime_officials' AND o.month_from BETWEEN n.since AND COALESCE(n.until, o.month_from)
    JOIN law s ON s.code = 'overtime_spread' AND o.month_from BETWEEN s.since AND COALESCE(s.until, o.month_from)
    WHERE o.kind = 'claimed'
      AND o.state = 'paid'
      AND o.hours > 0
    GROUP BY o.unit_month, n.amount, s.amount
    HAVING COUNT(*) >= n.amount
       AND MAX(o.hours) - MIN(o.hours) < s.amount
)
SELECT
    o.unit_month AS case_key,
    SUM(CAST((o.hours - w.hours) * o.hourly AS DECIMAL(18,2))) AS money,
    MIN(o.unit) AS unit,
    MIN(o.month_from) AS month_from,
    MAX(a.officials) AS officials,
    COUNT(*) AS differing,
    MAX(a.hours) AS hours,
    SUM(o.hours - w.hours) AS excess
FROM overtime o
JOIN alike a ON a.unit_month = o.unit_month
JOIN late_hours w ON w.unit_month = o.unit_month AND w.official = o.official
JOIN law t ON t.code = 'overtime_tolerance' AND o.month_from BETWEEN t.since AND COALESCE(t.until, o.month_from)
WHERE o.kind = 'claimed'
  AND o.state = 'paid'
  AND w.hours + t.amount < o.hours
GROUP BY o.unit_month
