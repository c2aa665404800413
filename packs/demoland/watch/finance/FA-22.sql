WITH billed AS (
    SELECT i.bill AS bill, MIN(i.insurer) AS insurer, MIN(i.unit) AS unit, SUM(i.amount) AS amount
    FROM insurance_bills i
    GROUP BY i.bill
),
paid AS (
    SELECT p.basis AS bill, SUM(p.amount) AS amount, MAX(p.paid_on) AS latest_on
    FROM payments p
    WHERE p.kind = 'premium' AND p.state = 'paid'
    GROUP BY p.basis
)
SELECT
    b.bill AS case_key,
    v.amount - b.amount AS money,
    b.bill AS bill,
    b.insurer AS insurer,
    b.unit AS unit,
    b.amount AS billed,
    v.amount AS paid,
    v.latest_on AS latest_on
FROM billed b
JOIN paid v ON v.bill = b.bill
JOIN law t ON t.code = 'voucher_tolerance' AND v.latest_on BETWEEN t.since AND COALESCE(t.until, v.latest_on)
WHERE v.amount - b.amount > t.amount
