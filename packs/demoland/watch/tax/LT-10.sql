WITH breaks AS (
    SELECT x.property AS property, x.exemption AS exemption, x.taxpayer AS taxpayer, x.granted_on AS granted_on, x.amount AS exempted,
        x.ground AS ground, r.registered_on AS broken_on, 1.000000 AS share
    FROM tax_exemptions x
    JOIN registrations r ON r.parcel = x.property
    WHERE x.tax = 'acquisition' AND r.deal IS NOT NULL AND r.owner <> x.taxpayer
    UNION ALL
    SELECT x.property AS property, x.exemption AS exemption, x.taxpayer AS taxpayer, x.granted_on AS granted_on, x.amount AS exempted,
        x.ground AS ground, l.since AS broken_on, LEAST(ratio(l.area, b.area, 6), 1) AS share
    FROM tax_exemptions x
    JOIN leases l ON l.property = x.property
    JOIN buildings b ON b.building = x.property
    WHERE x.tax = 'acquisition' AND l.lessor = x.taxpayer AND l.purpose <> 'industry'
    UNION ALL
    SELECT x.property AS property, x.exemption AS exemption, x.taxpayer AS taxpayer, x.granted_on AS granted_on, x.amount AS exempted,
        x.ground AS ground, c.closed_on AS broken_on, 1.000000 AS share
    FROM tax_exemptions x
    JOIN businesses c ON c.place = x.property
    WHERE x.tax = 'acquisition' AND c.business = x.taxpayer AND c.successor IS NULL
),
broken AS (
    SELECT k.property AS property, k.exemption AS exemption, k.taxpayer AS taxpayer, k.granted_on AS granted_on, k.exempted AS exempted,
        m.amount AS months, MIN(k.broken_on) AS broken_on, MAX(k.share) AS share
    FROM breaks k
    JOIN law m ON m.code = CASE WHEN k.ground = 'start-up' THEN 'start_up_months' WHEN k.ground = 'farm-company' THEN 'farm_company_months' ELSE 'knowledge_centre_months' END
        AND k.granted_on BETWEEN m.since AND COALESCE(m.until, k.granted_on)
    WHERE k.ground IN ('start-up', 'farm-company', 'knowledge-centre')
      AND k.broken_on > k.granted_on
      AND k.broken_on <= add_months(k.granted_on, CAST(m.amount AS BIGINT))
    GROUP BY k.property, k.exemption, k.taxpayer, k.granted_on, k.exempted, m.amount
)
SELECT
    b.property AS case_key,
    SUM(CAST(CAST(b.exempted * b.share AS DECIMAL(18,2)) * (1 + n.amount) AS DECIMAL(18,2))) AS money,
    b.property AS property,
    MIN(b.exemption) AS exemption,
    MIN(b.taxpayer) AS taxpayer,
    MIN(b.granted_on) AS granted_on,
    MIN(b.broken_on) AS broken_on,
    CAST(MAX(b.months) AS BIGINT) AS months,
    SUM(b.exempted) AS exempted,
    MAX(b.share) AS share,
    MAX(n.amount) AS surcharge
FROM broken b
JOIN law d ON d.code = 'acquisition_filing_days' AND b.broken_on BETWEEN d.since AND COALESCE(d.until, b.broken_on)
JOIN law n ON n.code = 'acquisition_surcharge' AND b.broken_on BETWEEN n.since AND COALESCE(n.until, b.broken_on)
WHERE add_days(b.broken_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.property = b.property AND t.tax = 'acquisition' AND t.state = 'standing' AND t.taxpayer = b.taxpayer AND t.assessed_on >= b.broken_on
  )
  AND NOT EXISTS (
    SELECT j.exemption FROM tax_exemptions j
    WHERE j.property = b.property AND j.tax = 'acquisition' AND j.ground = 'just-cause' AND j.basis = b.exemption
  )
GROUP BY b.property
