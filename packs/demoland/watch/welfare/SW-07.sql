WITH open_notices AS (
    SELECT n.person, MIN(n.told_on) AS told_on
    FROM death_notices n
    JOIN law d ON d.code = 'death_notice_days' AND n.told_on BETWEEN d.since AND COALESCE(d.until, n.told_on)
    WHERE add_days(n.told_on, CAST(d.amount AS BIGINT)) < today()
      AND NOT EXISTS (
        SELECT x.notice FROM death_notices x WHERE x.person = n.person AND x.decided_on >= n.told_on
      )
    GROUP BY n.person
)
SELECT
    o.person AS case_key,
    SUM(b.amount) AS money,
    o.person AS person,
    o.told_on AS told_on,
    SUM(b.amount) AS monthly
FROM open_notices o
JOIN residents r ON r.person = o.person
JOIN benefits b ON b.person = o.person
WHERE r.died_on IS NULL
  AND b.state = 'paid'
  AND b.kind <> 'housing'
  AND b.month_from > add_months(o.told_on, -1)
  AND b.month_from <= o.told_on
GROUP BY o.person, o.told_on
