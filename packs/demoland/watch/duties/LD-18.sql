SELECT
    l.payer AS case_key,
    SUM(l.amount) AS money,
    l.payer AS payer,
    COUNT(*) AS debts,
    MIN(l.levy) AS levy,
    MIN(l.due_on) AS due_on
FROM duty_levies l
JOIN law d ON d.code = 'seizure_days' AND l.due_on BETWEEN d.since AND COALESCE(d.until, l.due_on)
JOIN law a ON a.code = 'seizure_least' AND l.due_on BETWEEN a.since AND COALESCE(a.until, l.due_on)
WHERE l.kind = 'traffic-charge'
  AND l.state = 'standing'
  AND l.paid_on IS NULL
  AND l.amount >= a.amount
  AND add_days(l.due_on, CAST(d.amount AS BIGINT)) < today()
  AND (
    EXISTS (SELECT v.vehicle FROM vehicles v WHERE v.owner = l.payer AND v.deregistered_on IS NULL)
    OR EXISTS (SELECT b.building FROM buildings b WHERE b.owner = l.payer AND b.demolished_on IS NULL)
  )
  AND NOT EXISTS (
    SELECT s.seizure FROM duty_seizures s
    WHERE s.payer = l.payer AND s.levy = l.levy AND s.state = 'standing'
  )
  AND NOT EXISTS (
    SELECT f.deferral FROM duty_deferrals f
    WHERE f.payer = l.payer AND f.levy = l.levy AND (f.until IS NULL OR f.until >= today())
  )
GROUP BY l.payer
