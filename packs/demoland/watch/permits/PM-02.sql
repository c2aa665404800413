WITH granted AS (
    SELECT p.holder, p.permit, COALESCE(p.renewed_on, p.permitted_on) AS granted_on
    FROM business_permits p
    WHERE p.closed_on IS NULL
), owing AS (
    SELECT g.holder, g.permit, g.granted_on, COUNT(*) AS claims, SUM(a.amount) AS owed, MIN(a.due_on) AS oldest
    FROM granted g
    JOIN tax_arrears a ON a.taxpayer = g.holder
    JOIN law n ON n.code = 'debtor_arrears' AND g.granted_on BETWEEN n.since AND COALESCE(n.until, g.granted_on)
    JOIN law m ON m.code = 'debtor_amount' AND g.granted_on BETWEEN m.since AND COALESCE(m.until, g.granted_on)
    WHERE a.paid_on IS NULL
      AND a.due_on < g.granted_on
      AND a.disputed = 'no'
      AND (a.deferred_until IS NULL OR a.deferred_until < g.granted_on)
    GROUP BY g.holder, g.permit, g.granted_on, n.amount, m.amount
    HAVING COUNT(*) >= n.amount
       AND SUM(a.amount) >= m.amount
)
SELECT
    o.holder AS case_key,
    MAX(o.owed) AS money,
    o.holder AS holder,
    MIN(o.permit) AS permit,
    MIN(o.granted_on) AS granted_on,
    MAX(o.claims) AS claims,
    MIN(o.oldest) AS oldest
FROM owing o
GROUP BY o.holder
