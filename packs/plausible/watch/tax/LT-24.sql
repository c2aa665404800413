WITH years AS (
    SELECT year_of(y.since) AS tax_year, add_months(y.since, CAST(m.amount AS BIGINT)) AS taxed_on
    FROM law y
    JOIN law m ON m.code = 'property_tax_month' AND y.since BETWEEN m.since AND COALESCE(m.until, y.since)
    WHERE y.code = 'local_year'
)
SELECT
    b.building AS case_key,
    SUM(-a.amount) AS money,
    b.building AS building,
    b.owner AS owner,
    b.demolished_on AS demolished_on,
    COUNT(*) AS levies,
    MIN(a.assessment) AS assessment,
    MIN(a.tax_year) AS first_year
FROM buildings b
JOIN tax_assessments a ON a.property = b.building
JOIN years y ON y.tax_year = a.tax_year AND y.taxed_on > b.demolished_on
JOIN law d ON d.code = 'demolition_tax_days' AND a.assessed_on BETWEEN d.since AND COALESCE(d.until, a.assessed_on)
WHERE a.tax = 'property'
  AND a.state = 'standing'
  AND add_days(a.assessed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT p.permit FROM building_permits p
    WHERE p.building = b.building AND p.use_approved_on > b.demolished_on AND p.use_approved_on <= y.taxed_on
  )
GROUP BY b.building, b.owner, b.demolished_on
