SELECT h.hut AS case_key, CAST(1 AS DECIMAL(18,2)) AS money, MIN(h.plot) AS plot, MIN(p.owner) AS owner
FROM huts h
JOIN plots p ON p.plot = h.plot
GROUP BY h.hut
