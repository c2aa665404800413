WITH broken AS (
    SELECT p.property AS property, p.permit AS permit, p.holder AS holder, p.purpose AS purpose, p.price AS price,
        p.acquired_on AS acquired_on, p.released_on AS released_on, r.registered_on AS broken_on
    FROM deal_permits p
    JOIN registrations r ON r.parcel = p.property
    WHERE r.owner <> p.holder
      AND r.deal IS NOT NULL
    UNION ALL
    SELECT p.property, p.permit, p.holder, p.purpose, p.price, p.acquired_on, p.released_on, l.since
    FROM deal_permits p
    JOIN leases l ON l.property = p.property
    WHERE l.lessor = p.holder
    UNION ALL
    SELECT p.property, p.permit, p.holder, p.purpose, p.price, p.acquired_on, p.released_on, f.since
    FROM deal_permits p
    JOIN farm_leases f ON f.parcel = p.property
    WHERE f.lessor = p.holder
      AND f.channel = 'private'
),
earliest AS (
    SELECT b.property AS property, b.permit AS permit, b.holder AS holder, b.purpose AS purpose, b.price AS price,
        b.acquired_on AS acquired_on, MIN(b.broken_on) AS broken_on
    FROM broken b
    JOIN law m ON m.code = CASE WHEN b.purpose = 'business' THEN 'use_duty_months_business' ELSE 'use_duty_months_own' END
        AND b.acquired_on BETWEEN m.since AND COALESCE(m.until, b.acquired_on)
    WHERE b.broken_on > b.acquired_on
      AND b.broken_on < add_months(b.acquired_on, CAST(m.amount AS BIGINT))
      AND (b.released_on IS NULL OR b.released_on > b.broken_on)
    GROUP BY b.property, b.permit, b.holder, b.purpose, b.price, b.acquired_on
)
SELECT
    e.property AS case_key,
    SUM(CAST(e.price * r.amount AS DECIMAL(18,2))) AS money,
    e.property AS property,
    MIN(e.permit) AS permit,
    MIN(e.holder) AS holder,
    MIN(e.purpose) AS purpose,
    MIN(e.acquired_on) AS acquired_on,
    MIN(e.broken_on) AS broken_on,
    SUM(e.price) AS price
FROM earliest e
JOIN law r ON r.code = 'use_duty_rate' AND e.broken_on BETWEEN r.since AND COALESCE(r.until, e.broken_on)
GROUP BY e.property
