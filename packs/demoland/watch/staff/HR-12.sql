WITH waits AS (
    SELECT
        p.promotion, p.official, p.promoted_on, p.monthly_gain, MAX(m.ends_on) AS ended_on,
        MAX(add_months(m.ends_on, CAST(b.amount AS BIGINT))) AS bar_until
    FROM promotions p
    JOIN service_measures m ON m.official = p.official
    JOIN law b ON b.code = CASE WHEN m.kind = 'suspension' THEN 'promotion_bar_suspension' WHEN m.kind = 'pay-cut' THEN 'promotion_bar_pay_cut' WHEN m.kind = 'reprimand' THEN 'promotion_bar_reprimand' END
        AND m.starts_on BETWEEN b.since AND COALESCE(b.until, m.starts_on)
    WHERE p.kind = 'regular'
      AND p.state = 'standing'
      AND m.lifted_on IS NULL
      AND m.starts_on <= p.promoted_on
      AND add_months(m.ends_on, CAST(b.amount AS BIGINT)) >= p.promoted_on
    GROUP BY p.promotion, p.official, p.promoted_on, p.monthly_gain
)
SELECT
    w.official AS case_key,
    SUM(ratio(w.monthly_gain * (days_between(w.promoted_on, w.bar_until) + 1), 30, 2)) AS money,
    w.official AS official,
    MIN(w.promoted_on) AS promoted_on,
    MAX(w.ended_on) AS ended_on,
    MAX(w.bar_until) AS bar_until,
    MAX(w.monthly_gain) AS monthly_gain,
    SUM(days_between(w.promoted_on, w.bar_until) + 1) AS days
FROM waits w
GROUP BY w.official
