WITH stays AS (
    SELECT
        l.person, l.official, l.kind, l.since, l.monthly, a.left_on,
        days_between(GREATEST(a.left_on, l.since), LEAST(COALESCE(a.back_on, COALESCE(l.ended_on, l.until)), COALESCE(l.ended_on, l.until))) AS days
    FROM leaves l
    JOIN stays_abroad a ON a.person = l.person
    JOIN law d ON d.code = 'leave_abroad_days' AND l.since BETWEEN d.since AND COALESCE(d.until, l.since)
    WHERE l.state = 'granted'
      AND l.kind IN ('sick', 'childcare')
      AND l.abroad = 'no'
      AND days_between(
            GREATEST(a.left_on, l.since),
            LEAST(COALESCE(a.back_on, today()), LEAST(COALESCE(l.ended_on, l.until), today()))
          ) >= d.amount
)
SELECT
    s.person AS case_key,
    SUM(ratio(s.monthly * s.days, 30, 2)) AS money,
    MIN(s.official) AS official,
    MIN(s.kind) AS kind,
    MIN(s.since) AS since,
    MIN(s.left_on) AS left_on,
    SUM(s.days) AS days,
    MAX(s.monthly) AS monthly
FROM stays s
GROUP BY s.person
