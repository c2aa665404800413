SELECT
    p.account AS case_key,
    SUM(p.amount) AS money,
    p.account AS account,
    MIN(p.unit) AS unit,
    MIN(p.payee) AS payee,
    h.holder AS holder,
    COUNT(*) AS payments,
    MIN(p.paid_on) AS first_on,
    MAX(p.paid_on) AS last_on,
    SUM(p.amount) AS amount
FROM payments p
JOIN account_holders h ON h.account = p.account
WHERE p.kind = 'price'
  AND p.state = 'paid'
  AND p.payee <> h.holder
  AND p.payee <> COALESCE(h.holder_before, h.holder)
  AND NOT EXISTS (
    SELECT g.assignment FROM claim_assignments g
    WHERE g.account = p.account AND g.vendor = p.payee AND g.notified_on <= p.paid_on
      AND COALESCE(g.ended_on, p.paid_on) >= p.paid_on
  )
GROUP BY p.account, h.holder
