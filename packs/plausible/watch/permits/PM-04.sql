SELECT
    p.building AS case_key,
    SUM(CAST(CAST(p.area * q.amount AS DECIMAL(18,2)) * u.amount AS DECIMAL(18,2))) AS money,
    p.building AS building,
    MIN(b.purpose) AS purpose,
    COUNT(*) AS permits,
    MIN(p.permit) AS permit,
    MIN(p.class) AS licence_class,
    MAX(q.amount) AS sewage,
    MAX(u.amount) AS rate
FROM business_permits p
JOIN buildings b ON b.building = p.building
JOIN law d ON d.code = 'use_change_days' AND p.permitted_on BETWEEN d.since AND COALESCE(d.until, p.permitted_on)
JOIN law q ON q.code = 'premises_sewage' AND p.permitted_on BETWEEN q.since AND COALESCE(q.until, p.permitted_on)
JOIN law u ON u.code = 'sewer_unit' AND p.permitted_on BETWEEN u.since AND COALESCE(u.until, p.permitted_on)
WHERE p.closed_on IS NULL
  AND b.demolished_on IS NULL
  AND add_days(p.permitted_on, CAST(d.amount AS BIGINT)) < today()
  AND EXISTS (SELECT k.class FROM permitted_uses k WHERE k.class = p.class)
  AND NOT EXISTS (SELECT m.class FROM permitted_uses m WHERE m.class = p.class AND m.purpose = b.purpose)
  AND NOT EXISTS (
    SELECT f.part FROM floor_uses f
    JOIN permitted_uses m ON m.purpose = f.purpose
    WHERE f.building = p.building AND m.class = p.class
  )
GROUP BY p.building
