WITH used AS (
    SELECT t.term AS term, t.lease AS lease, t.parcel AS parcel, t.holder AS holder, t.yearly_rent AS yearly_rent,
        year_of(y.since) AS rent_year, GREATEST(t.since, y.since) AS used_from, LEAST(t.until, COALESCE(t.ended_on, t.until), y.until) AS used_until
    FROM public_lease_terms t
    JOIN law y ON y.code = 'local_year' AND y.since <= LEAST(t.until, COALESCE(t.ended_on, t.until)) AND y.until >= t.since
    WHERE t.renewal > 0
)
SELECT
    u.term AS case_key,
    SUM(CAST(u.yearly_rent * ratio(month_of(u.used_until) - month_of(u.used_from) + 1, 12, 6) AS DECIMAL(18,2))) AS money,
    u.term AS term,
    u.lease AS lease,
    u.parcel AS parcel,
    u.holder AS holder,
    u.yearly_rent AS yearly_rent,
    MIN(u.used_from) AS first_from,
    COUNT(*) AS years
FROM used u
JOIN law d ON d.code = 'rent_billing_days' AND u.used_from BETWEEN d.since AND COALESCE(d.until, u.used_from)
WHERE add_days(u.used_from, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = u.term AND l.kind = 'public-rent' AND l.levy_year = u.rent_year AND l.state = 'standing'
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = u.term AND x.kind = 'public-rent' AND x.since <= u.used_from AND COALESCE(x.until, u.used_until) >= u.used_until
  )
GROUP BY u.term, u.lease, u.parcel, u.holder, u.yearly_rent
