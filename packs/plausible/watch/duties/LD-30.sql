WITH used AS (
    SELECT m.permit AS permit, m.reading_year AS fee_year, SUM(m.cubic_metres) AS cubic_metres
    FROM river_readings m
    GROUP BY m.permit, m.reading_year
),
billed AS (
    SELECT l.basis AS permit, l.levy_year AS fee_year, SUM(l.amount) AS amount
    FROM duty_levies l
    WHERE l.kind = 'river-water-fee' AND l.state = 'standing'
    GROUP BY l.basis, l.levy_year
),
settled AS (
    SELECT p.permit AS permit, p.holder AS holder, p.cubic_metres AS permitted, y.since AS year_starts, u.cubic_metres AS used,
        b.amount AS billed, CAST(u.cubic_metres * c.amount AS DECIMAL(18,2)) AS owed
    FROM river_water_permits p
    JOIN used u ON u.permit = p.permit
    JOIN billed b ON b.permit = p.permit AND b.fee_year = u.fee_year
    JOIN law y ON y.code = 'local_year' AND year_of(y.since) = u.fee_year
    JOIN law c ON c.code = 'river_water_price' AND y.since BETWEEN c.since AND COALESCE(c.until, y.since)
    JOIN law d ON d.code = 'river_water_days' AND y.since BETWEEN d.since AND COALESCE(d.until, y.since)
    WHERE p.purpose <> 'farming'
      AND add_days(add_months(y.since, 12), CAST(d.amount AS BIGINT)) <= today()
)
SELECT
    s.permit AS case_key,
    SUM(GREATEST(s.billed - s.owed, s.owed - s.billed)) AS money,
    s.permit AS permit,
    s.holder AS holder,
    MIN(year_of(s.year_starts)) AS first_year,
    COUNT(*) AS years,
    MAX(s.permitted) AS permitted,
    SUM(s.used) AS used,
    SUM(s.billed) AS billed,
    SUM(s.owed) AS owed
FROM settled s
JOIN law e ON e.code = 'river_water_tolerance' AND s.year_starts BETWEEN e.since AND COALESCE(e.until, s.year_starts)
WHERE (s.billed - s.owed > CAST(s.owed * e.amount AS DECIMAL(18,2)) OR s.owed - s.billed > CAST(s.owed * e.amount AS DECIMAL(18,2)))
  AND NOT EXISTS (
    SELECT n.reading FROM river_readings n
    WHERE n.permit = s.permit AND n.reading_year = year_of(s.year_starts) AND n.state = 'estimated'
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = s.permit AND x.kind = 'river-water-fee' AND x.since <= s.year_starts
      AND COALESCE(x.until, add_months(s.year_starts, 12)) >= add_days(add_months(s.year_starts, 12), -1)
  )
GROUP BY s.permit, s.holder
