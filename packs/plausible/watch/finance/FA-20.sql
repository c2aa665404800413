WITH given AS (
    SELECT a.contract AS contract, SUM(a.amount) AS amount, MIN(a.paid_on) AS paid_on
    FROM advances a
    WHERE a.state = 'paid'
    GROUP BY a.contract
),
settled AS (
    SELECT s.contract AS contract, SUM(s.amount) AS amount
    FROM advance_settlements s
    WHERE s.state = 'standing'
    GROUP BY s.contract
),
left_over AS (
    SELECT g.contract AS contract, g.amount AS advanced, COALESCE(s.amount, 0) AS settled, g.amount - COALESCE(s.amount, 0) AS rest, g.paid_on AS paid_on
    FROM given g
    LEFT JOIN settled s ON s.contract = g.contract
)
SELECT
    c.contract AS case_key,
    o.rest + ratio(CAST(o.rest * r.amount AS DECIMAL(28,8)) * days_between(o.paid_on, c.completed_on), 365, 2) AS money,
    c.contract AS contract,
    c.unit AS unit,
    c.vendor AS vendor,
    c.completed_on AS completed_on,
    o.advanced AS advanced,
    o.settled AS settled,
    o.rest AS rest,
    r.amount AS rate,
    days_between(o.paid_on, c.completed_on) AS days
FROM completions c
JOIN left_over o ON o.contract = c.contract
JOIN law d ON d.code = 'advance_settlement_days' AND c.completed_on BETWEEN d.since AND COALESCE(d.until, c.completed_on)
JOIN law r ON r.code = 'advance_interest_rate' AND c.completed_on BETWEEN r.since AND COALESCE(r.until, c.completed_on)
WHERE o.rest > 0
  AND add_days(c.completed_on, CAST(d.amount AS BIGINT)) < today()
