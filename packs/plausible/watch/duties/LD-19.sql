WITH acts AS (
    SELECT i.levy AS levy, i.acted_on AS acted_on
    FROM duty_interruptions i
    UNION ALL
    SELECT f.levy AS levy, f.until AS acted_on
    FROM duty_deferrals f
),
running AS (
    SELECT l.levy AS levy, l.payer AS payer, l.kind AS kind, l.amount AS amount, l.due_on AS due_on,
        MAX(GREATEST(l.due_on, COALESCE(a.acted_on, l.due_on))) AS runs_from
    FROM duty_levies l
    LEFT JOIN acts a ON a.levy = l.levy
    WHERE l.state = 'standing' AND l.paid_on IS NULL
    GROUP BY l.levy, l.payer, l.kind, l.amount, l.due_on
)
SELECT
    r.levy AS case_key,
    r.amount AS money,
    r.levy AS levy,
    r.payer AS payer,
    r.kind AS kind,
    r.due_on AS due_on,
    r.runs_from AS runs_from,
    add_months(r.runs_from, CAST(m.amount AS BIGINT)) AS lapses_on
FROM running r
JOIN law m ON m.code = 'lapse_months' AND r.runs_from BETWEEN m.since AND COALESCE(m.until, r.runs_from)
JOIN law w ON w.code = 'lapse_warning_days' AND r.runs_from BETWEEN w.since AND COALESCE(w.until, r.runs_from)
WHERE add_days(add_months(r.runs_from, CAST(m.amount AS BIGINT)), -CAST(w.amount AS BIGINT)) <= today()
  AND NOT EXISTS (SELECT s.seizure FROM duty_seizures s WHERE s.levy = r.levy AND s.state = 'standing')
  AND NOT EXISTS (SELECT f.deferral FROM duty_deferrals f WHERE f.levy = r.levy AND f.until IS NULL)
