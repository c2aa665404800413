WITH fined AS (
    SELECT v.violation AS violation, v.building AS building, v.owner AS owner, v.area AS area, v.unit_value AS unit_value,
        COUNT(*) AS fines, MAX(l.levied_on) AS last_on
    FROM building_violations v
    JOIN duty_levies l ON l.basis = v.violation AND l.kind = 'building-fine' AND l.state = 'standing'
    WHERE v.removed_on IS NULL
    GROUP BY v.violation, v.building, v.owner, v.area, v.unit_value
)
SELECT
    f.violation AS case_key,
    CAST(CAST(f.area * f.unit_value AS DECIMAL(18,2)) * r.amount AS DECIMAL(18,2)) AS money,
    f.violation AS violation,
    f.building AS building,
    f.owner AS owner,
    f.fines AS fines,
    f.last_on AS last_on,
    CAST(i.amount AS BIGINT) AS months,
    f.area AS area,
    f.unit_value AS unit_value,
    r.amount AS rate
FROM fined f
JOIN law i ON i.code = 'building_fine_months' AND f.last_on BETWEEN i.since AND COALESCE(i.until, f.last_on)
JOIN law d ON d.code = 'building_fine_days' AND f.last_on BETWEEN d.since AND COALESCE(d.until, f.last_on)
JOIN law q ON q.code = 'building_fine_most' AND f.last_on BETWEEN q.since AND COALESCE(q.until, f.last_on)
JOIN law r ON r.code = 'building_fine_rate' AND f.last_on BETWEEN r.since AND COALESCE(r.until, f.last_on)
WHERE f.fines < q.amount
  AND add_days(add_months(f.last_on, CAST(i.amount AS BIGINT)), CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = f.violation AND x.kind = 'building-fine' AND (x.until IS NULL OR x.until >= add_months(f.last_on, CAST(i.amount AS BIGINT)))
  )
