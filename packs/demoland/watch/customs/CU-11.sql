WITH counted AS (
    SELECT o.pair AS pair, COUNT(*) AS picked, SUM(CASE WHEN o.released = 'yes' THEN 1 ELSE 0 END) AS released,
        SUM(CASE WHEN o.released = 'yes' THEN o.duty ELSE 0 END) AS duty, MAX(o.decided_on) AS latest_on
    FROM customs_overrides o
    GROUP BY o.pair
)
SELECT
    c.pair AS case_key,
    c.duty AS money,
    c.pair AS pair,
    c.picked AS picked,
    c.released AS released,
    CAST(c.picked * s.amount AS DECIMAL(18,2)) AS expected
FROM counted c
JOIN law s ON s.code = 'override_share' AND c.latest_on BETWEEN s.since AND COALESCE(s.until, c.latest_on)
JOIN law m ON m.code = 'override_least' AND c.latest_on BETWEEN m.since AND COALESCE(m.until, c.latest_on)
WHERE c.released >= m.amount
  AND GREATEST(c.released - CAST(c.picked * s.amount AS DECIMAL(9,4)), 0) * GREATEST(c.released - CAST(c.picked * s.amount AS DECIMAL(9,4)), 0) > 9 * CAST(c.picked * s.amount AS DECIMAL(9,4))
