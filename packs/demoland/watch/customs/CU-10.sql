SELECT
    p.decision AS case_key,
    p.duty AS money,
    p.decision AS decision,
    p.importer AS importer,
    p.duty AS duty,
    p.decided_on AS decided_on
FROM customs_decisions p
JOIN law d ON d.code = 'audit_bill_days' AND p.decided_on BETWEEN d.since AND COALESCE(d.until, p.decided_on)
WHERE p.duty > 0
  AND p.appealed_on IS NULL
  AND add_days(p.decided_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM customs_levies l
    WHERE l.basis = p.decision AND l.kind = 'audit-bill' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM customs_reliefs x WHERE x.basis = p.decision AND x.kind = 'audit-bill')
