WITH longer AS (
    SELECT x.building AS building, MAX(x.until) AS until
    FROM temporary_extensions x
    WHERE x.state = 'granted'
    GROUP BY x.building
),
terms AS (
    SELECT t.building AS building, t.owner AS owner, t.standard_value AS standard_value, GREATEST(t.until, COALESCE(g.until, t.until)) AS last_on
    FROM temporary_buildings t
    LEFT JOIN longer g ON g.building = t.building
    WHERE t.removed_on IS NULL
)
SELECT
    t.building AS case_key,
    CAST(t.standard_value * r.amount AS DECIMAL(18,2)) AS money,
    t.building AS building,
    t.owner AS owner,
    t.last_on AS last_on,
    t.standard_value AS standard_value,
    r.amount AS rate
FROM terms t
JOIN law d ON d.code = 'temporary_removal_days' AND t.last_on BETWEEN d.since AND COALESCE(d.until, t.last_on)
JOIN law r ON r.code = 'temporary_fine_rate' AND t.last_on BETWEEN r.since AND COALESCE(r.until, t.last_on)
WHERE add_days(t.last_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT x.extension FROM temporary_extensions x
    WHERE x.building = t.building AND x.state = 'pending' AND x.applied_on <= t.last_on
  )
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = t.building AND l.kind = 'temporary-fine' AND l.state = 'standing' AND l.levied_on > t.last_on
  )
