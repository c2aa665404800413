SELECT
    p.payment AS case_key,
    p.amount AS money,
    p.payment AS payment,
    p.card AS card,
    p.unit AS unit,
    p.merchant AS merchant,
    p.amount AS amount,
    CAST(n.amount AS DECIMAL(18,2)) AS limit_amount,
    p.paid_on AS paid_on,
    add_days(p.paid_on, CAST(d.amount AS BIGINT)) AS until_on
FROM card_payments p
JOIN law n ON n.code = 'card_limit' AND p.paid_on BETWEEN n.since AND COALESCE(n.until, p.paid_on)
JOIN law d ON d.code = 'card_approval_days' AND p.paid_on BETWEEN d.since AND COALESCE(d.until, p.paid_on)
WHERE p.state = 'settled'
  AND p.amount > n.amount
  AND add_days(p.paid_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT a.approval FROM spending_approvals a
    WHERE a.payment = p.payment AND a.state = 'approved' AND a.amount >= p.amount
      AND a.approved_on <= add_days(p.paid_on, CAST(d.amount AS BIGINT))
  )
