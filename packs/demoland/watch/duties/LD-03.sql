WITH used AS (
    SELECT p.permit AS permit, p.holder AS holder, p.area AS area, p.area_since AS area_since, p.land_price AS land_price,
        y.amount AS fee_year, y.since AS year_starts, GREATEST(p.since, y.since) AS used_from,
        LEAST(p.until, COALESCE(p.withdrawn_on, p.until), y.until) AS used_until
    FROM occupation_permits p
    JOIN law y ON y.code = 'local_year' AND y.since <= LEAST(p.until, COALESCE(p.withdrawn_on, p.until)) AND y.until >= p.since
    WHERE p.kind = 'sea'
),
open_years AS (
    SELECT u.permit AS permit, u.holder AS holder, u.area AS area, u.land_price AS land_price, u.fee_year AS fee_year,
        u.year_starts AS year_starts, u.used_from AS used_from, u.used_until AS used_until, u.area AS missing_area
    FROM used u
    WHERE NOT EXISTS (
        SELECT l.levy FROM duty_levies l
        WHERE l.basis = u.permit AND l.kind = 'sea-fee' AND l.levy_year = u.fee_year AND l.state = 'standing'
    )
    UNION ALL
    SELECT u.permit AS permit, u.holder AS holder, u.area AS area, u.land_price AS land_price, u.fee_year AS fee_year,
        u.year_starts AS year_starts, u.used_from AS used_from, u.used_until AS used_until, u.area - SUM(l.area) AS missing_area
    FROM used u
    JOIN duty_levies l ON l.basis = u.permit AND l.kind = 'sea-fee' AND l.levy_year = u.fee_year AND l.state = 'standing'
    JOIN law s ON s.code = 'sea_area_share' AND u.year_starts BETWEEN s.since AND COALESCE(s.until, u.year_starts)
    WHERE u.area_since <= u.used_from
    GROUP BY u.permit, u.holder, u.area, u.land_price, u.fee_year, u.year_starts, u.used_from, u.used_until, s.amount
    HAVING SUM(l.area) < u.area * s.amount
)
SELECT
    o.permit AS case_key,
    SUM(CAST(CAST(CAST(o.missing_area * o.land_price AS DECIMAL(18,2)) * r.amount AS DECIMAL(18,2)) * ratio(month_of(o.used_until) - month_of(o.used_from) + 1, 12, 6) AS DECIMAL(18,2))) AS money,
    o.permit AS permit,
    MIN(o.holder) AS holder,
    CAST(MIN(o.fee_year) AS BIGINT) AS first_year,
    COUNT(*) AS years,
    MAX(o.area) AS area,
    SUM(o.missing_area) AS missing_area,
    MAX(o.land_price) AS land_price,
    MAX(r.amount) AS rate
FROM open_years o
JOIN law d ON d.code = 'occupation_levy_days' AND o.year_starts BETWEEN d.since AND COALESCE(d.until, o.year_starts)
JOIN law r ON r.code = 'sea_fee_rate' AND o.year_starts BETWEEN r.since AND COALESCE(r.until, o.year_starts)
WHERE add_days(o.used_from, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = o.permit AND x.kind = 'sea-fee' AND x.since <= o.used_from AND COALESCE(x.until, o.used_until) >= o.used_until
  )
GROUP BY o.permit
