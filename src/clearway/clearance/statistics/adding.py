"""What one declaration adds to each count, as SQL over the rows of passages.

Every statement takes a sign: with -1 it takes back what the declarations of a batch had added before they changed,
with +1 it adds what they add now. Days are days of the country.
"""

from typing import Final

_COUNT: Final = """
INSERT INTO statistics_count AS kept (day, office, regime, lane, outcome, number)
SELECT (lodged_at AT TIME ZONE %(zone)s)::date, office, regime, lane, outcome, %(sign)s * count(*)
FROM statistics_passage WHERE mrn = ANY (%(mrns)s)
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5
ON CONFLICT (day, office, regime, lane, outcome) DO UPDATE SET number = kept.number + EXCLUDED.number
"""

_HIT: Final = """
INSERT INTO statistics_hit AS kept (day, office, lane, reason, controls, found)
SELECT (controlled_at AT TIME ZONE %(zone)s)::date, office, lane, reason,
       %(sign)s * sum(greatest(controls, is_refused::int)), %(sign)s * sum(greatest(found, is_refused::int))
FROM statistics_passage,
     LATERAL (SELECT '' UNION SELECT jsonb_array_elements_text(reasons)) AS given (reason)
WHERE mrn = ANY (%(mrns)s) AND (controls > 0 OR is_refused)
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
ON CONFLICT (day, office, lane, reason) DO UPDATE
SET controls = kept.controls + EXCLUDED.controls, found = kept.found + EXCLUDED.found
"""

#: Control and payment run side by side, each from the decision; the release begins when the last of them has ended.
_DURATION: Final = """
INSERT INTO statistics_duration AS kept (day, office, step, bucket, number)
SELECT (released_at AT TIME ZONE %(zone)s)::date, office, step,
       floor(ln(greatest(1, extract(epoch FROM ended - begun)::float8)) / ln(1.1::float8))::int, %(sign)s * count(*)
FROM statistics_passage,
     LATERAL (VALUES ('decision', lodged_at, decided_at), ('control', decided_at, controlled_at),
                     ('payment', decided_at, paid_at),
                     ('release', greatest(decided_at, controlled_at, paid_at), released_at),
                     ('whole', lodged_at, released_at)) AS steps (step, begun, ended)
WHERE mrn = ANY (%(mrns)s) AND released_at IS NOT NULL AND begun IS NOT NULL AND ended IS NOT NULL
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
ON CONFLICT (day, office, step, bucket) DO UPDATE SET number = kept.number + EXCLUDED.number
"""

_REVENUE: Final = """
INSERT INTO statistics_revenue AS kept (day, office, tax, currency, amount, postings)
SELECT day, office, tax, currency, %(sign)s * sum(amount), %(sign)s * sum(postings)
FROM statistics_posted WHERE mrn = ANY (%(mrns)s)
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
ON CONFLICT (day, office, tax, currency) DO UPDATE
SET amount = kept.amount + EXCLUDED.amount, postings = kept.postings + EXCLUDED.postings
"""

COUNTS: Final = (_COUNT, _HIT, _DURATION, _REVENUE)

#: What nothing adds to any more is not kept, so that a rebuild gives the same rows.
EMPTIED: Final = (
    "DELETE FROM statistics_count WHERE number = 0",
    "DELETE FROM statistics_hit WHERE controls = 0",
    "DELETE FROM statistics_duration WHERE number = 0",
    "DELETE FROM statistics_revenue WHERE postings = 0",
)
