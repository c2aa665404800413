SELECT
    f.account AS case_key,
    SUM(f.amount) AS money,
    f.account AS account,
    COUNT(*) AS refunds,
    MIN(f.refunded_on) AS first_on,
    MAX(f.refunded_on) AS last_on
FROM tax_refunds f
WHERE f.payee_kind <> 'agent'
GROUP BY f.account
HAVING MIN(f.household) < MAX(f.household)
