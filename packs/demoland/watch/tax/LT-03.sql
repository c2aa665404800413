WITH measured AS (
    SELECT w.permit AS permit, w.business AS business, y.amount AS tax_year, y.since AS year_starts,
        add_months(y.since, CAST(m.amount AS BIGINT) - 1) AS measured_on, SUM(u.area) AS area
    FROM business_permits w
    JOIN law y ON y.code = 'local_year'
    JOIN law m ON m.code = 'residents_tax_month' AND y.since BETWEEN m.since AND COALESCE(m.until, y.since)
    JOIN premises u ON u.permit = w.permit
        AND add_months(y.since, CAST(m.amount AS BIGINT) - 1) BETWEEN u.used_from AND COALESCE(u.used_until, add_months(y.since, 12))
    WHERE w.class = 'hospital'
      AND (w.closed_on IS NULL OR w.closed_on > add_months(y.since, CAST(m.amount AS BIGINT) - 1))
    GROUP BY w.permit, w.business, y.amount, y.since, m.amount
)
SELECT
    o.permit AS case_key,
    SUM(CAST(CAST(o.area * c.amount AS DECIMAL(18,2)) * (1 + n.amount) AS DECIMAL(18,2))) AS money,
    o.permit AS permit,
    MIN(o.business) AS business,
    CAST(MIN(o.tax_year) AS BIGINT) AS first_year,
    COUNT(*) AS years,
    SUM(o.area) AS taxed_area,
    MAX(c.amount) AS unit,
    MAX(n.amount) AS surcharge
FROM measured o
JOIN law a ON a.code = 'residents_tax_area' AND o.measured_on BETWEEN a.since AND COALESCE(a.until, o.measured_on)
JOIN law c ON c.code = 'residents_tax_unit' AND o.measured_on BETWEEN c.since AND COALESCE(c.until, o.measured_on)
JOIN law d ON d.code = 'residents_tax_days' AND o.measured_on BETWEEN d.since AND COALESCE(d.until, o.measured_on)
JOIN law n ON n.code = 'acquisition_surcharge' AND o.measured_on BETWEEN n.since AND COALESCE(n.until, o.measured_on)
WHERE o.area > a.amount
  AND add_days(o.measured_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.basis = o.permit AND t.tax = 'residents-property' AND t.tax_year = o.tax_year AND t.state = 'standing'
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.basis = o.permit AND x.tax = 'residents-property' AND x.scope = 'whole'
      AND o.measured_on BETWEEN x.granted_on AND COALESCE(x.ended_on, o.measured_on)
  )
GROUP BY o.permit
