SELECT
    d.parcel AS case_key,
    SUM(CAST(f.amount AS DECIMAL(18,2))) AS money,
    d.parcel AS parcel,
    MIN(p.permit) AS permit,
    COUNT(*) AS permits,
    MIN(d.seller) AS seller,
    MIN(g.owner) AS buyer,
    MIN(g.registered_on) AS registered_on,
    MIN(CAST(f.amount AS DECIMAL(18,2))) AS fine
FROM deals d
JOIN registrations g ON g.parcel = d.parcel AND g.deal = d.deal
JOIN occupation_permits p ON p.parcel = d.parcel AND p.holder = d.seller
JOIN law n ON n.code = 'transfer_notice_days' AND g.registered_on BETWEEN n.since AND COALESCE(n.until, g.registered_on)
JOIN law f ON f.code = 'transfer_fine' AND g.registered_on BETWEEN f.since AND COALESCE(f.until, g.registered_on)
WHERE p.purpose IN ('crossing', 'jetty')
  AND p.since < g.registered_on
  AND LEAST(p.until, COALESCE(p.withdrawn_on, p.until)) > add_days(g.registered_on, CAST(n.amount AS BIGINT))
  AND add_days(g.registered_on, CAST(n.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.transfer FROM occupation_transfers t
    WHERE t.parcel = d.parcel AND t.permit = p.permit AND t.notified_on >= d.contract_on
  )
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = d.parcel AND l.kind = 'transfer-fine' AND l.state = 'standing' AND l.levied_on >= g.registered_on
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x WHERE x.basis = d.parcel AND x.kind = 'transfer-fine' AND COALESCE(x.until, g.registered_on) >= g.registered_on
  )
GROUP BY d.parcel
