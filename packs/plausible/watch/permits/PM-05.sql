SELECT
    p.building AS case_key,
    CAST(NULL AS DECIMAL(18,2)) AS money,
    p.building AS building,
    MIN(p.permit) AS permit,
    MIN(p.class) AS licence_class,
    MIN(p.permitted_on) AS permitted_on,
    MIN(z.zone) AS zone,
    MIN(z.kind) AS zone_kind,
    MIN(z.metres) AS metres
FROM business_permits p
JOIN zone_places z ON z.building = p.building
JOIN zone_bars x ON x.kind = z.kind AND x.class = p.class
JOIN law m ON m.code = 'zone_metres' AND p.permitted_on BETWEEN m.since AND COALESCE(m.until, p.permitted_on)
WHERE p.closed_on IS NULL
  AND z.since <= p.permitted_on
  AND z.until IS NULL
  AND z.metres <= m.amount
  AND NOT EXISTS (
    SELECT k.consent FROM zone_consents k
    WHERE k.building = p.building AND k.permit = p.permit AND k.state = 'granted'
  )
GROUP BY p.building
