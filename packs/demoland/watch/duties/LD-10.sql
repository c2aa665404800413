SELECT
    p.deal AS case_key,
    CAST(p.tax_base * r.amount AS DECIMAL(18,2)) AS money,
    p.deal AS deal,
    p.parcel AS parcel,
    p.buyer AS buyer,
    p.balance_on AS balance_on,
    CAST(m.amount AS BIGINT) AS months,
    p.tax_base AS tax_base,
    r.amount AS rate
FROM deals p
JOIN law m ON m.code = 'long_registration_months' AND p.balance_on BETWEEN m.since AND COALESCE(m.until, p.balance_on)
JOIN law r ON r.code = 'long_registration_rate' AND p.balance_on BETWEEN r.since AND COALESCE(r.until, p.balance_on)
WHERE p.cancelled_on IS NULL
  AND add_months(p.balance_on, CAST(m.amount AS BIGINT)) < today()
  AND NOT EXISTS (SELECT g.registration FROM registrations g WHERE g.deal = p.deal)
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = p.deal AND l.kind = 'long-registration-penalty' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = p.deal AND x.kind = 'long-registration-penalty')
