SELECT
    p.payment AS case_key,
    p.amount AS money,
    p.payment AS payment,
    p.card AS card,
    p.unit AS unit,
    p.amount AS amount,
    p.paid_on AS paid_on,
    p.hour AS hour
FROM card_payments p
JOIN law n ON n.code = 'card_late_hour' AND p.paid_on BETWEEN n.since AND COALESCE(n.until, p.paid_on)
JOIN law m ON m.code = 'card_early_hour' AND p.paid_on BETWEEN m.since AND COALESCE(m.until, p.paid_on)
WHERE p.state = 'settled'
  AND p.reason IS NULL
  AND (p.hour >= n.amount OR p.hour < m.amount OR iso_weekday(p.paid_on) >= 6)
