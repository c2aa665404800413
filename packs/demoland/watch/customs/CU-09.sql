WITH secured AS (
    SELECT s.debt AS debt, SUM(s.amount) AS amount
    FROM customs_securities s
    WHERE s.valid_until >= today()
    GROUP BY s.debt
)
SELECT
    b.debt AS case_key,
    b.amount - COALESCE(c.amount, 0) AS money,
    b.debt AS debt,
    b.payer AS payer,
    b.amount AS amount,
    b.due_on AS due_on,
    COALESCE(c.amount, 0) AS secured
FROM customs_debts b
LEFT JOIN secured c ON c.debt = b.debt
WHERE b.released_on <= today()
  AND b.paid_on IS NULL
  AND b.due_on < today()
  AND b.amount > COALESCE(c.amount, 0)
