WITH lost AS (
    SELECT
        p.official, p.year_from, COALESCE(p.days_deducted, 0) AS days_deducted, p.days_paid, p.daily_rate,
        SUM(days_between(GREATEST(m.starts_on, p.year_from), LEAST(m.ends_on, add_days(add_months(p.year_from, 12), -1))) + 1) AS suspended,
        ratio(SUM(days_between(GREATEST(m.starts_on, p.year_from), LEAST(m.ends_on, add_days(add_months(p.year_from, 12), -1))) + 1), d.amount, 1) AS days
    FROM leave_settlements p
    JOIN law d ON d.code = 'suspension_leave_days' AND p.year_from BETWEEN d.since AND COALESCE(d.until, p.year_from)
    JOIN service_measures m ON m.official = p.official
    WHERE p.state = 'paid'
      AND m.kind = 'suspension'
      AND m.lifted_on IS NULL
      AND m.starts_on < add_months(p.year_from, 12)
      AND m.ends_on >= p.year_from
    GROUP BY p.official, p.year_from, p.days_deducted, p.days_paid, p.daily_rate, d.amount
)
SELECT
    l.official AS case_key,
    SUM(CAST(LEAST(l.days - l.days_deducted, l.days_paid) * l.daily_rate AS DECIMAL(18,2))) AS money,
    l.official AS official,
    year_of(MIN(l.year_from)) AS pay_year,
    SUM(l.suspended) AS suspended,
    SUM(LEAST(l.days - l.days_deducted, l.days_paid)) AS missing
FROM lost l
WHERE l.days_deducted < l.days
  AND l.days_paid > 0
GROUP BY l.official
