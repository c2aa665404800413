WITH settled AS (
    SELECT i.vendor AS vendor, i.payment AS payment, i.invoice AS invoice, i.issued_on AS issued_on, i.recurring AS recurring,
        p.unit AS unit, p.amount AS amount, p.paid_on AS paid_on
    FROM presented_invoices i
    JOIN payments p ON p.payee = i.vendor AND p.payment = i.payment
    WHERE p.state = 'paid'
      AND p.amount >= i.amount
)
SELECT
    s.vendor AS case_key,
    SUM(s.amount) AS money,
    s.vendor AS vendor,
    MIN(s.unit) AS unit,
    MIN(s.invoice) AS invoice,
    COUNT(*) AS payments,
    SUM(s.amount) AS amount,
    MIN(s.paid_on) AS first_on,
    MAX(s.paid_on) AS last_on
FROM settled s
JOIN law d ON d.code = 'same_invoice_days' AND s.paid_on BETWEEN d.since AND COALESCE(d.until, s.paid_on)
WHERE EXISTS (
    SELECT o.payment FROM settled o
    WHERE o.vendor = s.vendor AND o.payment < s.payment AND o.amount = s.amount
      AND (
        (o.invoice = s.invoice AND year_of(o.issued_on) = year_of(s.issued_on))
        OR (
            s.recurring = 'no'
            AND days_between(o.issued_on, s.issued_on) <= CAST(d.amount AS BIGINT)
            AND days_between(s.issued_on, o.issued_on) <= CAST(d.amount AS BIGINT)
        )
      )
  )
GROUP BY s.vendor
