WITH traded AS (
    SELECT w.building AS building, w.permit AS permit, w.permitted_on AS permitted_on, w.closed_on AS closed_on,
        CASE WHEN w.class = 'bathhouse' THEN 'bath' ELSE 'business' END AS class_due
    FROM business_permits w
    WHERE w.class IN ('bar', 'restaurant', 'lodging', 'bathhouse')
)
SELECT
    w.building AS case_key,
    SUM(CAST(b.cubic_metres * GREATEST(t.amount - a.amount, a.amount - t.amount) AS DECIMAL(18,2))) AS money,
    w.building AS building,
    MIN(w.permit) AS permit,
    MIN(b.account) AS account,
    COUNT(*) AS bills,
    MIN(b.month_from) AS first_month,
    SUM(b.cubic_metres) AS cubic_metres,
    MIN(b.class) AS class_billed,
    MIN(w.class_due) AS class_due
FROM traded w
JOIN water_bills b ON b.building = w.building AND b.class <> w.class_due
JOIN law g ON g.code = 'water_class_days' AND w.permitted_on BETWEEN g.since AND COALESCE(g.until, w.permitted_on)
JOIN law n ON n.code = 'water_least' AND b.month_from BETWEEN n.since AND COALESCE(n.until, b.month_from)
JOIN law t ON t.code = CASE WHEN w.class_due = 'bath' THEN 'water_tariff_bath' ELSE 'water_tariff_business' END
    AND b.month_from BETWEEN t.since AND COALESCE(t.until, b.month_from)
JOIN law a ON a.code = CASE WHEN b.class = 'bath' THEN 'water_tariff_bath' WHEN b.class = 'business' THEN 'water_tariff_business' ELSE 'water_tariff_household' END
    AND b.month_from BETWEEN a.since AND COALESCE(a.until, b.month_from)
WHERE b.state = 'billed'
  AND b.cubic_metres >= n.amount
  AND b.month_from >= add_days(w.permitted_on, CAST(g.amount AS BIGINT))
  AND (w.closed_on IS NULL OR w.closed_on >= add_months(b.month_from, 1))
  AND NOT EXISTS (
    SELECT c.account FROM water_accounts c
    WHERE c.building = w.building AND c.account <> b.account AND (c.closed_on IS NULL OR c.closed_on > b.month_from)
  )
  AND NOT EXISTS (
    SELECT o.permit FROM business_permits o
    WHERE o.building = w.building AND o.permit <> w.permit AND (o.closed_on IS NULL OR o.closed_on > b.month_from)
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = w.building AND x.kind = 'water-class' AND x.since <= b.month_from AND COALESCE(x.until, b.month_from) >= b.month_from
  )
GROUP BY w.building
