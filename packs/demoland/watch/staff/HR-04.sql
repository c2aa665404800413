WITH due AS (
    SELECT
        t.trip, t.official, t.travelled_on, t.kilometres, t.allowance, COALESCE(t.cut, 0) AS cut,
        CAST(CASE WHEN t.kilometres < k.amount THEN t.allowance ELSE LEAST(t.allowance, c.amount) END AS DECIMAL(18,2)) AS cut_due
    FROM trips t
    JOIN law c ON c.code = 'trip_car_cut' AND t.travelled_on BETWEEN c.since AND COALESCE(c.until, t.travelled_on)
    JOIN law k ON k.code = 'trip_least_distance' AND t.travelled_on BETWEEN k.since AND COALESCE(k.until, t.travelled_on)
    WHERE t.basis = 'flat'
      AND t.state = 'paid'
      AND (
        t.kilometres < k.amount
        OR EXISTS (SELECT r.ride FROM car_rides r WHERE r.trip = t.trip AND r.kilometres > 0)
      )
)
SELECT
    d.trip AS case_key,
    d.cut_due - d.cut AS money,
    d.trip AS trip,
    d.official AS official,
    d.travelled_on AS travelled_on,
    d.kilometres AS kilometres,
    d.allowance AS allowance,
    d.cut AS cut
FROM due d
WHERE d.cut < d.cut_due
