WITH due AS (
    SELECT a.acceptance AS acceptance, a.unit AS unit, a.vendor AS vendor, a.amount AS amount, a.billed_on AS billed_on,
        add_days(a.billed_on, CAST(d.amount AS BIGINT) + CASE WHEN iso_weekday(add_days(a.billed_on, CAST(d.amount AS BIGINT))) = 6 THEN 2 WHEN iso_weekday(add_days(a.billed_on, CAST(d.amount AS BIGINT))) = 7 THEN 1 ELSE 0 END) AS due_on
    FROM acceptances a
    JOIN law d ON d.code = 'payment_days' AND a.billed_on BETWEEN d.since AND COALESCE(d.until, a.billed_on)
    WHERE a.returned_on IS NULL
),
timely AS (
    SELECT u.acceptance AS acceptance, SUM(p.amount) AS amount
    FROM due u
    JOIN payments p ON p.basis = u.acceptance
    WHERE p.kind = 'price' AND p.state = 'paid' AND p.paid_on <= u.due_on
    GROUP BY u.acceptance
)
SELECT
    u.acceptance AS case_key,
    CAST(u.amount * s.amount AS DECIMAL(18,2)) AS money,
    u.acceptance AS acceptance,
    u.unit AS unit,
    u.vendor AS vendor,
    u.amount AS amount,
    s.amount AS share,
    u.billed_on AS billed_on,
    u.due_on AS due_on,
    COALESCE(t.amount, 0) AS paid_in_time
FROM due u
JOIN law s ON s.code = 'late_payment_share' AND u.due_on BETWEEN s.since AND COALESCE(s.until, u.due_on)
LEFT JOIN timely t ON t.acceptance = u.acceptance
WHERE u.due_on < today()
  AND COALESCE(t.amount, 0) < u.amount
  AND NOT EXISTS (
    SELECT c.payment FROM payments c
    WHERE c.basis = u.acceptance AND c.kind = 'late-compensation' AND c.state = 'paid'
  )
