WITH covers AS (
    SELECT p.vehicle AS vehicle, p.since AS since, LEAST(p.until, COALESCE(add_days(p.cancelled_on, -1), p.until)) AS until
    FROM vehicle_policies p
    WHERE p.cancelled_on IS NULL OR p.cancelled_on > p.since
),
starts AS (
    SELECT v.vehicle AS vehicle, v.registered_on AS gap_from
    FROM vehicles v
    UNION ALL
    SELECT p.vehicle AS vehicle, add_days(p.until, 1) AS gap_from
    FROM covers p
),
gaps AS (
    SELECT s.vehicle AS vehicle, v.owner AS owner, s.gap_from AS gap_from, v.deregistered_on AS deregistered_on, MIN(n.since) AS insured_on
    FROM starts s
    JOIN vehicles v ON v.vehicle = s.vehicle
    LEFT JOIN covers n ON n.vehicle = s.vehicle AND n.since > s.gap_from
    WHERE (v.deregistered_on IS NULL OR v.deregistered_on > s.gap_from)
      AND NOT EXISTS (
        SELECT q.since FROM covers q WHERE q.vehicle = s.vehicle AND q.since <= s.gap_from AND q.until >= s.gap_from
      )
      AND NOT EXISTS (
        SELECT r.rest FROM vehicle_rests r
        WHERE r.vehicle = s.vehicle AND r.since <= s.gap_from AND COALESCE(r.until, s.gap_from) >= s.gap_from
      )
    GROUP BY s.vehicle, v.owner, s.gap_from, v.deregistered_on
),
counted AS (
    SELECT g.vehicle AS vehicle, g.owner AS owner, g.gap_from AS gap_from, add_days(g.gap_from, CAST(d.amount AS BIGINT)) AS levied_by,
        days_between(g.gap_from, LEAST(
            COALESCE(g.insured_on, add_days(g.gap_from, CAST(d.amount AS BIGINT))),
            COALESCE(g.deregistered_on, add_days(g.gap_from, CAST(d.amount AS BIGINT))),
            add_days(g.gap_from, CAST(d.amount AS BIGINT))
        )) AS days
    FROM gaps g
    JOIN law d ON d.code = 'insurance_levy_days' AND g.gap_from BETWEEN d.since AND COALESCE(d.until, g.gap_from)
)
SELECT
    c.vehicle AS case_key,
    SUM(CAST(b.amount + GREATEST(c.days - f.amount, 0) * p.amount AS DECIMAL(18,2))) AS money,
    c.vehicle AS vehicle,
    MIN(c.owner) AS owner,
    MIN(c.gap_from) AS gap_from,
    COUNT(*) AS gaps,
    SUM(c.days) AS days,
    MAX(CAST(b.amount AS DECIMAL(18,2))) AS base,
    CAST(MAX(f.amount) AS BIGINT) AS first_days,
    MAX(CAST(p.amount AS DECIMAL(18,2))) AS day_fine
FROM counted c
JOIN law b ON b.code = 'insurance_fine_base' AND c.gap_from BETWEEN b.since AND COALESCE(b.until, c.gap_from)
JOIN law f ON f.code = 'insurance_first_days' AND c.gap_from BETWEEN f.since AND COALESCE(f.until, c.gap_from)
JOIN law p ON p.code = 'insurance_fine_day' AND c.gap_from BETWEEN p.since AND COALESCE(p.until, c.gap_from)
WHERE c.levied_by < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = c.vehicle AND l.kind = 'insurance-fine' AND l.state = 'standing' AND l.levied_on >= c.gap_from
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = c.vehicle AND x.kind = 'insurance-fine' AND x.since >= c.gap_from
  )
GROUP BY c.vehicle
