WITH known AS (
    SELECT l.account AS account
    FROM ledger_accounts l
    WHERE l.closed_on IS NULL
    UNION ALL
    SELECT l.account AS account
    FROM ledger_accounts l
    JOIN law e ON e.code = 'account_entry_days' AND l.closed_on BETWEEN e.since AND COALESCE(e.until, l.closed_on)
    WHERE add_days(l.closed_on, CAST(e.amount AS BIGINT)) >= today()
)
SELECT
    a.account AS case_key,
    a.balance + a.turnover AS money,
    a.account AS account,
    a.bank AS bank,
    a.unit AS unit,
    a.opened_on AS opened_on,
    a.balance AS balance,
    a.turnover AS turnover
FROM public_accounts a
JOIN law d ON d.code = 'account_entry_days' AND a.opened_on BETWEEN d.since AND COALESCE(d.until, a.opened_on)
WHERE a.closed_on IS NULL
  AND a.holder_kind = 'government'
  AND add_days(a.opened_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (SELECT k.account FROM known k WHERE k.account = a.account)
