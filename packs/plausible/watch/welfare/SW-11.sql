SELECT
    h.person AS case_key,
    SUM(LEAST(h.amount, s.amount)) AS money,
    h.person AS person,
    MIN(h.kind) AS honour_kind,
    MIN(s.kind) AS state_kind,
    COUNT(*) AS months,
    MIN(h.month_from) AS first_month,
    MAX(h.month_from) AS last_month
FROM honour_payments h
JOIN state_payments s ON s.person = h.person AND s.month_from = h.month_from
JOIN exclusive_payments x ON x.honour_kind = h.kind AND x.state_kind = s.kind
JOIN law n ON n.code = 'exclusive_pay_least' AND h.month_from BETWEEN n.since AND COALESCE(n.until, h.month_from)
WHERE h.state = 'paid'
  AND s.state = 'paid'
  AND s.amount >= n.amount
GROUP BY h.person
