SELECT
    d.official AS case_key,
    SUM(d.monthly) AS money,
    d.official AS official,
    MIN(d.person) AS person,
    MIN(LEAST(COALESCE(d.died_on, d.left_on), COALESCE(d.left_on, d.died_on))) AS ended_on,
    COUNT(*) AS months,
    MAX(d.monthly) AS monthly
FROM dependants d
JOIN salaries s ON s.official = d.official
WHERE s.month_from > LEAST(COALESCE(d.died_on, d.left_on), COALESCE(d.left_on, d.died_on))
  AND s.month_from <= COALESCE(d.until, s.month_from)
  AND s.month_from >= d.since
  AND s.allowance >= d.monthly
  AND s.state = 'paid'
GROUP BY d.official
