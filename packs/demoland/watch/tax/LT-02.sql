SELECT
    w.building AS case_key,
    SUM(CAST(CAST(CAST(t.base * LEAST(ratio(w.area, b.area, 6), 1) AS DECIMAL(18,2)) * r.amount AS DECIMAL(18,2)) * (m.amount - 1) AS DECIMAL(18,2))) AS money,
    w.building AS building,
    MIN(w.permit) AS permit,
    MIN(w.permitted_on) AS permitted_on,
    MIN(t.assessed_on) AS acquired_on,
    SUM(w.area) AS bar_area,
    SUM(w.rooms) AS rooms,
    MIN(t.base) AS tax_base,
    SUM(LEAST(ratio(w.area, b.area, 6), 1)) AS share,
    MIN(r.amount) AS rate,
    MIN(m.amount) AS multiple
FROM business_permits w
JOIN buildings b ON b.building = w.building
JOIN tax_assessments t ON t.property = w.building AND t.tax = 'acquisition' AND t.rate_class = 'standard' AND t.state = 'standing'
JOIN law d ON d.code = 'acquisition_filing_days' AND w.permitted_on BETWEEN d.since AND COALESCE(d.until, w.permitted_on)
JOIN law h ON h.code = 'heavy_months' AND w.permitted_on BETWEEN h.since AND COALESCE(h.until, w.permitted_on)
JOIN law m ON m.code = 'heavy_multiple' AND w.permitted_on BETWEEN m.since AND COALESCE(m.until, w.permitted_on)
JOIN law a ON a.code = 'bar_area' AND w.permitted_on BETWEEN a.since AND COALESCE(a.until, w.permitted_on)
JOIN law c ON c.code = 'bar_rooms' AND w.permitted_on BETWEEN c.since AND COALESCE(c.until, w.permitted_on)
JOIN law s ON s.code = 'bar_room_share' AND w.permitted_on BETWEEN s.since AND COALESCE(s.until, w.permitted_on)
JOIN law r ON r.code = 'acquisition_rate_building' AND t.assessed_on BETWEEN r.since AND COALESCE(r.until, t.assessed_on)
WHERE w.class = 'bar'
  AND w.area > a.amount
  AND (w.rooms >= c.amount OR w.room_area >= w.area * s.amount)
  AND w.permitted_on <= add_months(t.assessed_on, CAST(h.amount AS BIGINT))
  AND add_days(w.permitted_on, CAST(d.amount AS BIGINT)) < today()
  AND (w.closed_on IS NULL OR w.closed_on > add_days(w.permitted_on, CAST(d.amount AS BIGINT)))
  AND NOT EXISTS (
    SELECT x.assessment FROM tax_assessments x
    WHERE x.property = w.building AND x.tax = 'acquisition' AND x.rate_class = 'heavy' AND x.state = 'standing'
      AND x.assessed_on >= w.permitted_on
  )
GROUP BY w.building
