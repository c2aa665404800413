SELECT
    c.reduction AS case_key,
    c.amount AS money,
    c.reduction AS reduction,
    c.assessment AS assessment,
    c.official AS official,
    c.amount AS amount,
    c.changed_on AS changed_on
FROM tax_reductions c
JOIN law d ON d.code = 'reduction_days' AND c.changed_on BETWEEN d.since AND COALESCE(d.until, c.changed_on)
WHERE c.cause <> 'transfer'
  AND add_days(c.changed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (SELECT a.document FROM tax_approvals a WHERE a.reduction = c.reduction AND a.outcome = 'approved')
