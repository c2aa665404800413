WITH paid AS (
    SELECT p.overpayment AS overpayment, COUNT(*) AS refunds, SUM(p.amount) AS refunded, MAX(p.refunded_on) AS last_on
    FROM tax_refund_parts p
    WHERE p.state = 'paid'
    GROUP BY p.overpayment
)
SELECT
    o.overpayment AS case_key,
    p.refunded - o.amount AS money,
    o.overpayment AS overpayment,
    o.taxpayer AS taxpayer,
    o.assessment AS assessment,
    o.amount AS overpaid,
    p.refunds AS refunds,
    p.refunded AS refunded,
    p.last_on AS last_on
FROM tax_overpayments o
JOIN paid p ON p.overpayment = o.overpayment
JOIN law e ON e.code = 'recovery_least' AND p.last_on BETWEEN e.since AND COALESCE(e.until, p.last_on)
WHERE p.refunded - o.amount >= e.amount
