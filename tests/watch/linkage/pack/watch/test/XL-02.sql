SELECT v.plate AS case_key, SUM(f.amount) AS money, COUNT(*) AS fines
FROM vans v
JOIN fines f ON f.about = v.plate
GROUP BY v.plate
