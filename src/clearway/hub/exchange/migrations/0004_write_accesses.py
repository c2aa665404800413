"""Accesses are written as a set by one statement, which also holds and checks what each answer rests on."""

from django.db import migrations

WRITE = """
CREATE FUNCTION exchange_write(accesses jsonb)
RETURNS TABLE (place int, ordinal bigint)
LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever suspends an agreement or withdraws a consent waits until this is committed, or has come before.
    PERFORM 1 FROM agreements_agreement a
    WHERE (a.number, a.version) IN (
        SELECT one->>'agreement', (one->>'version')::int FROM jsonb_array_elements(accesses) one
        WHERE one ? 'agreement')
    ORDER BY a.number, a.version FOR SHARE;
    PERFORM 1 FROM consents_consent c
    WHERE c.number IN (
        SELECT (one->>'consent')::uuid FROM jsonb_array_elements(accesses) one WHERE one ? 'consent')
    ORDER BY c.number FOR SHARE;

    RETURN QUERY
    WITH input AS (
        SELECT f.value AS one, f.ordinality::int AS n FROM jsonb_array_elements(accesses) WITH ORDINALITY f
    ), live AS MATERIALIZED (
        SELECT n, one, (one->>'at')::timestamptz AS at, one->>'subject' AS subject FROM input
        WHERE (NOT one ? 'agreement' OR EXISTS (
                SELECT FROM agreements_agreement a
                WHERE a.number = one->>'agreement' AND a.version = (one->>'version')::int AND a.state = 'approved'))
          AND (NOT one ? 'consent' OR EXISTS (
                SELECT FROM consents_consent c
                WHERE c.number = (one->>'consent')::uuid AND c.state = 'given'
                  AND (c.until IS NULL OR c.until > (one->>'at')::timestamptz)))
    ), counted AS (
        INSERT INTO exchange_subject AS s (name, accesses)
        SELECT subject, count(*) FROM live GROUP BY subject ORDER BY subject
        ON CONFLICT (name) DO UPDATE SET accesses = s.accesses + excluded.accesses
        RETURNING s.name, s.accesses
    ), numbered AS MATERIALIZED (
        SELECT live.n, live.one, live.at, live.subject,
               counted.accesses - count(*) OVER (PARTITION BY live.subject)
                                + row_number() OVER (PARTITION BY live.subject ORDER BY live.n) AS ordinal,
               coalesce((SELECT d.number::text FROM disclosures_concealment d
                         WHERE live.one->>'case_number' <> '' AND d.subject = live.subject
                           AND d.organisation = live.one->>'organisation' AND d.case_number = live.one->>'case_number'
                           AND d.ordered_at <= live.at AND d.until > live.at
                         ORDER BY d.until DESC LIMIT 1), '') AS concealment
        FROM live JOIN counted ON counted.name = live.subject
    ), kept AS (
        INSERT INTO exchange_access (number, at, subject, ordinal, kind, holder, organisation, office, official,
                                     official_number, article, case_number, names, outcome, rule, basis, basis_is,
                                     missing, concealment)
        SELECT (one->>'number')::uuid, at, subject, numbered.ordinal, one->>'kind', one->>'holder',
               one->>'organisation', one->>'office', one->>'official', one->>'official_number', one->>'article',
               one->>'case_number', ARRAY(SELECT jsonb_array_elements_text(one->'names')), one->>'outcome',
               one->>'rule', one->>'basis', one->>'basis_is',
               ARRAY(SELECT jsonb_array_elements_text(one->'missing')), concealment
        FROM numbered
    ), told AS (
        INSERT INTO events_event (at, type, subject, actor, facts, salt, commitment)
        SELECT at, one->>'type', subject, one->>'actor', facts::jsonb, salt,
               sha256(salt || convert_to((one->'said'->>0) || facts || (one->'said'->>4), 'UTF8'))
        FROM (
            SELECT at, one, subject, decode(one->>'salt', 'hex') AS salt,
                   (one->'said'->>1) || concealment || (one->'said'->>2) || numbered.ordinal || (one->'said'->>3)
                       AS facts
            FROM numbered ORDER BY n
        ) AS event
    )
    SELECT input.n, numbered.ordinal FROM input LEFT JOIN numbered USING (n) ORDER BY input.n;
END $$;
"""


class Migration(migrations.Migration):
    """The statement by which the exchange keeps its evidence."""

    dependencies = [
        ("exchange", "0003_how_far_the_record_goes_back"),
        ("agreements", "0001_versions_of_agreements"),
        ("consents", "0002_delegates"),
        ("disclosures", "0001_orders_and_objections"),
        ("events", "0002_readers_keep_their_place"),
    ]
    operations = [migrations.RunSQL(WRITE, "DROP FUNCTION exchange_write")]
