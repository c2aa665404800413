SELECT
    p.development AS case_key,
    CAST((p.end_value - p.start_value - p.normal_rise - p.costs) * r.amount AS DECIMAL(18,2)) AS money,
    p.development AS development,
    p.parcel AS parcel,
    p.developer AS developer,
    p.area AS area,
    p.completed_on AS completed_on,
    p.end_value AS end_value,
    p.start_value AS start_value,
    p.normal_rise AS normal_rise,
    p.costs AS costs,
    r.amount AS rate
FROM developments p
JOIN law m ON m.code = 'development_levy_months' AND p.completed_on BETWEEN m.since AND COALESCE(m.until, p.completed_on)
JOIN law r ON r.code = 'development_charge_rate' AND p.completed_on BETWEEN r.since AND COALESCE(r.until, p.completed_on)
JOIN law a ON a.code = CASE WHEN p.zone = 'urban' THEN 'development_area_urban' ELSE 'development_area_rural' END
    AND p.completed_on BETWEEN a.since AND COALESCE(a.until, p.completed_on)
WHERE p.sector = 'private'
  AND p.area >= a.amount
  AND p.end_value - p.start_value - p.normal_rise - p.costs > 0
  AND add_months(p.completed_on, CAST(m.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.development AND l.kind = 'development-charge' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.development AND x.kind = 'development-charge')
