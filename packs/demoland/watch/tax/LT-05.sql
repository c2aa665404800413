SELECT
    s.parcel AS case_key,
    SUM(CAST(CAST(s.price * r.amount AS DECIMAL(18,2)) * (1 + n.amount) AS DECIMAL(18,2))) AS money,
    s.parcel AS parcel,
    MIN(s.sale) AS sale,
    MIN(s.buyer) AS buyer,
    MIN(s.balance_paid_on) AS balance_paid_on,
    SUM(s.price) AS price,
    MIN(r.amount) AS rate,
    MIN(n.amount) AS surcharge
FROM public_sales s
JOIN law d ON d.code = 'acquisition_filing_days' AND s.balance_paid_on BETWEEN d.since AND COALESCE(d.until, s.balance_paid_on)
JOIN law r ON r.code = 'acquisition_rate_land' AND s.balance_paid_on BETWEEN r.since AND COALESCE(r.until, s.balance_paid_on)
JOIN law n ON n.code = 'acquisition_surcharge' AND s.balance_paid_on BETWEEN n.since AND COALESCE(n.until, s.balance_paid_on)
WHERE s.buyer_kind = 'private'
  AND add_days(s.balance_paid_on, CAST(d.amount AS BIGINT)) < today()
  AND NOT EXISTS (
    SELECT t.assessment FROM tax_assessments t
    WHERE t.property = s.parcel AND t.tax = 'acquisition' AND t.state = 'standing' AND t.taxpayer = s.buyer
      AND t.assessed_on >= s.contract_on
  )
  AND NOT EXISTS (
    SELECT x.exemption FROM tax_exemptions x
    WHERE x.property = s.parcel AND x.tax = 'acquisition' AND x.scope = 'whole' AND x.taxpayer = s.buyer
  )
GROUP BY s.parcel
