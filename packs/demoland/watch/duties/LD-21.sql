SELECT
    p.conversion AS case_key,
    CAST(p.area * CAST((p.unit_price_after - p.unit_price) * r.amount AS DECIMAL(18,2)) AS DECIMAL(18,2)) AS money,
    p.conversion AS conversion,
    p.parcel AS parcel,
    p.holder AS holder,
    p.area AS area,
    p.approved_on AS approved_on,
    p.unit_price AS unit_price,
    p.unit_price_after AS unit_price_after,
    r.amount AS rate
FROM conversions p
JOIN law d ON d.code = 'green_belt_days' AND p.approved_on BETWEEN d.since AND COALESCE(d.until, p.approved_on)
JOIN law r ON r.code = 'green_belt_rate' AND p.approved_on BETWEEN r.since AND COALESCE(r.until, p.approved_on)
WHERE p.kind = 'green-belt'
  AND p.purpose <> 'public'
  AND p.cancelled_on IS NULL
  AND add_days(p.approved_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.conversion AND l.kind = 'green-belt-charge' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.conversion AND x.kind = 'green-belt-charge')
