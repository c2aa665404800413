SELECT
    c.business AS case_key,
    SUM(s.amount) AS money,
    c.business AS business,
    MIN(s.unit) AS unit,
    COUNT(*) AS grants,
    SUM(s.amount) AS amount,
    c.closed_on AS closed_on,
    MAX(s.ends_on) AS ends_on
FROM business_closures c
JOIN subsidies s ON s.business = c.business
JOIN law d ON d.code = 'closure_days' AND c.closed_on BETWEEN d.since AND COALESCE(d.until, c.closed_on)
WHERE s.state = 'paid'
  AND s.purpose <> 'closing'
  AND add_days(c.closed_on, CAST(d.amount AS BIGINT)) < s.ends_on
  AND c.reopened_on IS NULL
  AND c.successor IS NULL
GROUP BY c.business, c.closed_on
