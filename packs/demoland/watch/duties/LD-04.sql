WITH late AS (
    SELECT d.deal AS deal, d.buyer AS buyer, d.tax_base AS tax_base, d.balance_on AS balance_on, MIN(r.registered_on) AS registered_on,
        add_days(d.balance_on, CAST(t.amount AS BIGINT)) AS latest_on
    FROM deals d
    JOIN registrations r ON r.deal = d.deal
    JOIN law t ON t.code = 'registration_days' AND d.balance_on BETWEEN t.since AND COALESCE(t.until, d.balance_on)
    GROUP BY d.deal, d.buyer, d.tax_base, d.balance_on, t.amount
)
SELECT
    o.deal AS case_key,
    CAST(o.tax_base * f.amount AS DECIMAL(18,2)) AS money,
    o.deal AS deal,
    o.buyer AS buyer,
    o.balance_on AS balance_on,
    o.registered_on AS registered_on,
    days_between(o.latest_on, o.registered_on) AS days_late,
    o.tax_base AS tax_base,
    f.amount AS rate
FROM late o
JOIN law g ON g.code = 'registration_fine_days' AND o.registered_on BETWEEN g.since AND COALESCE(g.until, o.registered_on)
JOIN law f ON f.code = CASE
        WHEN o.registered_on <= add_months(o.latest_on, 6) THEN 'registration_fine_short'
        WHEN o.registered_on <= add_months(o.latest_on, 12) THEN 'registration_fine_middle'
        ELSE 'registration_fine_long' END
    AND o.registered_on BETWEEN f.since AND COALESCE(f.until, o.registered_on)
WHERE o.registered_on > o.latest_on
  AND add_days(o.registered_on, CAST(g.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = o.deal AND l.kind = 'registration-fine' AND l.state = 'standing'
  )
  AND NOT EXISTS (SELECT x.relief FROM duty_reliefs x WHERE x.basis = o.deal AND x.kind = 'registration-fine')
