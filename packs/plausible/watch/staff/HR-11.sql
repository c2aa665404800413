WITH held AS (
    SELECT s.person AS person, s.official AS official, s.unit AS unit, b.business AS activity, GREATEST(b.opened_on, s.serves_from) AS since
    FROM service_persons s
    JOIN businesses b ON b.owner = s.person
    WHERE s.serves_until IS NULL
      AND b.closed_on IS NULL
    UNION ALL
    SELECT s.person, s.official, s.unit, i.job, GREATEST(i.since, s.serves_from)
    FROM service_persons s
    JOIN insured_jobs i ON i.person = s.person
    WHERE s.serves_until IS NULL
      AND i.kind = 'ordinary'
      AND i.until IS NULL
),
income AS (
    SELECT n.person AS person, n.activity AS activity, SUM(n.amount) AS amount
    FROM side_incomes n
    GROUP BY n.person, n.activity
)
SELECT
    h.person AS case_key,
    SUM(COALESCE(n.amount, 0)) AS money,
    MIN(h.official) AS official,
    MIN(h.unit) AS unit,
    COUNT(*) AS activities,
    MIN(h.activity) AS activity,
    MIN(h.since) AS since
FROM held h
JOIN law d ON d.code = 'side_work_days' AND h.since BETWEEN d.since AND COALESCE(d.until, h.since)
LEFT JOIN income n ON n.person = h.person AND n.activity = h.activity
WHERE add_days(h.since, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT p.permission FROM side_permissions p
    WHERE p.person = h.person AND p.activity = h.activity AND p.state <> 'refused'
      AND (p.until IS NULL OR p.until >= today())
  )
GROUP BY h.person
