WITH halves AS (
    SELECT y.since AS starts, add_days(add_months(y.since, 6), -1) AS ends, 1 AS part
    FROM law y
    WHERE y.code = 'local_year'
    UNION ALL
    SELECT add_months(y.since, 6) AS starts, add_days(add_months(y.since, 12), -1) AS ends, 2 AS part
    FROM law y
    WHERE y.code = 'local_year'
)
SELECT
    v.vehicle AS case_key,
    SUM(CAST(b.amount * v.litres AS DECIMAL(18,2))) AS money,
    v.vehicle AS vehicle,
    MIN(v.owner) AS owner,
    MIN(v.emission_class) AS emission_class,
    MIN(h.starts) AS first_half,
    COUNT(*) AS halves,
    MAX(v.litres) AS litres,
    MAX(b.amount) AS base
FROM vehicles v
JOIN halves h ON v.registered_on <= h.starts AND COALESCE(v.deregistered_on, h.ends) >= h.ends
JOIN law d ON d.code = 'environment_days' AND h.starts BETWEEN d.since AND COALESCE(d.until, h.starts)
JOIN law b ON b.code = 'environment_base' AND h.starts BETWEEN b.since AND COALESCE(b.until, h.starts)
JOIN law c ON c.code = 'clean_class' AND h.starts BETWEEN c.since AND COALESCE(c.until, h.starts)
WHERE v.fuel = 'diesel'
  AND v.emission_class < c.amount
  AND (v.filter_on IS NULL OR v.filter_on > h.starts)
  AND add_days(h.ends, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = v.vehicle AND l.kind = 'environment-charge' AND l.state = 'standing' AND l.levy_year = year_of(h.starts)
      AND COALESCE(l.levy_part, h.part) = h.part
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = v.vehicle AND x.kind = 'environment-charge' AND x.since <= h.starts AND COALESCE(x.until, h.ends) >= h.ends
  )
GROUP BY v.vehicle
