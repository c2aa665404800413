SELECT
    p.conversion AS case_key,
    CAST(p.area * (p.unit_price_after - p.unit_price) * r.amount AS DECIMAL(18,2)) AS money,
    p.conversion AS conversion,
    p.parcel AS parcel,
    p.holder AS holder,
    p.area AS area,
    p.unit_price AS unit_price,
    p.unit_price_after AS unit_price_after,
    p.changed_on AS changed_on,
    r.amount AS rate
FROM conversions p
JOIN law d ON d.code = 'acquisition_filing_days' AND p.changed_on BETWEEN d.since AND COALESCE(d.until, p.changed_on)
JOIN law r ON r.code = 'category_tax_rate' AND p.changed_on BETWEEN r.since AND COALESCE(r.until, p.changed_on)
WHERE p.unit_price_after > p.unit_price
  AND add_days(p.changed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.basis = p.conversion AND t.tax = 'acquisition' AND t.state = 'standing' AND t.assessed_on >= add_days(p.changed_on, -30)
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.basis = p.conversion AND x.tax = 'acquisition' AND x.scope = 'whole'
  )
