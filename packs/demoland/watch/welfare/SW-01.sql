SELECT
    r.person AS case_key,
    SUM(b.amount) AS money,
    r.person AS person,
    r.died_on AS died_on,
    COUNT(*) AS months,
    MAX(b.month_from) AS last_month
FROM residents r
JOIN benefits b ON b.person = r.person
WHERE b.month_from > r.died_on
  AND b.kind <> 'housing'
  AND b.state = 'paid'
GROUP BY r.person, r.died_on
