SELECT
    f.parcel AS case_key,
    SUM(CAST(f.amount * (1 + s.amount) AS DECIMAL(18,2))) AS money,
    f.parcel AS parcel,
    MIN(f.farmer) AS farmer,
    MAX(f.counted_on) AS counted_on,
    SUM(f.amount) AS paid,
    MAX(s.amount) AS surcharge
FROM farm_payments f
JOIN law s ON s.code = 'farm_payment_surcharge' AND f.counted_on BETWEEN s.since AND COALESCE(s.until, f.counted_on)
WHERE f.state = 'paid'
  AND (
    EXISTS (
        SELECT c.conversion FROM conversions c
        WHERE c.parcel = f.parcel AND c.kind = 'farmland' AND c.purpose <> 'farm-house' AND c.cancelled_on IS NULL
          AND c.changed_on <= f.counted_on AND f.area > f.parcel_area - c.area
    )
    OR EXISTS (
        SELECT p.compensation FROM compensations p
        WHERE p.parcel = f.parcel AND p.kind <> 'crops' AND COALESCE(p.farmed_until, p.paid_on) < f.counted_on
          AND f.area > f.parcel_area - p.area
    )
    OR EXISTS (
        SELECT v.visit FROM field_checks v
        WHERE v.parcel = f.parcel AND v.found = 'other-use' AND v.checked_on <= f.counted_on
          AND COALESCE(v.restored_on, add_days(f.counted_on, 1)) > f.counted_on
    )
  )
GROUP BY f.parcel
