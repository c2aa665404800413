WITH register AS (
    SELECT b.building AS building, b.owner AS owner, b.area AS area, b.structure AS structure, b.purpose AS purpose,
        b.standard_value AS standard_value, COALESCE(b.changed_on, b.registered_on) AS changed_on
    FROM buildings b
    WHERE b.demolished_on IS NULL
)
SELECT
    b.building AS case_key,
    CAST(GREATEST(b.standard_value - t.standard_value, t.standard_value - b.standard_value) * r.amount AS DECIMAL(18,2)) AS money,
    b.building AS building,
    b.owner AS owner,
    b.changed_on AS changed_on,
    b.area AS register_area,
    t.area AS ledger_area,
    b.structure AS register_structure,
    t.structure AS ledger_structure,
    b.purpose AS register_purpose,
    t.purpose AS ledger_purpose,
    b.standard_value AS register_value,
    t.standard_value AS ledger_value,
    r.amount AS rate
FROM register b
JOIN tax_buildings t ON t.building = b.building
JOIN law d ON d.code = 'ledger_days' AND b.changed_on BETWEEN d.since AND COALESCE(d.until, b.changed_on)
JOIN law e ON e.code = 'ledger_tolerance' AND b.changed_on BETWEEN e.since AND COALESCE(e.until, b.changed_on)
JOIN law r ON r.code = 'property_rate_building' AND b.changed_on BETWEEN r.since AND COALESCE(r.until, b.changed_on)
WHERE b.standard_value <> t.standard_value
  AND (b.area - t.area > e.amount OR t.area - b.area > e.amount OR b.structure <> t.structure OR b.purpose <> t.purpose)
  AND add_days(b.changed_on, CAST(d.amount AS BIGINT)) < today()
  AND (t.confirmed_on IS NULL OR t.confirmed_on < b.changed_on)
