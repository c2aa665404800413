WITH estate AS (
    SELECT b.owner AS person, b.building AS property, b.standard_value AS value, b.registered_on AS owned_since
    FROM buildings b
    WHERE b.demolished_on IS NULL
    UNION ALL
    SELECT l.owner AS person, l.parcel AS property, CAST(l.area * l.unit_value AS DECIMAL(18,2)) AS value, l.owned_since AS owned_since
    FROM parcels l
)
SELECT
    r.person AS case_key,
    SUM(CAST(CAST(e.value * q.amount AS DECIMAL(18,2)) * (1 + n.amount) AS DECIMAL(18,2))) AS money,
    r.person AS person,
    r.died_on AS died_on,
    COUNT(*) AS properties,
    MIN(e.property) AS first_property,
    SUM(e.value) AS tax_base,
    MIN(q.amount) AS rate,
    MIN(n.amount) AS surcharge
FROM residents r
JOIN estate e ON e.person = r.person
JOIN law m ON m.code = 'inheritance_months' AND r.died_on BETWEEN m.since AND COALESCE(m.until, r.died_on)
JOIN law q ON q.code = 'inheritance_rate' AND r.died_on BETWEEN q.since AND COALESCE(q.until, r.died_on)
JOIN law n ON n.code = 'acquisition_surcharge' AND r.died_on BETWEEN n.since AND COALESCE(n.until, r.died_on)
WHERE e.owned_since <= r.died_on
  AND add_months(month_end(r.died_on), CAST(m.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.basis = r.person AND t.property = e.property AND t.tax = 'acquisition' AND t.state = 'standing'
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.basis = r.person AND x.property = e.property AND x.tax = 'acquisition' AND x.scope = 'whole'
  )
GROUP BY r.person, r.died_on
