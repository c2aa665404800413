SELECT
    a.person AS case_key,
    SUM(LEAST(a.amount, b.amount)) AS money,
    a.person AS person,
    MIN(a.unit) AS unit,
    MIN(a.project) AS first_project,
    MAX(b.project) AS second_project,
    COUNT(*) AS months,
    MIN(a.month_from) AS first_month,
    MAX(a.month_from) AS last_month
FROM project_pay a
JOIN project_pay b ON b.person = a.person AND b.month_from = a.month_from
JOIN law f ON f.code = 'full_time' AND a.month_from BETWEEN f.since AND COALESCE(f.until, a.month_from)
WHERE a.project < b.project
  AND a.state = 'paid'
  AND b.state = 'paid'
  AND (a.funder = 'subsidy' OR b.funder = 'subsidy')
  AND a.share + b.share > f.amount
GROUP BY a.person
