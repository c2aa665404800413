SELECT
    s.sanction AS case_key,
    CAST(f.amount AS DECIMAL(18,2)) AS money,
    s.sanction AS sanction,
    s.permit AS permit,
    s.confirmed_on AS confirmed_on,
    s.offence AS offence,
    CAST(f.amount AS DECIMAL(18,2)) AS tariff
FROM sanctions s
JOIN law d ON d.code = 'food_levy_days' AND s.confirmed_on BETWEEN d.since AND COALESCE(d.until, s.confirmed_on)
JOIN law f ON f.code = CASE WHEN s.offence = 1 THEN 'food_penalty_first' WHEN s.offence = 2 THEN 'food_penalty_second' ELSE 'food_penalty_third' END
    AND s.confirmed_on BETWEEN f.since AND COALESCE(f.until, s.confirmed_on)
WHERE s.law = 'food'
  AND s.measure = 'penalty'
  AND s.revoked_on IS NULL
  AND add_days(s.confirmed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = s.sanction AND l.kind = 'food-penalty' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = s.sanction AND x.kind = 'food-penalty')
