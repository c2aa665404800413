WITH kept_whole AS (
    SELECT p.payee AS payee, p.payment AS payment, p.unit AS unit, p.amount AS amount, p.paid_on AS paid_on
    FROM payments p
    WHERE p.state = 'paid'
      AND p.kind = 'price'
      AND NOT EXISTS (
        SELECT s.set_off FROM set_offs s
        WHERE s.debtor = p.payee AND s.payment = p.payment AND s.state = 'standing'
      )
      AND NOT EXISTS (
        SELECT g.assignment FROM claim_assignments g
        WHERE g.vendor = p.payee AND g.account = p.account AND g.notified_on <= p.paid_on
          AND (g.ended_on IS NULL OR g.ended_on >= p.paid_on)
      )
),
claims AS (
    SELECT p.payee AS payee, p.payment AS payment, p.unit AS unit, p.amount AS amount, p.paid_on AS paid_on, a.amount AS owed
    FROM kept_whole p
    JOIN tax_arrears a ON a.taxpayer = p.payee
    WHERE a.paid_on IS NULL
      AND a.disputed = 'no'
      AND a.due_on < p.paid_on
      AND (a.deferred_until IS NULL OR a.deferred_until < p.paid_on)
    UNION ALL
    SELECT p.payee, p.payment, p.unit, p.amount, p.paid_on, l.amount AS owed
    FROM kept_whole p
    JOIN duty_levies l ON l.payer = p.payee
    WHERE l.paid_on IS NULL
      AND l.state = 'standing'
      AND l.due_on < p.paid_on
      AND NOT EXISTS (
        SELECT f.deferral FROM duty_deferrals f
        WHERE f.payer = l.payer AND f.levy = l.levy AND f.since <= p.paid_on
          AND (f.until IS NULL OR f.until >= p.paid_on)
      )
),
owing AS (
    SELECT c.payee AS payee, c.payment AS payment, c.unit AS unit, c.amount AS amount, c.paid_on AS paid_on, SUM(c.owed) AS owed
    FROM claims c
    JOIN law n ON n.code = 'set_off_least' AND c.paid_on BETWEEN n.since AND COALESCE(n.until, c.paid_on)
    GROUP BY c.payee, c.payment, c.unit, c.amount, c.paid_on, n.amount
    HAVING SUM(c.owed) >= n.amount
)
SELECT
    o.payee AS case_key,
    LEAST(MAX(o.owed), SUM(o.amount)) AS money,
    o.payee AS payee,
    MIN(o.unit) AS unit,
    COUNT(*) AS payments,
    SUM(o.amount) AS amount,
    MAX(o.owed) AS owed,
    MIN(o.paid_on) AS first_on,
    MAX(o.paid_on) AS last_on
FROM owing o
GROUP BY o.payee
