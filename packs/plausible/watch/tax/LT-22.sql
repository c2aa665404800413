WITH owners AS (
    SELECT r.person AS owner, 'person' AS kind, r.born_on AS since, r.died_on AS until
    FROM residents r
    UNION ALL
    SELECT f.business AS owner, f.form AS kind, f.since AS since, f.until AS until
    FROM legal_forms f
)
SELECT
    x.taxpayer AS case_key,
    SUM(x.amount) AS money,
    x.taxpayer AS taxpayer,
    MIN(o.kind) AS owner_kind,
    COUNT(*) AS exemptions,
    MIN(x.exemption) AS exemption,
    MIN(x.ground) AS ground,
    MIN(x.granted_on) AS granted_on
FROM tax_exemptions x
JOIN owners o ON o.owner = x.taxpayer AND x.granted_on BETWEEN o.since AND COALESCE(o.until, x.granted_on)
WHERE x.ended_on IS NULL
  AND EXISTS (
    SELECT g.entry FROM tax_exemption_grounds g
    WHERE g.ground = x.ground AND g.tax = x.tax AND x.granted_on BETWEEN g.since AND COALESCE(g.until, x.granted_on)
  )
  AND NOT EXISTS (
    SELECT g.entry FROM tax_exemption_grounds g
    WHERE g.ground = x.ground AND g.tax = x.tax AND g.owner_kind = o.kind
      AND x.granted_on BETWEEN g.since AND COALESCE(g.until, x.granted_on)
  )
GROUP BY x.taxpayer
