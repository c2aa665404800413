SELECT
    i.item AS case_key,
    CAST(i.value * (i.rate_due - i.rate) AS DECIMAL(18,2)) AS money,
    i.item AS item,
    i.importer AS importer,
    i.commodity AS commodity,
    i.released_on AS released_on,
    i.value AS value,
    i.rate AS rate,
    i.rate_due AS rate_due
FROM customs_items i
WHERE i.treatment = 'quota'
  AND i.rate < i.rate_due
  AND NOT EXISTS (
    SELECT p.certificate FROM customs_presentations p
    WHERE p.item = i.item AND p.commodity = i.commodity AND p.valid_from <= i.released_on AND p.valid_until >= i.released_on
  )
