SELECT
    p.payment AS case_key,
    p.amount AS money,
    p.payment AS payment,
    p.card AS card,
    p.unit AS unit,
    p.merchant AS merchant,
    p.merchant_class AS merchant_class,
    p.amount AS amount,
    p.paid_on AS paid_on
FROM card_payments p
WHERE p.state = 'settled'
  AND p.merchant_class IN ('bar', 'casino', 'massage', 'jeweller', 'golf')
