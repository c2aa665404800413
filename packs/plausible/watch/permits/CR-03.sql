SELECT
    v.violation AS case_key,
    CAST(CAST(v.area * v.unit_value AS DECIMAL(18,2)) * r.amount AS DECIMAL(18,2)) AS money,
    v.violation AS violation,
    v.building AS building,
    v.owner AS owner,
    v.order_due_on AS order_due_on,
    v.area AS area,
    v.unit_value AS unit_value,
    r.amount AS rate
FROM building_violations v
JOIN law d ON d.code = 'mark_days' AND v.order_due_on BETWEEN d.since AND COALESCE(d.until, v.order_due_on)
JOIN law r ON r.code = 'building_fine_rate' AND v.order_due_on BETWEEN r.since AND COALESCE(r.until, v.order_due_on)
WHERE v.removed_on IS NULL
  AND add_days(v.order_due_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (SELECT m.mark FROM building_marks m WHERE m.violation = v.violation AND m.lifted_on IS NULL)
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = v.violation AND x.kind = 'building-fine' AND (x.until IS NULL OR x.until >= v.order_due_on)
  )
