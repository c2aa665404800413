WITH gone AS (
    SELECT s.subsidy AS subsidy, SUM(CASE WHEN m.kind = 'out' THEN m.amount ELSE 0 - m.amount END) AS amount
    FROM subsidies s
    JOIN subsidy_movements m ON m.subsidy = s.subsidy
    JOIN law d ON d.code = 'emptied_days' AND s.granted_on BETWEEN d.since AND COALESCE(d.until, s.granted_on)
    WHERE m.other_side = 'own'
      AND m.moved_on >= s.granted_on
      AND (m.kind = 'in' OR m.moved_on <= add_days(s.granted_on, CAST(d.amount AS BIGINT)))
    GROUP BY s.subsidy
)
SELECT
    s.subsidy AS case_key,
    LEAST(g.amount, s.amount) AS money,
    s.subsidy AS subsidy,
    s.unit AS unit,
    s.recipient AS recipient,
    s.amount AS amount,
    s.granted_on AS granted_on,
    g.amount AS gone
FROM subsidies s
JOIN gone g ON g.subsidy = s.subsidy
JOIN law h ON h.code = 'emptied_share' AND s.granted_on BETWEEN h.since AND COALESCE(h.until, s.granted_on)
WHERE s.state = 'paid'
  AND s.mode = 'ahead'
  AND g.amount >= CAST(s.amount * h.amount AS DECIMAL(18,2))
