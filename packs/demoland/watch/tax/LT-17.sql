SELECT
    r.person AS case_key,
    SUM(f.amount) AS money,
    r.person AS person,
    r.died_on AS died_on,
    COUNT(*) AS refunds,
    MAX(f.refunded_on) AS last_on
FROM residents r
JOIN tax_refunds f ON f.taxpayer = r.person
WHERE f.refunded_on > r.died_on
  AND f.payee_kind = 'taxpayer'
GROUP BY r.person, r.died_on
