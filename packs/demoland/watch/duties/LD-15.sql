SELECT
    p.conversion AS case_key,
    CAST(p.area * r.amount AS DECIMAL(18,2)) AS money,
    p.conversion AS conversion,
    p.parcel AS parcel,
    p.holder AS holder,
    p.area AS area,
    p.approved_on AS approved_on,
    r.amount AS rate
FROM conversions p
JOIN law d ON d.code = 'forest_cost_days' AND p.approved_on BETWEEN d.since AND COALESCE(d.until, p.approved_on)
JOIN law r ON r.code = 'forest_cost_unit' AND p.approved_on BETWEEN r.since AND COALESCE(r.until, p.approved_on)
WHERE p.kind = 'forest'
  AND p.purpose <> 'public'
  AND p.cancelled_on IS NULL
  AND add_days(p.approved_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.conversion AND l.kind = 'forest-cost' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.conversion AND x.kind = 'forest-cost')
