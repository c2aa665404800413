SELECT
    p.permit AS case_key,
    CAST(r.amount AS DECIMAL(18,2)) AS money,
    p.permit AS permit,
    p.holder AS holder,
    p.class AS licence_class,
    p.permitted_on AS permitted_on,
    CAST(r.amount AS DECIMAL(18,2)) AS tariff
FROM business_permits p
JOIN law d ON d.code = 'registration_tax_days' AND p.permitted_on BETWEEN d.since AND COALESCE(d.until, p.permitted_on)
JOIN law r ON r.code = CASE WHEN p.class IN ('bar', 'hospital') THEN 'registration_tax_first' ELSE 'registration_tax_second' END AND p.permitted_on BETWEEN r.since AND COALESCE(r.until, p.permitted_on)
WHERE (p.closed_on IS NULL OR p.closed_on > add_days(p.permitted_on, CAST(d.amount AS BIGINT)))
  AND add_days(p.permitted_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.basis = p.permit AND t.tax = 'registration-licence' AND t.state = 'standing' AND t.assessed_on >= add_days(p.permitted_on, -30)
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.basis = p.permit AND x.tax = 'registration-licence' AND x.scope = 'whole'
  )
