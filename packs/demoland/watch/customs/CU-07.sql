SELECT
    s.storage AS case_key,
    s.value AS money,
    s.storage AS storage,
    s.holder AS holder,
    s.term_until AS term_until,
    s.value AS value,
    'auction' AS step
FROM customs_storage s
JOIN law d ON d.code = 'auction_days' AND s.term_until BETWEEN d.since AND COALESCE(d.until, s.term_until)
WHERE s.left_on IS NULL
  AND add_days(s.term_until, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (SELECT a.auction FROM customs_auctions a WHERE a.storage = s.storage)
UNION ALL
SELECT
    s.storage AS case_key,
    CAST(a.proceeds - a.charges AS DECIMAL(18,2)) AS money,
    s.storage AS storage,
    s.holder AS holder,
    s.term_until AS term_until,
    CAST(a.proceeds - a.charges AS DECIMAL(18,2)) AS value,
    'surplus' AS step
FROM customs_storage s
JOIN customs_auctions a ON a.storage = s.storage
JOIN law d ON d.code = 'surplus_days' AND a.held_on BETWEEN d.since AND COALESCE(d.until, a.held_on)
WHERE a.proceeds > a.charges
  AND a.returned_on IS NULL
  AND add_days(a.held_on, CAST(d.amount AS BIGINT)) < today()
