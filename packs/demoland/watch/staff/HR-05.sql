WITH seen AS (
    SELECT
        t.on_day, t.trip, t.official, t.travelled_on, t.from_minute, t.until_minute, t.allowance, COALESCE(t.cut, 0) AS cut,
        SUM(LEAST(p.until_minute, t.until_minute) - GREATEST(p.from_minute, t.from_minute)) AS present
    FROM trips t
    JOIN presences p ON p.on_day = t.on_day
    JOIN law n ON n.code = 'trip_presence_minutes' AND t.travelled_on BETWEEN n.since AND COALESCE(n.until, t.travelled_on)
    WHERE t.state = 'paid'
      AND t.basis = 'flat'
      AND p.kind = 'door'
      AND p.until_minute > t.from_minute
      AND p.from_minute < t.until_minute
      AND p.until_minute - p.from_minute >= n.amount
    GROUP BY t.on_day, t.trip, t.official, t.travelled_on, t.from_minute, t.until_minute, t.allowance, t.cut
)
SELECT
    s.on_day AS case_key,
    SUM(LEAST(s.allowance - s.cut, CAST(s.allowance - a.amount AS DECIMAL(18,2)))) AS money,
    MIN(s.official) AS official,
    MIN(s.travelled_on) AS travelled_on,
    SUM(s.until_minute - s.from_minute) AS claimed,
    SUM(s.present) AS present,
    MIN(a.amount) AS short_rate
FROM seen s
JOIN law l ON l.code = 'trip_long_minutes' AND s.travelled_on BETWEEN l.since AND COALESCE(l.until, s.travelled_on)
JOIN law a ON a.code = 'trip_short_allowance' AND s.travelled_on BETWEEN a.since AND COALESCE(a.until, s.travelled_on)
WHERE s.until_minute - s.from_minute - s.present < l.amount
  AND LEAST(s.allowance - s.cut, s.allowance - a.amount) > 0
GROUP BY s.on_day
