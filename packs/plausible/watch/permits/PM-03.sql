WITH terms AS (
    SELECT a.application AS application, a.unit AS unit, a.kind AS kind, a.received_on AS received_on,
        add_days(LEAST(COALESCE(a.extended_until, a.due_on), add_days(a.due_on, CAST(n.amount AS BIGINT))), COALESCE(a.waited_days, 0)) AS last_on
    FROM applications a
    JOIN law n ON n.code = 'longer_decision_days' AND a.received_on BETWEEN n.since AND COALESCE(n.until, a.received_on)
    WHERE a.decided_on IS NULL
      AND a.withdrawn_on IS NULL
      AND a.asked_on IS NULL
)
SELECT
    t.application AS case_key,
    CAST(NULL AS DECIMAL(18,2)) AS money,
    t.application AS application,
    t.unit AS unit,
    t.kind AS kind,
    t.received_on AS received_on,
    t.last_on AS last_on
FROM terms t
WHERE t.last_on < today()
