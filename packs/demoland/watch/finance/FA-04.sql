SELECT
    p.official AS case_key,
    SUM(p.amount) AS money,
    p.official AS official,
    MIN(p.unit) AS unit,
    COUNT(*) AS payments,
    MIN(p.paid_on) AS first_on,
    MAX(p.paid_on) AS last_on,
    SUM(p.amount) AS amount,
    MAX(p.kilometres) AS kilometres
FROM card_payments p
JOIN law k ON k.code = 'card_distance' AND p.paid_on BETWEEN k.since AND COALESCE(k.until, p.paid_on)
JOIN law b ON b.code = 'card_booking_days' AND p.paid_on BETWEEN b.since AND COALESCE(b.until, p.paid_on)
WHERE p.state = 'settled'
  AND p.reason IS NULL
  AND p.kilometres > k.amount
  AND NOT EXISTS (
    SELECT t.travel_order FROM travel_orders t
    WHERE t.official = p.official AND t.state = 'approved' AND t.from_on <= p.paid_on
      AND add_days(t.until_on, CAST(b.amount AS BIGINT)) >= p.paid_on
  )
GROUP BY p.official
