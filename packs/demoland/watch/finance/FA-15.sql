SELECT
    a.account AS case_key,
    a.balance AS money,
    a.account AS account,
    a.bank AS bank,
    a.unit AS unit,
    a.balance AS balance,
    a.last_moved_on AS last_moved_on
FROM public_accounts a
JOIN ledger_accounts l ON l.account = a.account
JOIN law m ON m.code = 'dormant_months' AND a.last_moved_on BETWEEN m.since AND COALESCE(m.until, a.last_moved_on)
WHERE a.closed_on IS NULL
  AND a.balance > 0
  AND l.purpose <> 'deposit'
  AND add_months(a.last_moved_on, CAST(m.amount AS BIGINT)) < today()
  AND COALESCE(l.held_until, a.last_moved_on) < today()
