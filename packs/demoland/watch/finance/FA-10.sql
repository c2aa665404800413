WITH free AS (
    SELECT c.office_year AS office_year, c.unit AS unit, c.vendor AS vendor, c.price AS price, c.signed_on AS signed_on
    FROM contracts c
    WHERE c.state = 'standing' AND c.urgent = 'no' AND COALESCE(c.sole_source, 'no') = 'no'
),
of_vendor AS (
    SELECT f.office_year AS office_year, f.vendor AS vendor, COUNT(*) AS contracts, SUM(f.price) AS price, MAX(f.signed_on) AS latest_on
    FROM free f
    GROUP BY f.office_year, f.vendor
),
of_office AS (
    SELECT f.office_year AS office_year, MIN(f.unit) AS unit, COUNT(*) AS contracts
    FROM free f
    GROUP BY f.office_year
)
SELECT
    v.office_year AS case_key,
    CAST(v.price * t.amount AS DECIMAL(18,2)) AS money,
    o.unit AS unit,
    v.vendor AS vendor,
    v.contracts AS contracts,
    o.contracts AS all_contracts,
    v.price AS price,
    t.amount AS saving,
    v.latest_on AS latest_on
FROM of_vendor v
JOIN of_office o ON o.office_year = v.office_year
JOIN law m ON m.code = 'repeat_least' AND v.latest_on BETWEEN m.since AND COALESCE(m.until, v.latest_on)
JOIN law s ON s.code = 'repeat_share' AND v.latest_on BETWEEN s.since AND COALESCE(s.until, v.latest_on)
JOIN law t ON t.code = 'tender_saving' AND v.latest_on BETWEEN t.since AND COALESCE(t.until, v.latest_on)
WHERE o.contracts >= m.amount
  AND v.contracts > CAST(o.contracts * s.amount AS DECIMAL(9,4))
