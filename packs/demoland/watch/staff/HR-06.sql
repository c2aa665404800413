SELECT
    t.official AS case_key,
    SUM(s.net) AS money,
    t.official AS official,
    t.unit AS unit,
    t.serves_until AS serves_until,
    COUNT(*) AS months
FROM staff t
JOIN salaries s ON s.official = t.official
WHERE s.month_from > t.serves_until
  AND s.state = 'paid'
GROUP BY t.official, t.unit, t.serves_until
