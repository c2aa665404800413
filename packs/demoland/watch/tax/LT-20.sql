SELECT
    p.ruling AS case_key,
    CAST(p.value * r.amount AS DECIMAL(18,2)) AS money,
    p.ruling AS ruling,
    p.property AS property,
    p.owner AS owner,
    p.value AS value,
    p.final_on AS final_on,
    r.amount AS rate
FROM rulings p
JOIN law d ON d.code = 'nominee_days' AND p.final_on BETWEEN d.since AND COALESCE(d.until, p.final_on)
JOIN law r ON r.code = 'nominee_rate' AND p.final_on BETWEEN r.since AND COALESCE(r.until, p.final_on)
WHERE p.outcome = 'nominee'
  AND add_days(p.final_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.ruling AND l.kind = 'nominee-penalty' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.ruling AND x.kind = 'nominee-penalty')
