WITH unattended AS (
    SELECT w.project, w.person, w.account, SUM(w.amount) AS amount, COUNT(*) AS days, MIN(w.worked_on) AS first_on, MAX(w.worked_on) AS last_on
    FROM daily_wages w
    JOIN law n ON n.code = 'shared_account_wages' AND w.worked_on BETWEEN n.since AND COALESCE(n.until, w.worked_on)
    JOIN law d ON d.code = 'attendance_days' AND w.worked_on BETWEEN d.since AND COALESCE(d.until, w.worked_on)
    WHERE w.state = 'paid'
      AND w.kind = 'day'
      AND add_days(w.worked_on, CAST(d.amount AS BIGINT)) < today()
      AND NOT EXISTS (
        SELECT a.outcome FROM attendances a
        WHERE a.project = w.project AND a.person = w.person AND a.worked_on = w.worked_on AND a.outcome = 'present'
      )
      AND EXISTS (
        SELECT o.wage FROM daily_wages o
        WHERE o.project = w.project AND o.account = w.account AND o.household <> w.household AND o.state = 'paid'
      )
    GROUP BY w.project, w.person, w.account, n.amount
    HAVING COUNT(*) >= n.amount
)
SELECT
    u.project AS case_key,
    SUM(u.amount) AS money,
    u.project AS project,
    MIN(u.account) AS account,
    SUM(u.days) AS days,
    MIN(u.first_on) AS first_on,
    MAX(u.last_on) AS last_on
FROM unattended u
GROUP BY u.project
