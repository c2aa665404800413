SELECT
    x.exemption AS case_key,
    x.duty AS money,
    x.exemption AS exemption,
    x.item AS item,
    x.importer AS importer,
    x.bound_until AS bound_until,
    MIN(t.moved_on) AS moved_on,
    x.duty AS duty
FROM customs_exemptions x
JOIN customs_transfers t ON t.exemption = x.exemption
WHERE t.approved = 'no'
  AND t.moved_on >= x.bound_from
  AND t.moved_on <= x.bound_until
  AND NOT EXISTS (
    SELECT l.levy FROM customs_levies l
    WHERE l.basis = x.exemption AND l.kind = 'exemption-duty' AND l.state = 'standing'
  )
GROUP BY x.exemption, x.item, x.importer, x.bound_until, x.duty
