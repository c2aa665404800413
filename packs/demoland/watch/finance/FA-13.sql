SELECT
    p.account AS case_key,
    SUM(p.amount) AS money,
    p.account AS account,
    MIN(p.unit) AS unit,
    COUNT(*) AS payments,
    MIN(p.paid_on) AS first_on,
    MAX(p.paid_on) AS last_on,
    SUM(p.amount) AS amount
FROM payments p
WHERE p.kind = 'price'
  AND p.state = 'paid'
  AND EXISTS (
    SELECT a.official FROM staff_accounts a
    WHERE a.account = p.account AND a.since <= p.paid_on AND COALESCE(a.until, p.paid_on) >= p.paid_on
      AND COALESCE(a.declared_on, add_days(p.paid_on, 1)) > p.paid_on
  )
GROUP BY p.account
