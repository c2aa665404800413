WITH held AS (
    SELECT p.permit AS permit, p.kind AS kind, p.holder AS holder, p.land_price AS land_price,
        LEAST(p.until, COALESCE(p.withdrawn_on, p.until)) AS ended_on
    FROM occupation_permits p
)
SELECT
    p.permit AS case_key,
    CAST(CAST(CAST(CAST(s.area * p.land_price AS DECIMAL(18,2)) * r.amount AS DECIMAL(18,2))
        * ratio(GREATEST((year_of(s.measured_on) - year_of(p.ended_on)) * 12 + month_of(s.measured_on) - month_of(p.ended_on), 1), 12, 6) AS DECIMAL(18,2))
        * m.amount AS DECIMAL(18,2)) AS money,
    p.permit AS permit,
    p.holder AS holder,
    p.ended_on AS ended_on,
    s.survey AS survey,
    s.measured_on AS measured_on,
    s.area AS measured,
    GREATEST((year_of(s.measured_on) - year_of(p.ended_on)) * 12 + month_of(s.measured_on) - month_of(p.ended_on), 1) AS months,
    p.land_price AS land_price,
    r.amount AS rate,
    m.amount AS multiple,
    c.amount AS removal_days,
    c.set_by AS set_by
FROM held p
JOIN occupation_surveys s ON s.permit = p.permit
JOIN law c ON c.code = 'removal_days' AND p.ended_on BETWEEN c.since AND COALESCE(c.until, p.ended_on)
JOIN law d ON d.code = 'unpermitted_levy_days' AND s.measured_on BETWEEN d.since AND COALESCE(d.until, s.measured_on)
JOIN law m ON m.code = 'unpermitted_multiple' AND s.measured_on BETWEEN m.since AND COALESCE(m.until, s.measured_on)
JOIN law r ON r.code = CASE WHEN p.kind = 'road' THEN 'road_fee_rate' WHEN p.kind = 'river' THEN 'river_fee_rate' ELSE 'sea_fee_rate' END
    AND s.measured_on BETWEEN r.since AND COALESCE(r.until, s.measured_on)
WHERE s.state = 'valid'
  AND s.area > 0
  AND s.measured_on > add_days(p.ended_on, CAST(c.amount AS BIGINT))
  AND add_days(s.measured_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT o.survey FROM occupation_surveys o
    WHERE o.permit = p.permit AND o.state = 'valid' AND o.measured_on > s.measured_on
  )
  AND NOT EXISTS (
    SELECT n.renewal FROM occupation_renewals n
    WHERE n.permit = p.permit AND n.state IN ('granted', 'pending') AND COALESCE(n.until, s.measured_on) >= s.measured_on
  )
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.permit AND l.kind = 'expired-use' AND l.state = 'standing' AND l.levied_on >= s.measured_on
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.permit AND x.kind = 'expired-use')
