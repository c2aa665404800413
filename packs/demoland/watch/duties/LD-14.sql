SELECT
    p.conversion AS case_key,
    CAST(p.area * LEAST(CAST(p.unit_price * r.amount AS DECIMAL(18,2)), c.amount) AS DECIMAL(18,2)) AS money,
    p.conversion AS conversion,
    p.parcel AS parcel,
    p.holder AS holder,
    p.area AS area,
    p.approved_on AS approved_on,
    p.unit_price AS unit_price,
    r.amount AS rate,
    c.amount AS cap
FROM conversions p
JOIN law d ON d.code = 'farmland_charge_days' AND p.approved_on BETWEEN d.since AND COALESCE(d.until, p.approved_on)
JOIN law r ON r.code = 'farmland_charge_rate' AND p.approved_on BETWEEN r.since AND COALESCE(r.until, p.approved_on)
JOIN law c ON c.code = 'farmland_charge_cap' AND p.approved_on BETWEEN c.since AND COALESCE(c.until, p.approved_on)
WHERE p.kind = 'farmland'
  AND p.purpose <> 'public'
  AND p.cancelled_on IS NULL
  AND add_days(p.approved_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.conversion AND l.kind = 'farmland-charge' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.conversion AND x.kind = 'farmland-charge')
