WITH monthly AS (
    SELECT a.person, a.month_from, MIN(a.official) AS official, COUNT(*) AS officials, SUM(a.amount) AS paid, MAX(a.amount) AS due
    FROM allowance_payments a
    WHERE a.state = 'paid'
    GROUP BY a.person, a.month_from
    HAVING SUM(a.share) > 1
)
SELECT
    m.person AS case_key,
    SUM(m.paid - m.due) AS money,
    m.person AS person,
    MIN(m.official) AS official,
    MAX(m.officials) AS officials,
    COUNT(*) AS months,
    MIN(m.month_from) AS first_month,
    MAX(m.month_from) AS last_month,
    SUM(m.paid) AS paid
FROM monthly m
GROUP BY m.person
