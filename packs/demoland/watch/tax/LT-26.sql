WITH used AS (
    SELECT u.parcel AS parcel, u.survey AS survey, u.land_use AS land_use, u.since AS used_since, y.since AS year_starts,
        add_months(y.since, CAST(m.amount AS BIGINT)) AS taxed_on,
        CASE WHEN u.land_use IN ('farm', 'forest') THEN 'reduced' ELSE 'standard' END AS class_due,
        CASE WHEN u.land_use IN ('farm', 'forest') THEN 'standard' ELSE 'reduced' END AS class_taxed
    FROM land_uses u
    JOIN law y ON y.code = 'local_year'
    JOIN law m ON m.code = 'property_tax_month' AND y.since BETWEEN m.since AND COALESCE(m.until, y.since)
    WHERE u.seen_by = 'site'
      AND u.land_use IN ('farm', 'forest', 'building-site', 'parking', 'storage', 'factory')
      AND u.since <= add_months(y.since, CAST(m.amount AS BIGINT))
      AND (u.until IS NULL OR u.until >= add_months(y.since, CAST(m.amount AS BIGINT)))
)
SELECT
    u.parcel AS case_key,
    SUM(CAST(t.base * (s.amount - f.amount) AS DECIMAL(18,2))) AS money,
    u.parcel AS parcel,
    MIN(u.survey) AS survey,
    MIN(u.land_use) AS land_use,
    MIN(u.used_since) AS used_since,
    MIN(year_of(u.year_starts)) AS first_year,
    COUNT(*) AS years,
    MIN(u.class_due) AS class_due,
    MIN(u.class_taxed) AS class_taxed,
    MAX(t.base) AS tax_base,
    MAX(s.amount) AS rate,
    MAX(f.amount) AS farm_rate
FROM used u
JOIN tax_assessments t ON t.property = u.parcel AND t.tax = 'property' AND t.tax_year = year_of(u.year_starts) AND t.rate_class = u.class_taxed AND t.state = 'standing'
JOIN law d ON d.code = 'property_tax_days' AND u.year_starts BETWEEN d.since AND COALESCE(d.until, u.year_starts)
JOIN law s ON s.code = 'property_rate_land' AND u.year_starts BETWEEN s.since AND COALESCE(s.until, u.year_starts)
JOIN law f ON f.code = 'property_rate_farmland' AND u.year_starts BETWEEN f.since AND COALESCE(f.until, u.year_starts)
WHERE add_days(u.taxed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT o.assessment FROM tax_assessments o
    WHERE o.property = u.parcel AND o.tax = 'property' AND o.tax_year = year_of(u.year_starts) AND o.rate_class = u.class_due AND o.state = 'standing'
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.property = u.parcel AND x.tax = 'property' AND x.granted_on <= u.taxed_on AND COALESCE(x.ended_on, u.taxed_on) >= u.taxed_on
  )
GROUP BY u.parcel
