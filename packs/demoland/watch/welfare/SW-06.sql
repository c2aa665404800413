SELECT
    w.person AS case_key,
    SUM(w.amount) AS money,
    w.person AS person,
    MIN(w.programme) AS programme,
    COUNT(*) AS months,
    MIN(w.month_from) AS first_month,
    MAX(w.month_from) AS last_month
FROM senior_wages w
JOIN law h ON h.code = 'senior_job_hours' AND w.month_from BETWEEN h.since AND COALESCE(h.until, w.month_from)
WHERE w.kind = 'public'
  AND w.state = 'paid'
  AND (
    EXISTS (
        SELECT i.job FROM insured_jobs i
        WHERE i.person = w.person AND i.kind = 'ordinary' AND i.weekly_hours >= h.amount
          AND i.since <= w.month_from AND COALESCE(i.until, month_end(w.month_from)) >= month_end(w.month_from)
    )
    OR EXISTS (
        SELECT o.programme FROM senior_wages o
        WHERE o.person = w.person AND o.month_from = w.month_from AND o.kind = 'public' AND o.state = 'paid' AND o.programme < w.programme
    )
    OR EXISTS (SELECT r.person FROM residents r WHERE r.person = w.person AND r.died_on < w.month_from)
  )
GROUP BY w.person
