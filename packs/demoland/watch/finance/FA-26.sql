SELECT
    p.seller AS case_key,
    SUM(p.amount) AS money,
    p.seller AS seller,
    MIN(p.unit) AS unit,
    COUNT(*) AS entries,
    MIN(p.spent_on) AS first_on,
    MAX(p.spent_on) AS last_on,
    SUM(p.amount) AS amount
FROM subsidy_spending p
JOIN law l ON l.code = 'tie_deal_limit' AND p.spent_on BETWEEN l.since AND COALESCE(l.until, p.spent_on)
JOIN law o ON o.code = 'tie_offers' AND p.spent_on BETWEEN o.since AND COALESCE(o.until, p.spent_on)
JOIN law g ON g.code = 'tie_degree' AND p.spent_on BETWEEN g.since AND COALESCE(g.until, p.spent_on)
WHERE p.state = 'claimed'
  AND p.amount > l.amount
  AND COALESCE(p.offers, 0) < o.amount
  AND EXISTS (
    SELECT t.person FROM company_ties t
    WHERE t.company = p.seller AND t.person = p.recipient AND t.standing = 'recipient' AND t.degree <= g.amount
      AND t.since <= p.spent_on AND COALESCE(t.until, p.spent_on) >= p.spent_on
  )
GROUP BY p.seller
