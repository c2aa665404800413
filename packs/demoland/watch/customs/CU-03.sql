SELECT
    r.certificate AS case_key,
    CAST(CAST(SUM(i.value) * ratio(SUM(i.quantity) - r.quantity, SUM(i.quantity), 6) AS DECIMAL(18,2)) * (MAX(i.rate_due) - MIN(i.rate)) AS DECIMAL(18,2)) AS money,
    r.certificate AS certificate,
    r.importer AS importer,
    r.quantity AS quantity,
    SUM(i.quantity) AS used,
    SUM(i.quantity) - r.quantity AS excess,
    SUM(i.value) AS value,
    MIN(i.rate) AS rate,
    MAX(i.rate_due) AS rate_due
FROM customs_recommendations r
JOIN customs_items i ON i.certificate = r.certificate
WHERE i.treatment = 'quota'
  AND r.withdrawn_on IS NULL
GROUP BY r.certificate, r.importer, r.quantity
HAVING SUM(i.quantity) > r.quantity
