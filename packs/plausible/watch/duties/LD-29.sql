WITH calls AS (
    SELECT i.vehicle AS vehicle, i.inspection AS inspection, i.due_on AS due_on, i.done_on AS done_on,
        add_days(COALESCE(i.postponed_until, i.due_on), CAST(g.amount AS BIGINT)) AS last_on,
        add_days(COALESCE(i.postponed_until, i.due_on), CAST(g.amount + d.amount AS BIGINT)) AS levied_by
    FROM inspection_calls i
    JOIN law g ON g.code = 'inspection_grace_days' AND i.due_on BETWEEN g.since AND COALESCE(g.until, i.due_on)
    JOIN law d ON d.code = 'inspection_levy_days' AND i.due_on BETWEEN d.since AND COALESCE(d.until, i.due_on)
),
counted AS (
    SELECT c.vehicle AS vehicle, c.inspection AS inspection, c.due_on AS due_on, c.last_on AS last_on, v.owner AS owner,
        days_between(c.last_on, LEAST(c.levied_by, COALESCE(c.done_on, c.levied_by), COALESCE(v.deregistered_on, c.levied_by))) AS days
    FROM calls c
    JOIN vehicles v ON v.vehicle = c.vehicle
    WHERE c.levied_by < today()
      AND (c.done_on IS NULL OR c.done_on > c.last_on)
      AND (v.deregistered_on IS NULL OR v.deregistered_on > c.last_on)
)
SELECT
    c.vehicle AS case_key,
    SUM(CAST(b.amount + GREATEST(c.days - f.amount, 0) * p.amount AS DECIMAL(18,2))) AS money,
    c.vehicle AS vehicle,
    MIN(c.owner) AS owner,
    MIN(c.inspection) AS inspection,
    MIN(c.due_on) AS due_on,
    COUNT(*) AS inspections,
    SUM(c.days) AS days,
    MAX(CAST(b.amount AS DECIMAL(18,2))) AS base,
    CAST(MAX(f.amount) AS BIGINT) AS first_days,
    MAX(CAST(p.amount AS DECIMAL(18,2))) AS day_fine
FROM counted c
JOIN law b ON b.code = 'inspection_fine_base' AND c.due_on BETWEEN b.since AND COALESCE(b.until, c.due_on)
JOIN law f ON f.code = 'inspection_first_days' AND c.due_on BETWEEN f.since AND COALESCE(f.until, c.due_on)
JOIN law p ON p.code = 'inspection_fine_day' AND c.due_on BETWEEN p.since AND COALESCE(p.until, c.due_on)
WHERE NOT EXISTS (
    SELECT r.rest FROM vehicle_rests r
    WHERE r.vehicle = c.vehicle AND r.since <= c.last_on AND COALESCE(r.until, c.last_on) >= c.last_on
  )
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = c.vehicle AND l.kind = 'inspection-fine' AND l.state = 'standing' AND l.levied_on > c.last_on
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = c.vehicle AND x.kind = 'inspection-fine' AND x.since >= c.due_on
  )
GROUP BY c.vehicle
