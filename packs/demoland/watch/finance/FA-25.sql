SELECT
    p.subsidy AS case_key,
    SUM(p.amount) AS money,
    p.subsidy AS subsidy,
    MIN(p.unit) AS unit,
    COUNT(*) AS entries,
    MIN(p.spent_on) AS first_on,
    MAX(p.spent_on) AS last_on,
    SUM(p.amount) AS amount
FROM subsidy_spending p
WHERE p.state = 'claimed'
  AND p.item_class IN ('alcohol', 'gift', 'fine', 'private-asset', 'donation')
  AND NOT EXISTS (
    SELECT a.allowance FROM subsidy_allowances a
    WHERE a.subsidy = p.subsidy AND a.item_class = p.item_class AND a.since <= p.spent_on
  )
GROUP BY p.subsidy
