SELECT
    p.works AS case_key,
    CAST(f.amount AS DECIMAL(18,2)) AS money,
    p.works AS works,
    p.contractor AS contractor,
    p.price AS price,
    p.started_on AS started_on,
    CAST(f.amount AS DECIMAL(18,2)) AS tariff
FROM works p
JOIN law d ON d.code = 'works_days' AND p.started_on BETWEEN d.since AND COALESCE(d.until, p.started_on)
JOIN law a ON a.code = 'works_limit' AND p.started_on BETWEEN a.since AND COALESCE(a.until, p.started_on)
JOIN law f ON f.code = 'works_fine' AND p.started_on BETWEEN f.since AND COALESCE(f.until, p.started_on)
WHERE p.price > a.amount
  AND (p.notified_on IS NULL OR p.notified_on > add_days(p.started_on, CAST(d.amount AS BIGINT)))
  AND add_days(p.started_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.works AND l.kind = 'works-fine' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.works AND x.kind = 'works-fine')
