SELECT
    p.project AS case_key,
    CAST(p.sales_value * r.amount AS DECIMAL(18,2)) AS money,
    p.project AS project,
    p.developer AS developer,
    p.homes AS homes,
    p.sales_value AS sales_value,
    p.approved_on AS approved_on,
    r.amount AS rate
FROM housing_projects p
JOIN law d ON d.code = 'school_days' AND p.approved_on BETWEEN d.since AND COALESCE(d.until, p.approved_on)
JOIN law a ON a.code = 'school_homes' AND p.approved_on BETWEEN a.since AND COALESCE(a.until, p.approved_on)
JOIN law r ON r.code = 'school_rate' AND p.approved_on BETWEEN r.since AND COALESCE(r.until, p.approved_on)
WHERE p.tenure = 'sale'
  AND p.homes >= a.amount
  AND add_days(p.approved_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.project AND l.kind = 'school-contribution' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.project AND x.kind = 'school-contribution')
