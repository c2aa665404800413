SELECT
    s.permit AS case_key,
    SUM(CAST(p.amount AS DECIMAL(18,2))) AS money,
    s.permit AS permit,
    MIN(s.sanction) AS sanction,
    MIN(s.starts_on) AS starts_on,
    MAX(s.ends_on) AS ends_on,
    COUNT(*) AS days,
    MIN(c.sold_on) AS first_on,
    SUM(c.amount) AS sales,
    MAX(CAST(p.amount AS DECIMAL(18,2))) AS day_penalty
FROM sanctions s
JOIN business_card_sales c ON c.permit = s.permit AND c.sold_on BETWEEN s.starts_on AND s.ends_on
JOIN law p ON p.code = 'suspension_penalty_day' AND c.sold_on BETWEEN p.since AND COALESCE(p.until, c.sold_on)
JOIN law n ON n.code = 'suspension_sales_days' AND c.sold_on BETWEEN n.since AND COALESCE(n.until, c.sold_on)
WHERE s.measure = 'suspension'
  AND (s.revoked_on IS NULL OR s.revoked_on > c.sold_on)
  AND c.amount > 0
  AND NOT EXISTS (
    SELECT t.stay FROM sanction_stays t
    WHERE t.permit = s.permit AND t.sanction = s.sanction AND t.since <= c.sold_on AND COALESCE(t.until, c.sold_on) >= c.sold_on
  )
  AND NOT EXISTS (
    SELECT l.levy FROM duty_levies l
    WHERE l.basis = s.permit AND l.kind = 'suspension-penalty' AND l.state = 'standing' AND l.levied_on >= c.sold_on
  )
  AND NOT EXISTS (
    SELECT x.relief FROM duty_reliefs x
    WHERE x.basis = s.permit AND x.kind = 'suspension-penalty' AND x.since <= c.sold_on AND COALESCE(x.until, c.sold_on) >= c.sold_on
  )
GROUP BY s.permit
HAVING COUNT(*) >= MAX(n.amount)
