SELECT
    d.document AS case_key,
    SUM(p.amount) AS money,
    d.document AS document,
    MIN(p.subsidy) AS subsidy,
    MIN(p.unit) AS unit,
    SUM(p.amount) AS amount,
    MIN(p.claimed_on) AS claimed_on,
    d.cancelled_on AS cancelled_on
FROM sales_documents d
JOIN subsidy_spending p ON p.document = d.document
JOIN law c ON c.code = 'correction_days' AND d.cancelled_on BETWEEN c.since AND COALESCE(c.until, d.cancelled_on)
WHERE p.state = 'claimed'
  AND d.cancelled_on > p.claimed_on
  AND d.replaced_by IS NULL
  AND add_days(d.cancelled_on, CAST(c.amount AS BIGINT)) < today()
GROUP BY d.document, d.cancelled_on
