SELECT
    t.parcel AS case_key,
    SUM(CAST(CAST(CAST(CAST(t.overlap * p.unit_value AS DECIMAL(18,2)) * r.amount AS DECIMAL(18,2)) * m.amount AS DECIMAL(18,2))
        * LEAST(year_of(t.checked_on) - year_of(t.seen_since) + 1, CAST(k.amount AS BIGINT)) AS DECIMAL(18,2))) AS money,
    t.parcel AS parcel,
    MIN(t.footprint) AS footprint,
    MIN(t.building) AS building,
    MIN(t.holder) AS holder,
    MIN(t.checked_on) AS checked_on,
    SUM(t.overlap) AS overlap,
    MAX(LEAST(year_of(t.checked_on) - year_of(t.seen_since) + 1, CAST(k.amount AS BIGINT))) AS years,
    MAX(p.unit_value) AS unit_value,
    MAX(r.amount) AS rate,
    MAX(m.amount) AS multiple
FROM footprints t
JOIN public_parcels p ON p.parcel = t.parcel
JOIN law e ON e.code = 'overlap_tolerance' AND t.checked_on BETWEEN e.since AND COALESCE(e.until, t.checked_on)
JOIN law d ON d.code = 'unpermitted_levy_days' AND t.checked_on BETWEEN d.since AND COALESCE(d.until, t.checked_on)
JOIN law r ON r.code = 'public_use_rate' AND t.checked_on BETWEEN r.since AND COALESCE(r.until, t.checked_on)
JOIN law m ON m.code = 'unpermitted_multiple' AND t.checked_on BETWEEN m.since AND COALESCE(m.until, t.checked_on)
JOIN law k ON k.code = 'levy_years_most' AND t.checked_on BETWEEN k.since AND COALESCE(k.until, t.checked_on)
WHERE t.checked_by = 'site'
  AND t.holder_kind = 'private'
  AND t.overlap > e.amount
  AND (p.given_up_on IS NULL OR p.given_up_on > t.checked_on)
  AND add_days(t.checked_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT g.lease FROM public_leases g
    WHERE g.parcel = t.parcel AND g.holder = t.holder AND g.since <= t.checked_on AND COALESCE(g.until, t.checked_on) >= t.checked_on
  )
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = t.parcel AND l.kind = 'public-use-charge' AND l.state = 'standing' AND l.payer = t.holder AND l.levied_on >= t.checked_on
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = t.parcel AND x.kind = 'public-use-charge')
GROUP BY t.parcel
