WITH spans AS (
    SELECT a.vehicle, a.inspected_on AS first_on, b.inspected_on AS last_on, b.odometer - a.odometer AS kilometres, b.kilometres_per_litre
    FROM vehicle_inspections a
    JOIN vehicle_inspections b ON b.vehicle = a.vehicle
    WHERE b.odometer >= a.odometer
      AND b.auxiliary = 'no'
      AND NOT EXISTS (
        SELECT c.inspection FROM vehicle_inspections c
        WHERE c.vehicle = a.vehicle AND c.inspected_on > a.inspected_on AND c.inspected_on < b.inspected_on
      )
), fuelled AS (
    SELECT
        s.vehicle, s.first_on, s.last_on, s.kilometres, MIN(f.carrier) AS carrier, SUM(f.litres) AS litres,
        ratio(s.kilometres * m.amount, s.kilometres_per_litre, 2) AS allowed
    FROM spans s
    JOIN law m ON m.code = 'fuel_margin' AND s.last_on BETWEEN m.since AND COALESCE(m.until, s.last_on)
    JOIN fuel_subsidies f ON f.vehicle = s.vehicle
    WHERE f.state = 'paid'
      AND f.fuelled_on > s.first_on
      AND f.fuelled_on <= s.last_on
    GROUP BY s.vehicle, s.first_on, s.last_on, s.kilometres, s.kilometres_per_litre, m.amount
)
SELECT
    u.vehicle AS case_key,
    SUM(CAST((u.litres - u.allowed) * r.amount AS DECIMAL(18,2))) AS money,
    u.vehicle AS vehicle,
    MIN(u.carrier) AS carrier,
    MIN(u.first_on) AS first_on,
    MAX(u.last_on) AS last_on,
    SUM(u.kilometres) AS kilometres,
    SUM(u.litres) AS litres,
    SUM(u.litres - u.allowed) AS excess
FROM fuelled u
JOIN law r ON r.code = 'fuel_subsidy_litre' AND u.last_on BETWEEN r.since AND COALESCE(r.until, u.last_on)
WHERE u.litres > u.allowed
GROUP BY u.vehicle
