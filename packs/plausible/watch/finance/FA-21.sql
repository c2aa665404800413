WITH timely AS (
    SELECT c.contract AS contract, SUM(a.amount) AS amount
    FROM completions c
    JOIN acceptances a ON a.contract = c.contract
    WHERE a.accepted_on <= c.agreed_on
      AND a.returned_on IS NULL
    GROUP BY c.contract
),
late AS (
    SELECT c.contract AS contract, c.unit AS unit, c.vendor AS vendor, c.kind AS kind, c.agreed_on AS agreed_on, c.completed_on AS completed_on,
        c.price - COALESCE(t.amount, 0) AS part,
        days_between(c.agreed_on, c.completed_on) - COALESCE(c.excused_days, 0) AS late_days
    FROM completions c
    LEFT JOIN timely t ON t.contract = c.contract
)
SELECT
    l.contract AS case_key,
    LEAST(CAST(l.part * r.amount * l.late_days AS DECIMAL(18,2)), CAST(l.part * m.amount AS DECIMAL(18,2))) AS money,
    l.contract AS contract,
    l.unit AS unit,
    l.vendor AS vendor,
    l.agreed_on AS agreed_on,
    l.completed_on AS completed_on,
    l.late_days AS late_days,
    l.part AS part,
    r.amount AS rate,
    m.amount AS most
FROM late l
JOIN law d ON d.code = 'delay_damages_days' AND l.completed_on BETWEEN d.since AND COALESCE(d.until, l.completed_on)
JOIN law r ON r.code = CASE WHEN l.kind = 'works' THEN 'delay_rate_works' WHEN l.kind = 'goods' THEN 'delay_rate_goods' WHEN l.kind = 'services' THEN 'delay_rate_services' END
    AND l.agreed_on BETWEEN r.since AND COALESCE(r.until, l.agreed_on)
JOIN law m ON m.code = 'delay_damages_most' AND l.agreed_on BETWEEN m.since AND COALESCE(m.until, l.agreed_on)
WHERE l.late_days > 0
  AND l.part > 0
  AND add_days(l.completed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT j.decision FROM delay_damages j
    WHERE j.contract = l.contract AND j.outcome <> 'cancelled'
  )
