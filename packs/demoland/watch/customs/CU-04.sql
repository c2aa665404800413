WITH refunded AS (
    SELECT r.item AS item, SUM(r.quantity) AS quantity, SUM(r.amount) AS amount
    FROM customs_refunds r
    WHERE r.state = 'paid'
    GROUP BY r.item
),
departed AS (
    SELECT e.item AS item, SUM(e.quantity) AS quantity
    FROM customs_departures e
    GROUP BY e.item
)
SELECT
    f.item AS case_key,
    CAST(f.amount * ratio(f.quantity - COALESCE(g.quantity, 0), f.quantity, 6) AS DECIMAL(18,2)) AS money,
    f.item AS item,
    i.importer AS importer,
    f.quantity AS refunded,
    COALESCE(g.quantity, 0) AS departed,
    f.quantity - COALESCE(g.quantity, 0) AS excess,
    f.amount AS amount
FROM refunded f
JOIN customs_items i ON i.item = f.item
LEFT JOIN departed g ON g.item = f.item
WHERE f.quantity > COALESCE(g.quantity, 0)
