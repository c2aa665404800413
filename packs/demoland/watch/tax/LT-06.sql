SELECT
    b.building AS case_key,
    CAST(b.standard_value * r.amount AS DECIMAL(18,2)) AS money,
    b.building AS building,
    b.owner AS owner,
    b.stands_since AS stands_since,
    b.standard_value AS standard_value,
    CAST(m.amount AS BIGINT) AS months,
    r.amount AS rate
FROM temporary_buildings b
JOIN law m ON m.code = 'temporary_months' AND b.stands_since BETWEEN m.since AND COALESCE(m.until, b.stands_since)
JOIN law d ON d.code = 'acquisition_filing_days' AND b.stands_since BETWEEN d.since AND COALESCE(d.until, b.stands_since)
JOIN law r ON r.code = 'acquisition_rate_building' AND b.stands_since BETWEEN r.since AND COALESCE(r.until, b.stands_since)
WHERE add_days(add_months(b.stands_since, CAST(m.amount AS BIGINT)), CAST(d.amount AS BIGINT)) < today()
  AND (b.removed_on IS NULL OR b.removed_on > add_months(b.stands_since, CAST(m.amount AS BIGINT)))
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.property = b.building AND t.tax = 'acquisition' AND t.state = 'standing'
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.property = b.building AND x.tax = 'acquisition' AND x.scope = 'whole'
  )
