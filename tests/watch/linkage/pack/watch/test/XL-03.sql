SELECT l.holder AS case_key, CAST(COUNT(*) AS DECIMAL(18,2)) AS money, MIN(l.plot) AS plot
FROM leases l
JOIN firms f ON f.firm = l.holder AND f.closed_on <= l.since
GROUP BY l.holder
