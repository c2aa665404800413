SELECT
    p.building AS case_key,
    SUM(CAST(CAST(GREATEST(COALESCE(p.declared_value, 0), b.standard_value) * r.amount AS DECIMAL(18,2)) * (1 + n.amount) AS DECIMAL(18,2))) AS money,
    p.building AS building,
    MIN(p.permit) AS permit,
    MIN(p.owner) AS owner,
    MIN(p.use_approved_on) AS use_approved_on,
    SUM(GREATEST(COALESCE(p.declared_value, 0), b.standard_value)) AS tax_base,
    MIN(r.amount) AS rate,
    MIN(n.amount) AS surcharge
FROM building_permits p
JOIN buildings b ON b.building = p.building
JOIN law d ON d.code = 'acquisition_filing_days' AND p.use_approved_on BETWEEN d.since AND COALESCE(d.until, p.use_approved_on)
JOIN law r ON r.code = 'acquisition_rate_building' AND p.use_approved_on BETWEEN r.since AND COALESCE(r.until, p.use_approved_on)
JOIN law n ON n.code = 'acquisition_surcharge' AND p.use_approved_on BETWEEN n.since AND COALESCE(n.until, p.use_approved_on)
WHERE p.kind <> 'repair'
  AND add_days(p.use_approved_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.property = p.building AND t.tax = 'acquisition' AND t.state = 'standing'
      AND (t.basis IS NULL OR t.basis <> p.owner)
      AND t.assessed_on >= add_days(p.use_approved_on, -30)
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.property = p.building AND x.tax = 'acquisition' AND x.scope = 'whole' AND x.granted_on >= p.permitted_on
  )
GROUP BY p.building
