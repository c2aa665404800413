SELECT
    c.vendor AS case_key,
    SUM(c.price) AS money,
    c.vendor AS vendor,
    MIN(c.unit) AS unit,
    MIN(c.contract) AS contract,
    COUNT(*) AS contracts,
    SUM(c.price) AS price,
    MIN(c.signed_on) AS first_on,
    MAX(c.signed_on) AS last_on
FROM contracts c
JOIN law d ON d.code = 'bar_notice_days' AND c.signed_on BETWEEN d.since AND COALESCE(d.until, c.signed_on)
WHERE c.state = 'standing'
  AND c.sole_source = 'no'
  AND EXISTS (
    SELECT b.bar FROM bidder_bars b
    WHERE b.vendor = c.vendor
      AND add_days(b.since, CAST(d.amount AS BIGINT)) <= c.signed_on
      AND b.until >= c.signed_on
      AND (b.lifted_on IS NULL OR b.lifted_on > c.signed_on)
      AND (b.stayed_from IS NULL OR b.stayed_from > c.signed_on OR b.stayed_until < c.signed_on)
  )
GROUP BY c.vendor
