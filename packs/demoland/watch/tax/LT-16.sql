SELECT
    v.building AS case_key,
    SUM(CAST(CAST(CAST(v.area * v.unit_value AS DECIMAL(18,2)) * r.amount AS DECIMAL(18,2)) * (1 + n.amount) AS DECIMAL(18,2))) AS money,
    v.building AS building,
    MIN(v.violation) AS violation,
    MIN(v.owner) AS owner,
    MIN(v.fined_on) AS fined_on,
    SUM(v.area) AS area,
    SUM(CAST(v.area * v.unit_value AS DECIMAL(18,2))) AS tax_base,
    MAX(r.amount) AS rate,
    MAX(n.amount) AS surcharge
FROM building_violations v
JOIN law d ON d.code = 'acquisition_filing_days' AND v.fined_on BETWEEN d.since AND COALESCE(d.until, v.fined_on)
JOIN law r ON r.code = 'acquisition_rate_building' AND v.fined_on BETWEEN r.since AND COALESCE(r.until, v.fined_on)
JOIN law n ON n.code = 'acquisition_surcharge' AND v.fined_on BETWEEN n.since AND COALESCE(n.until, v.fined_on)
WHERE v.kind = 'extension'
  AND v.area > 0
  AND (v.removed_on IS NULL OR v.removed_on > add_days(v.fined_on, CAST(d.amount AS BIGINT)))
  AND add_days(v.fined_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.property = v.building AND t.tax = 'acquisition' AND t.state = 'standing' AND t.assessed_on >= v.built_on
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.property = v.building AND x.tax = 'acquisition' AND x.scope = 'whole' AND x.granted_on >= v.built_on
  )
GROUP BY v.building
