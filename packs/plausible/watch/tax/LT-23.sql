WITH ended AS (
    SELECT r.person AS taxpayer, r.died_on AS ended_on
    FROM residents r
    UNION ALL
    SELECT f.business AS taxpayer, f.until AS ended_on
    FROM legal_forms f
    WHERE f.ended_for = 'dissolved'
)
SELECT
    e.taxpayer AS case_key,
    SUM(a.amount) AS money,
    e.taxpayer AS taxpayer,
    e.ended_on AS ended_on,
    COUNT(*) AS levies,
    MIN(a.assessment) AS assessment,
    MIN(a.assessed_on) AS first_on
FROM ended e
JOIN tax_assessments a ON a.taxpayer = e.taxpayer AND a.assessed_on > e.ended_on
JOIN law d ON d.code = 'successor_days' AND a.assessed_on BETWEEN d.since AND COALESCE(d.until, a.assessed_on)
WHERE a.state = 'standing'
  AND add_days(a.assessed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (SELECT s.entry FROM tax_successors s WHERE s.taxpayer = e.taxpayer)
GROUP BY e.taxpayer, e.ended_on
