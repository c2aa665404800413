SELECT h.plot AS case_key, CAST(COUNT(*) AS DECIMAL(18,2)) AS money, MIN(h.hut) AS hut, MIN(p.owner) AS owner
FROM huts h
JOIN plots p ON p.plot = h.plot
WHERE NOT EXISTS (SELECT l.holder FROM leases l WHERE l.plot = h.plot AND l.since <= h.seen_on)
GROUP BY h.plot
