WITH held AS (
    SELECT p.permit AS permit, p.kind AS kind, p.holder AS holder, p.area AS area, p.area_since AS area_since, p.land_price AS land_price,
        p.since AS since, LEAST(p.until, COALESCE(p.withdrawn_on, p.until)) AS ended_on
    FROM occupation_permits p
)
SELECT
    p.permit AS case_key,
    CAST(CAST(CAST(CAST((s.area - p.area) * p.land_price AS DECIMAL(18,2)) * r.amount AS DECIMAL(18,2)) * m.amount AS DECIMAL(18,2))
        * LEAST(year_of(s.measured_on) - year_of(GREATEST(COALESCE(s.seen_since, s.measured_on), p.since)) + 1, CAST(k.amount AS BIGINT)) AS DECIMAL(18,2)) AS money,
    p.permit AS permit,
    p.holder AS holder,
    p.area AS area,
    s.survey AS survey,
    s.area AS measured,
    s.measured_on AS measured_on,
    LEAST(year_of(s.measured_on) - year_of(GREATEST(COALESCE(s.seen_since, s.measured_on), p.since)) + 1, CAST(k.amount AS BIGINT)) AS years,
    p.land_price AS land_price,
    r.amount AS rate,
    m.amount AS multiple,
    e.amount AS tolerance,
    e.set_by AS set_by
FROM held p
JOIN occupation_surveys s ON s.permit = p.permit
JOIN law e ON e.code = 'survey_tolerance' AND s.measured_on BETWEEN e.since AND COALESCE(e.until, s.measured_on)
JOIN law d ON d.code = 'unpermitted_levy_days' AND s.measured_on BETWEEN d.since AND COALESCE(d.until, s.measured_on)
JOIN law m ON m.code = 'unpermitted_multiple' AND s.measured_on BETWEEN m.since AND COALESCE(m.until, s.measured_on)
JOIN law k ON k.code = 'levy_years_most' AND s.measured_on BETWEEN k.since AND COALESCE(k.until, s.measured_on)
JOIN law r ON r.code = CASE WHEN p.kind = 'road' THEN 'road_fee_rate' WHEN p.kind = 'river' THEN 'river_fee_rate' ELSE 'sea_fee_rate' END
    AND s.measured_on BETWEEN r.since AND COALESCE(r.until, s.measured_on)
WHERE s.state = 'valid'
  AND s.area > p.area * (1 + e.amount)
  AND s.measured_on >= p.area_since
  AND s.measured_on <= p.ended_on
  AND add_days(s.measured_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT o.survey FROM occupation_surveys o
    WHERE o.permit = p.permit AND o.state = 'valid' AND o.measured_on > s.measured_on AND o.measured_on <= p.ended_on
  )
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.permit AND l.kind = 'excess-use' AND l.state = 'standing' AND l.levied_on >= s.measured_on
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.permit AND x.kind = 'excess-use' AND COALESCE(x.until, s.measured_on) >= s.measured_on
  )
