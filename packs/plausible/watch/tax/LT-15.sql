WITH halves AS (
    SELECT year_of(y.since) AS tax_year, add_months(y.since, CAST(m.amount AS BIGINT)) AS taxed_on
    FROM law y
    JOIN law m ON m.code IN ('vehicle_tax_first_months', 'vehicle_tax_second_months')
        AND y.since BETWEEN m.since AND COALESCE(m.until, y.since)
    WHERE y.code = 'local_year'
)
SELECT
    r.person AS case_key,
    SUM(ratio(x.amount, 2, 2)) AS money,
    r.person AS person,
    r.died_on AS died_on,
    MIN(x.exemption) AS exemption,
    MIN(x.property) AS vehicle,
    MIN(h.taxed_on) AS first_on,
    COUNT(*) AS halves,
    MAX(x.amount) AS year_tax
FROM residents r
JOIN tax_exemptions x ON x.taxpayer = r.person
JOIN vehicles v ON v.owner = r.person AND v.vehicle = x.property
JOIN halves h ON h.taxed_on > r.died_on
JOIN law d ON d.code = 'exemption_review_days' AND h.taxed_on BETWEEN d.since AND COALESCE(d.until, h.taxed_on)
WHERE x.tax = 'vehicle'
  AND x.granted_on <= h.taxed_on
  AND (x.ended_on IS NULL OR x.ended_on > h.taxed_on)
  AND (v.deregistered_on IS NULL OR v.deregistered_on > h.taxed_on)
  AND add_days(h.taxed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT a.assessment FROM tax_assessments a
    WHERE a.taxpayer = r.person AND a.tax = 'vehicle' AND a.basis = x.property AND a.state = 'standing'
      AND a.tax_year = h.tax_year AND a.assessed_on >= h.taxed_on
  )
GROUP BY r.person, r.died_on
