SELECT
    f.vehicle AS case_key,
    SUM(f.subsidy) AS money,
    f.vehicle AS vehicle,
    MIN(f.carrier) AS carrier,
    COUNT(*) AS fuellings,
    MIN(f.fuelled_on) AS first_on,
    MAX(f.fuelled_on) AS last_on
FROM fuel_subsidies f
JOIN law g ON g.code = 'fuel_policy_grace' AND f.fuelled_on BETWEEN g.since AND COALESCE(g.until, f.fuelled_on)
WHERE f.state = 'paid'
  AND (
    (
        EXISTS (SELECT k.policy FROM vehicle_policies k WHERE k.vehicle = f.vehicle)
        AND NOT EXISTS (
            SELECT p.policy FROM vehicle_policies p
            WHERE p.vehicle = f.vehicle AND p.since <= f.fuelled_on
              AND add_days(COALESCE(p.until, f.fuelled_on), CAST(g.amount AS BIGINT)) >= f.fuelled_on
              AND COALESCE(p.cancelled_on, add_days(f.fuelled_on, 1)) > f.fuelled_on
        )
    )
    OR (
        EXISTS (SELECT k.licence FROM carrier_licences k WHERE k.vehicle = f.vehicle)
        AND NOT EXISTS (
            SELECT l.licence FROM carrier_licences l
            WHERE l.vehicle = f.vehicle AND l.since <= f.fuelled_on
              AND add_days(COALESCE(l.until, f.fuelled_on), CAST(g.amount AS BIGINT)) >= f.fuelled_on
        )
    )
  )
GROUP BY f.vehicle
