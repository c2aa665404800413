WITH breaks AS (
    SELECT c.parcel AS parcel, c.approved_on AS broken_on, 'nobody' AS new_owner
    FROM conversions c
    WHERE c.kind = 'farmland' AND c.cancelled_on IS NULL AND c.purpose IN ('homes', 'factory', 'solar')
    UNION ALL
    SELECT r.parcel AS parcel, r.registered_on AS broken_on, r.owner AS new_owner
    FROM registrations r
    WHERE r.deal IS NOT NULL
    UNION ALL
    SELECT f.parcel AS parcel, f.since AS broken_on, 'nobody' AS new_owner
    FROM farm_leases f
    WHERE f.channel = 'private'
),
broken AS (
    SELECT x.property AS parcel, x.exemption AS exemption, x.taxpayer AS taxpayer, x.granted_on AS granted_on, x.amount AS exempted,
        m.amount AS months, MIN(k.broken_on) AS broken_on
    FROM tax_exemptions x
    JOIN breaks k ON k.parcel = x.property
    JOIN law m ON m.code = 'own_farming_months' AND x.granted_on BETWEEN m.since AND COALESCE(m.until, x.granted_on)
    WHERE x.tax = 'acquisition'
      AND x.ground = 'own-farming'
      AND k.new_owner <> x.taxpayer
      AND k.broken_on > x.granted_on
      AND k.broken_on <= add_months(x.granted_on, CAST(m.amount AS BIGINT))
    GROUP BY x.property, x.exemption, x.taxpayer, x.granted_on, x.amount, m.amount
)
SELECT
    b.parcel AS case_key,
    SUM(CAST(b.exempted * (1 + n.amount) AS DECIMAL(18,2))) AS money,
    b.parcel AS parcel,
    MIN(b.exemption) AS exemption,
    MIN(b.taxpayer) AS taxpayer,
    MIN(b.granted_on) AS granted_on,
    MIN(b.broken_on) AS broken_on,
    CAST(MAX(b.months) AS BIGINT) AS months,
    SUM(b.exempted) AS exempted,
    MAX(n.amount) AS surcharge
FROM broken b
JOIN law d ON d.code = 'acquisition_filing_days' AND b.broken_on BETWEEN d.since AND COALESCE(d.until, b.broken_on)
JOIN law n ON n.code = 'acquisition_surcharge' AND b.broken_on BETWEEN n.since AND COALESCE(n.until, b.broken_on)
WHERE add_days(b.broken_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.property = b.parcel AND t.tax = 'acquisition' AND t.state = 'standing' AND t.taxpayer = b.taxpayer AND t.assessed_on >= b.broken_on
  )
  AND NOT EXISTS (
    SELECT j.exemption FROM tax_exemptions j
    WHERE j.property = b.parcel AND j.tax = 'acquisition' AND j.ground = 'just-cause' AND j.basis = b.exemption
  )
GROUP BY b.parcel
