SELECT
    p.change AS case_key,
    CAST(p.asset_value * CAST(p.share_after * r.amount AS DECIMAL(18,6)) AS DECIMAL(18,2)) AS money,
    p.change AS change,
    p.company AS company,
    p.holder AS holder,
    p.asset_value AS asset_value,
    p.share_before AS share_before,
    p.share_after AS share_after,
    p.changed_on AS changed_on,
    r.amount AS rate
FROM share_changes p
JOIN law d ON d.code = 'acquisition_filing_days' AND p.changed_on BETWEEN d.since AND COALESCE(d.until, p.changed_on)
JOIN law s ON s.code = 'shareholder_share' AND p.changed_on BETWEEN s.since AND COALESCE(s.until, p.changed_on)
JOIN law r ON r.code = 'shareholder_rate' AND p.changed_on BETWEEN r.since AND COALESCE(r.until, p.changed_on)
WHERE p.listed = 'no'
  AND p.share_before <= s.amount
  AND p.share_after > s.amount
  AND add_days(p.changed_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.basis = p.change AND t.tax = 'acquisition' AND t.state = 'standing' AND t.assessed_on >= add_days(p.changed_on, -30)
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.basis = p.change AND x.tax = 'acquisition' AND x.scope = 'whole'
  )
