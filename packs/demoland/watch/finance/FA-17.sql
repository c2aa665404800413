SELECT
    p.payment AS case_key,
    p.amount AS money,
    p.payment AS payment,
    p.unit AS unit,
    p.amount AS amount,
    d.official AS drafted_by,
    a.official AS approved_by,
    a.done_on AS done_on
FROM payments p
JOIN payment_steps d ON d.payment = p.payment AND d.step = 'draft'
JOIN payment_steps a ON a.payment = p.payment AND a.step = 'approval'
JOIN law m ON m.code = 'log_minutes' AND a.done_on BETWEEN m.since AND COALESCE(m.until, a.done_on)
WHERE p.state = 'paid'
  AND a.note IS NULL
  AND (
    (a.device = d.device AND a.device_kind = 'own' AND a.official <> d.official AND a.done_on = d.done_on AND a.minute - d.minute <= m.amount)
    OR a.presence = 'on-leave'
    OR d.presence = 'on-leave'
  )
