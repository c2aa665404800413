SELECT
    p.permit AS case_key,
    SUM(c.amount - COALESCE(c.paid, 0)) AS money,
    p.permit AS permit,
    MIN(p.owner) AS owner,
    MIN(p.use_approved_on) AS use_approved_on,
    COUNT(*) AS charges,
    SUM(c.amount) AS due,
    SUM(COALESCE(c.paid, 0)) AS paid
FROM building_permits p
JOIN law d ON d.code = 'charge_booking_days' AND p.use_approved_on BETWEEN d.since AND COALESCE(d.until, p.use_approved_on)
JOIN approval_charges c ON c.permit = p.permit
WHERE add_days(p.use_approved_on, CAST(d.amount AS BIGINT)) < today()
  AND COALESCE(c.paid, 0) < c.amount
  AND c.decided_on <= p.use_approved_on
  AND c.waived_on IS NULL
  AND (c.secured_until IS NULL OR c.secured_until < p.use_approved_on)
GROUP BY p.permit
