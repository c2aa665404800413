WITH late AS (
    SELECT p.worker AS worker, p.dependant AS dependant, COUNT(*) AS payments, SUM(p.amount) AS amount, MIN(r.died_on) AS died_on
    FROM allowances p
    JOIN residents r ON r.person = p.dependant AND r.died_on < p.paid_on
    GROUP BY p.worker, p.dependant
)
SELECT text(l.worker) AS case_key, CAST(SUM(l.amount) AS DECIMAL(8,2)) AS money, MIN(l.dependant) || '!' AS dependant,
    CASE WHEN SUM(l.payments) > 1 THEN 'several' ELSE 'one' END AS how_often, year_of(month_end(MIN(l.died_on))) AS died_in
FROM late l
GROUP BY l.worker
HAVING SUM(l.amount) > 10
