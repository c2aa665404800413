WITH ends AS (
    SELECT o.vehicle AS vehicle, o.until AS ended_on
    FROM vehicle_owners o
    WHERE o.role = 'disabled' AND o.died_on IS NULL
    UNION ALL
    SELECT o.vehicle AS vehicle, o.left_household_on AS ended_on
    FROM vehicle_owners o
    WHERE o.role = 'family' AND o.left_for = 'move' AND COALESCE(o.until, o.left_household_on) >= o.left_household_on
),
broken AS (
    SELECT x.property AS vehicle, x.exemption AS exemption, x.taxpayer AS taxpayer, x.granted_on AS granted_on, x.amount AS exempted,
        m.amount AS months, add_months(x.granted_on, CAST(m.amount AS BIGINT)) AS bound_until, MIN(e.ended_on) AS broken_on
    FROM tax_exemptions x
    JOIN ends e ON e.vehicle = x.property
    JOIN law m ON m.code = 'disabled_car_months' AND x.granted_on BETWEEN m.since AND COALESCE(m.until, x.granted_on)
    WHERE x.tax = 'acquisition'
      AND x.ground = 'disabled-driver'
      AND e.ended_on > x.granted_on
      AND e.ended_on < add_months(x.granted_on, CAST(m.amount AS BIGINT))
    GROUP BY x.property, x.exemption, x.taxpayer, x.granted_on, x.amount, m.amount
)
SELECT
    b.vehicle AS case_key,
    SUM(CAST(b.exempted * ratio(days_between(b.broken_on, b.bound_until), days_between(b.granted_on, b.bound_until), 6) AS DECIMAL(18,2))) AS money,
    b.vehicle AS vehicle,
    MIN(b.exemption) AS exemption,
    MIN(b.taxpayer) AS taxpayer,
    MIN(b.granted_on) AS granted_on,
    MIN(b.broken_on) AS broken_on,
    CAST(MAX(b.months) AS BIGINT) AS months,
    SUM(b.exempted) AS exempted,
    MAX(ratio(days_between(b.broken_on, b.bound_until), days_between(b.granted_on, b.bound_until), 6)) AS share
FROM broken b
JOIN law d ON d.code = 'acquisition_filing_days' AND b.broken_on BETWEEN d.since AND COALESCE(d.until, b.broken_on)
WHERE add_days(b.broken_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT v.vehicle FROM vehicles v
    WHERE v.vehicle = b.vehicle AND v.deregistered_for IN ('wrecked', 'stolen') AND v.deregistered_on <= b.broken_on
  )
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.property = b.vehicle AND t.tax = 'acquisition' AND t.state = 'standing' AND t.assessed_on >= b.broken_on
  )
  AND NOT EXISTS (
    SELECT j.exemption FROM tax_exemptions j
    WHERE j.property = b.vehicle AND j.tax = 'acquisition' AND j.ground = 'just-cause' AND j.basis = b.exemption
  )
GROUP BY b.vehicle
