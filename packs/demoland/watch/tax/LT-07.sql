WITH bars AS (
    SELECT w.building AS building, MIN(w.permit) AS permit, SUM(w.area) AS bar_area, year_of(y.since) AS tax_year,
        y.since AS year_starts, add_months(y.since, CAST(m.amount AS BIGINT)) AS taxed_on
    FROM business_permits w
    JOIN law y ON y.code = 'local_year'
    JOIN law m ON m.code = 'property_tax_month' AND y.since BETWEEN m.since AND COALESCE(m.until, y.since)
    JOIN law a ON a.code = 'bar_area' AND y.since BETWEEN a.since AND COALESCE(a.until, y.since)
    JOIN law c ON c.code = 'bar_rooms' AND y.since BETWEEN c.since AND COALESCE(c.until, y.since)
    JOIN law s ON s.code = 'bar_room_share' AND y.since BETWEEN s.since AND COALESCE(s.until, y.since)
    WHERE w.class = 'bar'
      AND w.area > a.amount
      AND (w.rooms >= c.amount OR w.room_area >= w.area * s.amount)
      AND w.permitted_on <= add_months(y.since, CAST(m.amount AS BIGINT))
      AND (w.closed_on IS NULL OR w.closed_on > add_months(y.since, CAST(m.amount AS BIGINT)))
    GROUP BY w.building, y.since, m.amount
),
untaxed AS (
    SELECT u.building AS building, u.permit AS permit, u.bar_area AS bar_area, u.tax_year AS tax_year, u.year_starts AS year_starts,
        u.taxed_on AS taxed_on, u.bar_area - COALESCE((
            SELECT SUM(COALESCE(x.area, 9999999)) FROM tax_assessments x
            WHERE x.property = u.building AND x.tax = 'property' AND x.tax_year = u.tax_year AND x.rate_class = 'heavy' AND x.state = 'standing'
        ), 0) AS missing_area
    FROM bars u
)
SELECT
    u.building AS case_key,
    SUM(CAST(CAST(t.base * LEAST(ratio(u.missing_area, b.area, 6), 1) AS DECIMAL(18,2)) * (h.amount - o.amount) AS DECIMAL(18,2))) AS money,
    u.building AS building,
    MIN(u.permit) AS permit,
    MIN(u.tax_year) AS first_year,
    COUNT(*) AS years,
    MAX(u.bar_area) AS bar_area,
    MAX(u.missing_area) AS missing_area,
    MAX(b.area) AS building_area,
    MAX(t.base) AS tax_base,
    MAX(h.amount) AS heavy_rate,
    MAX(o.amount) AS rate
FROM untaxed u
JOIN buildings b ON b.building = u.building
JOIN tax_assessments t ON t.property = u.building AND t.tax = 'property' AND t.tax_year = u.tax_year AND t.rate_class = 'standard' AND t.state = 'standing'
JOIN law d ON d.code = 'property_tax_days' AND u.year_starts BETWEEN d.since AND COALESCE(d.until, u.year_starts)
JOIN law h ON h.code = 'property_rate_entertainment' AND u.year_starts BETWEEN h.since AND COALESCE(h.until, u.year_starts)
JOIN law o ON o.code = 'property_rate_building' AND u.year_starts BETWEEN o.since AND COALESCE(o.until, u.year_starts)
JOIN law e ON e.code = 'ledger_tolerance' AND u.year_starts BETWEEN e.since AND COALESCE(e.until, u.year_starts)
WHERE u.missing_area > e.amount
  AND add_days(u.taxed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.property = u.building AND x.tax = 'property' AND x.scope = 'whole'
      AND x.granted_on <= u.taxed_on AND COALESCE(x.ended_on, u.taxed_on) >= u.taxed_on
  )
GROUP BY u.building
