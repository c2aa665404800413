SELECT
    p.spending AS case_key,
    p.amount AS money,
    p.spending AS spending,
    p.subsidy AS subsidy,
    p.unit AS unit,
    p.merchant_class AS merchant_class,
    p.amount AS amount,
    p.spent_on AS spent_on,
    p.hour AS hour
FROM subsidy_spending p
JOIN law n ON n.code = 'subsidy_card_late_hour' AND p.spent_on BETWEEN n.since AND COALESCE(n.until, p.spent_on)
JOIN law m ON m.code = 'subsidy_card_early_hour' AND p.spent_on BETWEEN m.since AND COALESCE(m.until, p.spent_on)
WHERE p.means = 'card'
  AND p.state = 'claimed'
  AND p.reason IS NULL
  AND (p.hour >= n.amount OR p.hour < m.amount OR p.merchant_class IN ('bar', 'casino', 'massage', 'jeweller', 'golf'))
