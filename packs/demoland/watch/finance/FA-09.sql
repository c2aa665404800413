SELECT
    c.bundle AS case_key,
    CAST(SUM(c.price) * s.amount AS DECIMAL(18,2)) AS money,
    c.unit AS unit,
    c.vendor AS vendor,
    COUNT(*) AS contracts,
    MIN(c.signed_on) AS first_on,
    MAX(c.signed_on) AS last_on,
    SUM(c.price) AS price,
    s.amount AS saving
FROM contracts c
JOIN law t ON t.code = 'tender_limit' AND c.signed_on BETWEEN t.since AND COALESCE(t.until, c.signed_on)
JOIN law s ON s.code = 'tender_saving' AND c.signed_on BETWEEN s.since AND COALESCE(s.until, c.signed_on)
WHERE c.state = 'standing'
  AND c.urgent = 'no'
  AND c.price < t.amount
  AND EXISTS (
    SELECT o.contract FROM contracts o
    WHERE o.bundle = c.bundle AND o.contract <> c.contract AND o.state = 'standing' AND o.urgent = 'no'
      AND days_between(o.signed_on, c.signed_on) BETWEEN -30 AND 30 AND o.price < t.amount
  )
GROUP BY c.bundle, c.unit, c.vendor, t.amount, s.amount
HAVING SUM(c.price) >= t.amount
