WITH approved AS (
    SELECT a.occasion AS occasion, MAX(a.amount) AS amount
    FROM spending_approvals a
    WHERE a.state = 'approved'
    GROUP BY a.occasion
)
SELECT
    p.occasion AS case_key,
    SUM(p.amount) - GREATEST(n.amount, COALESCE(a.amount, 0)) AS money,
    MIN(p.unit) AS unit,
    MIN(p.merchant) AS merchant,
    p.paid_on AS paid_on,
    COUNT(*) AS payments,
    SUM(p.amount) AS amount,
    GREATEST(n.amount, COALESCE(a.amount, 0)) AS limit_used
FROM card_payments p
JOIN law n ON n.code = 'card_limit' AND p.paid_on BETWEEN n.since AND COALESCE(n.until, p.paid_on)
LEFT JOIN approved a ON a.occasion = p.occasion
WHERE p.state = 'settled'
  AND p.amount <= n.amount
  AND p.merchant_class <> 'fuel'
GROUP BY p.occasion, p.paid_on, n.amount, a.amount
HAVING SUM(p.amount) > GREATEST(n.amount, COALESCE(a.amount, 0))
