SELECT
    t.account AS case_key,
    SUM(t.amount) AS money,
    t.account AS account,
    COUNT(*) AS transfers,
    COUNT(DISTINCT t.household) AS households,
    MIN(t.month_from) AS first_month,
    MAX(t.month_from) AS last_month
FROM benefit_transfers t
WHERE t.payee_kind = 'own'
  AND t.state = 'paid'
  AND (
    EXISTS (
        SELECT o.person FROM benefit_transfers o
        WHERE o.account = t.account AND o.month_from = t.month_from AND o.household <> t.household
          AND o.payee_kind = 'own' AND o.state = 'paid'
    )
    OR EXISTS (
        SELECT s.official FROM staff_accounts s
        WHERE s.account = t.account AND s.official <> COALESCE(t.official, 'nobody') AND t.month_from BETWEEN s.since AND COALESCE(s.until, t.month_from)
    )
  )
GROUP BY t.account
