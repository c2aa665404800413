SELECT
    a.builder AS case_key,
    SUM(a.price) AS money,
    a.builder AS builder,
    MIN(a.unit) AS unit,
    COUNT(*) AS awards,
    SUM(a.price) AS price,
    MIN(a.awarded_on) AS first_on,
    MAX(a.awarded_on) AS last_on
FROM builder_awards a
JOIN law w ON w.code = 'minor_works_price' AND a.awarded_on BETWEEN w.since AND COALESCE(w.until, a.awarded_on)
JOIN law d ON d.code = 'shortfall_days' AND a.awarded_on BETWEEN d.since AND COALESCE(d.until, a.awarded_on)
WHERE a.state = 'standing'
  AND a.price >= w.amount
  AND EXISTS (
    SELECT s.shortfall FROM builder_shortfalls s
    WHERE s.builder = a.builder AND s.trade = a.trade AND s.outcome = 'confirmed'
      AND add_days(s.since, CAST(d.amount AS BIGINT)) < a.awarded_on
      AND (s.remedied_on IS NULL OR s.remedied_on > a.awarded_on)
  )
GROUP BY a.builder
