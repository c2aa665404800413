SELECT
    p.control AS case_key,
    CAST(p.value * r.amount AS DECIMAL(18,2)) AS money,
    p.control AS control,
    p.item AS item,
    p.value AS value,
    p.found_on AS found_on,
    r.amount AS rate
FROM customs_controls p
JOIN law d ON d.code = 'origin_penalty_days' AND p.found_on BETWEEN d.since AND COALESCE(d.until, p.found_on)
JOIN law r ON r.code = 'origin_penalty_rate' AND p.found_on BETWEEN r.since AND COALESCE(r.until, p.found_on)
WHERE p.subject = 'origin-mark'
  AND p.outcome = 'violation'
  AND add_days(p.found_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM customs_levies l
    WHERE l.basis = p.control AND l.kind = 'origin-penalty' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM customs_reliefs x WHERE x.basis = p.control AND x.kind = 'origin-penalty')
