WITH claimed AS (
    SELECT c.official AS official, c.claim AS claim, c.unit AS unit, c.worked_on AS worked_on,
        c.from_minute AS from_minute, c.until_minute AS until_minute, c.hourly AS hourly
    FROM overtime_claims c
    WHERE c.state = 'paid'
),
met AS (
    SELECT c.official AS official, c.claim AS claim, c.unit AS unit, c.worked_on AS worked_on, c.hourly AS hourly,
        c.until_minute - c.from_minute AS minutes
    FROM claimed c
    JOIN leaves l ON l.official = c.official
    WHERE l.state = 'granted'
      AND l.since <= c.worked_on
      AND COALESCE(l.ended_on, l.until) >= c.worked_on
    UNION ALL
    SELECT c.official, c.claim, c.unit, c.worked_on, c.hourly, c.until_minute - c.from_minute
    FROM claimed c
    JOIN travel_orders o ON o.official = c.official
    WHERE o.state = 'approved'
      AND o.from_on <= c.worked_on
      AND o.until_on > c.worked_on
    UNION ALL
    SELECT c.official, c.claim, c.unit, c.worked_on, c.hourly, LEAST(c.until_minute, t.until_minute) - GREATEST(c.from_minute, t.from_minute)
    FROM claimed c
    JOIN trips t ON t.official = c.official AND t.travelled_on = c.worked_on
    WHERE t.state = 'paid'
),
longest AS (
    SELECT m.official AS official, m.claim AS claim, m.unit AS unit, m.worked_on AS worked_on, m.hourly AS hourly, MAX(m.minutes) AS minutes
    FROM met m
    GROUP BY m.official, m.claim, m.unit, m.worked_on, m.hourly
)
SELECT
    g.official AS case_key,
    SUM(ratio(g.minutes * g.hourly, 60, 2)) AS money,
    g.official AS official,
    MIN(g.unit) AS unit,
    COUNT(*) AS claims,
    SUM(g.minutes) AS minutes,
    MIN(g.worked_on) AS first_on,
    MAX(g.worked_on) AS last_on
FROM longest g
JOIN law n ON n.code = 'overtime_overlap_minutes' AND g.worked_on BETWEEN n.since AND COALESCE(n.until, g.worked_on)
WHERE g.minutes > n.amount
GROUP BY g.official
