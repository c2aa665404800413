WITH used AS (
    SELECT p.permit AS permit, p.holder AS holder, p.area AS area, p.land_price AS land_price, y.amount AS fee_year, y.since AS year_starts,
        GREATEST(p.since, y.since) AS used_from, LEAST(p.until, COALESCE(p.withdrawn_on, p.until), y.until) AS used_until
    FROM occupation_permits p
    JOIN law y ON y.code = 'local_year' AND y.since <= LEAST(p.until, COALESCE(p.withdrawn_on, p.until)) AND y.until >= p.since
    WHERE p.kind = 'river'
)
SELECT
    u.permit AS case_key,
    SUM(CAST(CAST(CAST(u.area * u.land_price AS DECIMAL(18,2)) * r.amount AS DECIMAL(18,2)) * ratio(month_of(u.used_until) - month_of(u.used_from) + 1, 12, 6) AS DECIMAL(18,2))) AS money,
    u.permit AS permit,
    MIN(u.holder) AS holder,
    CAST(MIN(u.fee_year) AS BIGINT) AS first_year,
    COUNT(*) AS years,
    MAX(u.area) AS area,
    MAX(u.land_price) AS land_price,
    MAX(r.amount) AS rate
FROM used u
JOIN law d ON d.code = 'occupation_levy_days' AND u.year_starts BETWEEN d.since AND COALESCE(d.until, u.year_starts)
JOIN law r ON r.code = 'river_fee_rate' AND u.year_starts BETWEEN r.since AND COALESCE(r.until, u.year_starts)
WHERE add_days(u.used_from, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = u.permit AND l.kind = 'river-fee' AND l.levy_year = u.fee_year AND l.state = 'standing'
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = u.permit AND x.kind = 'river-fee' AND x.since <= u.used_from AND COALESCE(x.until, u.used_until) >= u.used_until
  )
GROUP BY u.permit
