SELECT
    s.permit AS case_key,
    CAST(NULL AS DECIMAL(18,2)) AS money,
    s.permit AS permit,
    MIN(p.holder) AS holder,
    COUNT(*) AS sanctions,
    MIN(s.sanction) AS sanction,
    MIN(s.measure) AS measure,
    MIN(s.confirmed_on) AS confirmed_on
FROM sanctions s
JOIN business_permits p ON p.permit = s.permit
JOIN law d ON d.code = 'sanction_entry_days' AND s.confirmed_on BETWEEN d.since AND COALESCE(d.until, s.confirmed_on)
WHERE s.measure <> 'warning'
  AND s.revoked_on IS NULL
  AND (p.closed_on IS NULL OR p.closed_on > s.confirmed_on)
  AND add_days(s.confirmed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT e.entry FROM permit_entries e
    WHERE e.permit = s.permit AND e.sanction = s.sanction AND e.state = 'standing'
  )
GROUP BY s.permit
