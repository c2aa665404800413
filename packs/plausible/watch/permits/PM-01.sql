WITH ended AS (
    SELECT p.holder AS holder, p.permit AS permit, r.died_on AS ended_on
    FROM business_permits p
    JOIN residents r ON r.person = p.holder
    WHERE p.closed_on IS NULL
    UNION ALL
    SELECT p.holder, p.permit, b.closed_on
    FROM business_permits p
    JOIN businesses b ON b.owner = p.holder AND b.business = p.business
    WHERE p.closed_on IS NULL
      AND b.successor IS NULL
),
earliest AS (
    SELECT e.holder AS holder, e.permit AS permit, MIN(e.ended_on) AS ended_on
    FROM ended e
    GROUP BY e.holder, e.permit
)
SELECT
    e.holder AS case_key,
    CAST(SUM(f.amount) AS DECIMAL(18,2)) AS money,
    e.holder AS holder,
    MIN(e.permit) AS permit,
    COUNT(*) AS permits,
    MIN(e.ended_on) AS ended_on
FROM earliest e
JOIN law d ON d.code = 'permit_status_days' AND e.ended_on BETWEEN d.since AND COALESCE(d.until, e.ended_on)
JOIN law f ON f.code = 'licence_yearly_fee' AND e.ended_on BETWEEN f.since AND COALESCE(f.until, e.ended_on)
WHERE add_days(e.ended_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT s.notice FROM permit_successions s
    WHERE s.holder = e.holder AND s.permit = e.permit AND s.state <> 'refused'
  )
GROUP BY e.holder
