WITH leading AS (
    SELECT e.engineer AS engineer, e.site AS site, e.builder AS builder, e.since AS since, COALESCE(e.released_on, e.until) AS until
    FROM site_engineers e
    JOIN law w ON w.code = 'small_site_price' AND e.since BETWEEN w.since AND COALESCE(w.until, e.since)
    WHERE e.price >= w.amount
      AND e.consent = 'no'
),
met AS (
    SELECT l.engineer AS engineer, l.since AS met_on, MIN(o.builder) AS builder, MIN(o.site) AS first_site, MAX(o.site) AS last_site,
        COUNT(DISTINCT o.site) AS sites, CAST(n.amount AS BIGINT) AS allowed
    FROM leading l
    JOIN leading o ON o.engineer = l.engineer
    JOIN law n ON n.code = 'engineer_sites' AND l.since BETWEEN n.since AND COALESCE(n.until, l.since)
    WHERE o.since <= l.since
      AND (o.until IS NULL OR o.until >= l.since)
    GROUP BY l.engineer, l.since, n.amount
    HAVING COUNT(DISTINCT o.site) > n.amount
)
SELECT
    m.engineer AS case_key,
    MAX(CAST(f.amount * (m.sites - m.allowed) AS DECIMAL(18,2))) AS money,
    m.engineer AS engineer,
    MIN(m.builder) AS builder,
    MIN(m.met_on) AS met_on,
    MIN(m.first_site) AS first_site,
    MAX(m.last_site) AS last_site,
    MAX(m.sites) AS sites,
    MIN(m.allowed) AS allowed,
    MAX(m.sites - m.allowed) AS surplus,
    MAX(f.amount) AS fine
FROM met m
JOIN law f ON f.code = 'engineer_fine' AND m.met_on BETWEEN f.since AND COALESCE(f.until, m.met_on)
GROUP BY m.engineer
