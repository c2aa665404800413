SELECT a.building AS case_key,
    SUM(ROUND(a.value * r.amount, 2) + a.value * 0.0001 * days_between(add_days(a.approved_on, CAST(d.amount AS BIGINT)), today())) AS money,
    MIN(a.approval) AS approval,
    MIN(a.approved_on) AS approved_on,
    ratio(SUM(a.value), COUNT(*), 3) AS mean_value,
    MIN(d.set_by) AS set_by
FROM approvals a
JOIN law r ON r.code = 'building_rate' AND a.approved_on BETWEEN r.since AND COALESCE(r.until, a.approved_on)
JOIN law d ON d.code = 'filing_days' AND a.approved_on BETWEEN d.since AND COALESCE(d.until, a.approved_on)
WHERE add_days(a.approved_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM assessments t WHERE t.building = a.building AND t.assessed_on >= a.approved_on)
GROUP BY a.building
