SELECT
    r.bill AS case_key,
    SUM(r.amount) AS money,
    r.bill AS bill,
    MIN(r.account) AS account,
    COUNT(*) AS refunds,
    MAX(r.refunded_on) AS refunded_on
FROM water_refunds r
WHERE r.state = 'paid'
  AND r.payee_kind = 'payer'
  AND (r.named_on IS NULL OR r.named_on > r.refunded_on)
  AND EXISTS (SELECT p.payment FROM water_payments p WHERE p.bill = r.bill)
  AND NOT EXISTS (SELECT p.payment FROM water_payments p WHERE p.bill = r.bill AND p.account = r.account)
  AND NOT EXISTS (SELECT p.payment FROM water_payments p WHERE p.bill = r.bill AND p.account IS NULL)
GROUP BY r.bill
