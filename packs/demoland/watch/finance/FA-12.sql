SELECT
    c.vendor AS case_key,
    SUM(c.price) AS money,
    c.vendor AS vendor,
    MIN(c.unit) AS unit,
    COUNT(*) AS contracts,
    MIN(c.signed_on) AS first_on,
    MAX(c.signed_on) AS last_on,
    SUM(c.price) AS price
FROM contracts c
JOIN law g ON g.code = 'kin_degree' AND c.signed_on BETWEEN g.since AND COALESCE(g.until, c.signed_on)
JOIN law h ON h.code = 'kin_share' AND c.signed_on BETWEEN h.since AND COALESCE(h.until, c.signed_on)
WHERE c.state = 'standing'
  AND COALESCE(c.sole_source, 'no') = 'no'
  AND EXISTS (
    SELECT t.person FROM company_ties t
    WHERE t.company = c.vendor
      AND (t.standing = 'councillor' OR (t.standing = 'official' AND t.unit = c.unit))
      AND t.degree <= g.amount AND t.share >= h.amount
      AND t.since <= c.signed_on AND COALESCE(t.until, c.signed_on) >= c.signed_on
  )
GROUP BY c.vendor
