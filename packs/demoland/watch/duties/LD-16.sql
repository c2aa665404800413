SELECT
    p.review AS case_key,
    CAST(CAST(p.area * r.amount AS DECIMAL(18,2)) * p.region_factor AS DECIMAL(18,2)) AS money,
    p.review AS review,
    p.developer AS developer,
    p.area AS area,
    p.region_factor AS region_factor,
    p.approved_on AS approved_on,
    r.amount AS rate
FROM nature_reviews p
JOIN law d ON d.code = 'nature_days' AND p.approved_on BETWEEN d.since AND COALESCE(d.until, p.approved_on)
JOIN law r ON r.code = 'nature_unit' AND p.approved_on BETWEEN r.since AND COALESCE(r.until, p.approved_on)
WHERE p.listed = 'yes'
  AND add_days(p.approved_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.review AND l.kind = 'nature-contribution' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.review AND x.kind = 'nature-contribution')
