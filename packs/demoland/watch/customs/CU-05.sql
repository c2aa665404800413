SELECT
    i.item AS case_key,
    CAST(CAST(i.quantity * (p.usual - i.unit_value) AS DECIMAL(18,2)) * i.rate AS DECIMAL(18,2)) AS money,
    i.item AS item,
    i.importer AS importer,
    i.commodity AS commodity,
    i.origin AS origin,
    i.released_on AS released_on,
    i.quantity AS quantity,
    i.unit_value AS unit_value,
    p.usual AS usual,
    i.rate AS rate
FROM customs_items i
JOIN customs_prices p ON p.commodity = i.commodity AND p.origin = i.origin AND p.year = year_of(i.released_on) AND p.month = month_of(i.released_on)
JOIN law s ON s.code = 'price_share' AND i.released_on BETWEEN s.since AND COALESCE(s.until, i.released_on)
WHERE i.treatment <> 'temporary'
  AND i.unit_value < p.low * s.amount
