SELECT
    b.statement AS case_key,
    GREATEST(b.balance - l.balance + COALESCE(l.in_transit, 0) - COALESCE(l.explained, 0), l.balance - b.balance - COALESCE(l.in_transit, 0) + COALESCE(l.explained, 0)) AS money,
    b.account AS account,
    b.unit AS unit,
    b.stands_on AS stands_on,
    b.balance AS bank_balance,
    l.balance AS ledger_balance,
    COALESCE(l.in_transit, 0) AS in_transit
FROM bank_statements b
JOIN ledger_statements l ON l.statement = b.statement
JOIN law d ON d.code = 'reconcile_days' AND b.stands_on BETWEEN d.since AND COALESCE(d.until, b.stands_on)
WHERE b.balance - l.balance + COALESCE(l.in_transit, 0) <> COALESCE(l.explained, 0)
  AND add_days(b.stands_on, CAST(d.amount AS BIGINT)) < today()
