SELECT
    p.official AS case_key,
    SUM(p.amount) AS money,
    p.official AS official,
    MIN(p.unit) AS unit,
    MIN(p.card) AS card,
    COUNT(*) AS payments,
    SUM(p.amount) AS amount,
    MIN(p.paid_on) AS first_on,
    MAX(p.paid_on) AS last_on
FROM card_payments p
JOIN law b ON b.code = 'card_booking_days' AND p.paid_on BETWEEN b.since AND COALESCE(b.until, p.paid_on)
WHERE p.state = 'settled'
  AND p.reason IS NULL
  AND (
    EXISTS (
        SELECT l.leave FROM leaves l
        WHERE l.official = p.official AND l.state = 'granted'
          AND add_days(l.since, CAST(b.amount AS BIGINT)) <= p.paid_on
          AND COALESCE(l.ended_on, l.until) >= p.paid_on
    )
    OR EXISTS (
        SELECT s.official FROM staff s
        WHERE s.official = p.official AND add_days(s.serves_until, CAST(b.amount AS BIGINT)) < p.paid_on
    )
  )
GROUP BY p.official
