SELECT
    p.deal AS case_key,
    CAST(f.amount AS DECIMAL(18,2)) AS money,
    p.deal AS deal,
    p.buyer AS buyer,
    p.price AS price,
    p.contract_on AS contract_on,
    p.reported_on AS reported_on,
    CAST(f.amount AS DECIMAL(18,2)) AS tariff
FROM deals p
JOIN law d ON d.code = 'report_fine_days' AND p.reported_on BETWEEN d.since AND COALESCE(d.until, p.reported_on)
JOIN law t ON t.code = 'report_days' AND p.reported_on BETWEEN t.since AND COALESCE(t.until, p.reported_on)
JOIN law g ON g.code = 'report_fine_limit' AND p.reported_on BETWEEN g.since AND COALESCE(g.until, p.reported_on)
JOIN law f ON f.code = CASE WHEN p.price > g.amount THEN 'report_fine_large' ELSE 'report_fine_small' END AND p.reported_on BETWEEN f.since AND COALESCE(f.until, p.reported_on)
WHERE days_between(p.contract_on, p.reported_on) > t.amount
  AND add_days(p.reported_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.deal AND l.kind = 'report-fine' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.deal AND x.kind = 'report-fine')
