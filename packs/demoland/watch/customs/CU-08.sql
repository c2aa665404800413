WITH departed AS (
    SELECT e.item AS item, SUM(e.quantity) AS quantity
    FROM customs_departures e
    GROUP BY e.item
)
SELECT
    i.item AS case_key,
    CAST(CAST(CAST((i.quantity - COALESCE(g.quantity, 0)) * i.unit_value AS DECIMAL(18,2)) * i.rate_due AS DECIMAL(18,2)) * (1 + n.amount) AS DECIMAL(18,2)) AS money,
    i.item AS item,
    i.importer AS importer,
    i.re_export_by AS re_export_by,
    i.quantity AS quantity,
    i.quantity - COALESCE(g.quantity, 0) AS missing,
    i.unit_value AS unit_value,
    i.rate_due AS rate_due,
    n.amount AS surcharge
FROM customs_items i
LEFT JOIN departed g ON g.item = i.item
JOIN law n ON n.code = 're_export_surcharge' AND i.re_export_by BETWEEN n.since AND COALESCE(n.until, i.re_export_by)
WHERE i.treatment = 'temporary'
  AND i.re_export_by < today()
  AND i.quantity > COALESCE(g.quantity, 0)
  AND NOT EXISTS (
    SELECT l.levy FROM customs_levies l
    WHERE l.basis = i.item AND l.kind = 're-export-duty' AND l.state = 'standing'
  )
