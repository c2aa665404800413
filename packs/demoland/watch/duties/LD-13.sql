SELECT
    p.load AS case_key,
    CAST(p.cubic_metres * r.amount AS DECIMAL(18,2)) AS money,
    p.load AS load,
    p.building AS building,
    p.payer AS payer,
    p.cubic_metres AS cubic_metres,
    p.approved_on AS approved_on,
    r.amount AS rate,
    a.amount AS limit_a_day,
    a.set_by AS set_by
FROM sewer_loads p
JOIN law d ON d.code = 'sewer_days' AND p.approved_on BETWEEN d.since AND COALESCE(d.until, p.approved_on)
JOIN law a ON a.code = 'sewer_limit' AND p.approved_on BETWEEN a.since AND COALESCE(a.until, p.approved_on)
JOIN law r ON r.code = 'sewer_unit' AND p.approved_on BETWEEN r.since AND COALESCE(r.until, p.approved_on)
WHERE p.treated_by = 'public'
  AND p.cubic_metres >= a.amount
  AND add_days(p.approved_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.load AND l.kind = 'sewer-charge' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.load AND x.kind = 'sewer-charge')
